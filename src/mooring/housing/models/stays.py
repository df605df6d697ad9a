"""A stay: that a person is offered a bed, comes, lives there, and goes. Seen by the team of the case and by the house, in codes."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case, StandsInSteps
from mooring.casework.models.in_turn import SupersededInTurn
from mooring.casework.pseudonym import random_reference
from mooring.housing.house_codes import Payer, TargetGroup
from mooring.housing.models.beds import Bed
from mooring.housing.models.houses import House
from mooring.housing.stay_states import (
    HOLDS_THE_BED,
    HOUSE,
    OPEN,
    STAY_STATES,
    TEAM,
    WITH_THE_PARENT,
    StayState,
    sides_of,
)
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key
from mooring.safeguards.state_tables import Move

PART = "support"


def stay_reference() -> str:
    return random_reference("B")


class Declined(models.TextChoices):
    """Why a house declines."""

    FULL = "full", gettext_lazy("There is no place")
    NOT_FOR_THE_GROUP = "not_for_the_group", gettext_lazy("There is no place for this group")
    # Never that somebody is in the house: a team that must be kept apart from somebody would learn where that person lives.
    NOT_SAFE_HERE = "not_safe_here", gettext_lazy("It would not be safe for the person here")
    NEEDS_MORE = "needs_more", gettext_lazy("The person needs more than the house can give")
    NO_PAYER = "no_payer", gettext_lazy("Nobody has said that they pay")
    CLOSED = "closed", gettext_lazy("The house takes nobody new now")


class Withdrawn(models.TextChoices):
    """Why a place is taken back before anybody came."""

    SAID_NO = "said_no", gettext_lazy("The person said no for now")
    ELSEWHERE = "elsewhere", gettext_lazy("Another place was found")
    NOT_SAFE = "not_safe", gettext_lazy("It turned out not to be safe")
    DID_NOT_COME = "did_not_come", gettext_lazy("The person did not come, and is known to be safe elsewhere")
    MISTAKE = "mistake", gettext_lazy("A mistake")


class HowLeft(models.TextChoices):
    """How somebody left a house."""

    PLANNED = "planned", gettext_lazy("As planned")
    UNPLANNED = "unplanned", gettext_lazy("Not as planned, and known to be well")
    NOT_COME_BACK = "missing", gettext_lazy("Went missing and has not come back")


class Stay(StandsInSteps["StayStep"], models.Model):
    """A place in a house for the person of a case. What becomes of it are its steps."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=stay_reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stays")
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="stays")
    from_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        Officer,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=gettext_lazy("Whom the house rings: the contact person, or who asked for the place."),
    )
    groups = ArrayField(
        models.CharField(max_length=12, choices=TargetGroup),
        default=list,
        help_text=gettext_lazy("By the person's own statement, when the place was asked for."),
    )
    beside = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="children_beds",
        help_text=gettext_lazy("The stay of the parent, where this one is the bed of a child; it goes along with it."),
    )
    children = models.PositiveSmallIntegerField(
        default=0, help_text=gettext_lazy("Children who come along, in beds of their own or beside the person.")
    )
    answer_by = models.DateTimeField(
        help_text=gettext_lazy("When the bed is free again if the house has not answered.")
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    state_table = STAY_STATES
    read_with_the_step = "bed__unit"
    is_on_the_timeline = True  # the database writes the line with each step: a house holds no part of the case

    class Meta:
        indexes = [
            models.Index(fields=["case", "-recorded_at"], name="stay_of_case"),
            models.Index(fields=["house", "-recorded_at"], name="stay_of_house"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def address(self) -> str:
        """Its page."""
        return f"/stays/{self.reference}/"

    @property
    def is_open(self) -> bool:
        return self.standing.state in OPEN

    @property
    def groups_in_words(self) -> list[Any]:
        return [TargetGroup(code).label for code in self.groups]

    def sides_of(self, officer: Officer) -> frozenset[str]:
        """On which side an officer stands: at the desk of the house, or with access to write in the plan of the case."""
        found = {HOUSE} if self.house.is_kept_by(officer) else set()
        if self.parts_held_by(officer).get(PART, False):
            found.add(TEAM)
        return frozenset(found)

    @property
    def goes_along(self) -> bool:
        """Whether this is the bed of a child, and stands where the stay of the parent stands."""
        return self.beside is not None and self.beside.standing.state == self.standing.state

    def along(self) -> list[Stay]:
        """The beds of the children who are where the person is: those moved apart are left out."""
        beds = self.children_beds.select_related("house__desk", "from_desk", "contact").order_by("recorded_at", "pk")
        return [bed for bed in beds if bed.standing.state == self.standing.state]

    def moves_for(self, officer: Officer) -> tuple[Move, ...]:
        """The lawful moves that this officer may make now, each verb once. The bed of a child comes with the parent's stay."""
        sides, taken_along = self.sides_of(officer), WITH_THE_PARENT if self.goes_along else ()
        found = {
            move.verb: move
            for move in STAY_STATES.moves_from(self.standing.state)
            if move.by in sides and officer.may(move.verb) and move.verb not in taken_along
        }
        return tuple(found.values())

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Why this officer may not: neither of the house nor of the team (as if there were none), or it is for the other side."""
        held, sides = self.parts_held_by(officer), self.sides_of(officer)
        if PART not in held and not sides:
            return Refusal(Why.UNSEEN, verb, _("There is no such stay."))
        if not writing:
            return None
        asked = sides_of(verb) or frozenset({TEAM})
        if not asked & sides:
            return Refusal(
                Why.HOUSE_RULE,
                verb,
                _("This is for the other side of the stay to do."),
                _("See on the page of the stay whose turn it is."),
            )
        return None


class StayStep(SupersededInTurn):
    """That a stay came to stand somewhere: in which bed, for which nights. Without an officer it was the clock."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in StayState])
    bed = models.ForeignKey(Bed, on_delete=models.PROTECT, related_name="steps")
    begins = models.DateField(help_text=gettext_lazy("The day before whose night the bed is taken first."))
    ends = models.DateField(
        null=True, blank=True, help_text=gettext_lazy("The day of leaving, whose night is not taken; empty: not known.")
    )
    reason = models.CharField(max_length=24, blank=True)
    recorded_by = models.ForeignKey(  # type: ignore[assignment]  # the clock is nobody
        Officer, on_delete=models.PROTECT, null=True, related_name="+"
    )

    is_on_the_timeline = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stay"], condition=Q(superseded_by=None), name="one_standing_step_of_a_stay"
            ),
            models.CheckConstraint(
                # Who comes and leaves on one day slept nowhere. While a place is held, no nights would hold it for nobody.
                condition=Q(ends=None) | Q(ends__gt=F("begins")) | Q(ends=F("begins"), state__in=("moved", "left")),
                name="a_stay_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="no_bed_twice",
                expressions=[
                    (Func(F("bed_id"), F("bed_id"), Value("[]"), function="int8range"), "&&"),
                    (Func(F("begins"), F("ends"), function="daterange"), "&&"),
                ],
                condition=Q(superseded_by=None, state__in=[state.value for state in HOLDS_THE_BED]),
            ),
        ]

    def __str__(self) -> str:
        return self.state

    @property
    def reason_in_words(self) -> str:
        words = dict(Declined.choices) | dict(Withdrawn.choices) | dict(HowLeft.choices)
        return str(words.get(self.reason, self.reason))

    @property
    def state_in_words(self) -> str:
        return str(STAY_STATES.state(self.state).label)


class StayArrival(models.Model):
    """Where in the mechanism the person stood on arrival. Written by the database: the house need not know."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="arrivals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=24)
    arrived_on = models.DateField()
    recorded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.stage


class StayPaid(SupersededInTurn):
    """Who pays for a stay, and for the nights until which day."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="payments")
    payer = models.CharField(max_length=24, choices=Payer)
    paid_until = models.DateField(
        help_text=gettext_lazy("The day of leaving: the night before it is the last one paid.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stay"], condition=Q(superseded_by=None), name="one_standing_payer_of_a_stay"
            )
        ]

    def __str__(self) -> str:
        return self.payer

    def event_codes(self) -> dict[str, str | int | None]:
        return {"payer": self.payer, "paid_until": self.paid_until.isoformat()}


class StayAlarm(models.Model):
    """That somebody was told that the paid nights of a stay run out, once for each day of warning. Written by the clock."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    payment = models.ForeignKey(StayPaid, on_delete=models.PROTECT, related_name="alarms")
    days_before = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["payment", "days_before"], name="warned_once_of_each_day")]

    def __str__(self) -> str:
        return str(self.pk)
