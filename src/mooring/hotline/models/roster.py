"""The roster: who answers at a desk, from when to when; the line that rings there; and shifts that change hands."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import FactQuerySet, SupersededInTurn
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key

COORDINATOR = "centre_coordinator"


class ShiftKind(models.TextChoices):
    DAY = "day", gettext_lazy("Day")
    NIGHT = "night", gettext_lazy("Night")
    BACK_UP = "back_up", gettext_lazy("Back-up")


class HowItCame(models.TextChoices):
    """How a line of the roster came to be as it is."""

    PLANNED = "planned", gettext_lazy("Planned")
    TAKEN = "taken", gettext_lazy("Taken")
    GIVEN_BACK = "given_back", gettext_lazy("Given back")
    SWAPPED = "swapped", gettext_lazy("Swapped")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


class DutyLine(SupersededInTurn):
    """The telephone of a desk that is on duty, and the hours of the wall clock that must be covered. Empty hours mean day and night."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(
        max_length=24, help_text=gettext_lazy("The number of the duty line, never a private one.")
    )
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk"], condition=Q(superseded_by=None), name="one_standing_duty_line")
        ]

    def __str__(self) -> str:
        return str(self.desk)


class ShiftQuerySet(FactQuerySet):
    def on_the_roster(self) -> Self:
        """The shifts as they stand, without those that were withdrawn, in the order of their beginning."""
        standing: Self = self.standing().exclude(how=HowItCame.WITHDRAWN)
        return standing.select_related("officer", "desk__agency").order_by("begins_at", "kind", "id")

    def between(self, begins: datetime, ends: datetime) -> Self:
        """Those that have any time in common with a stretch of time (aware moments, the end not included)."""
        return self.filter(begins_at__lt=ends, ends_at__gt=begins)


class Shift(SupersededInTurn):
    """That somebody answers at a desk from one moment to another; without an officer it is open, and may be taken."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ShiftKind)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=12, choices=HowItCame, default=HowItCame.PLANNED)
    swap = models.ForeignKey("ShiftSwap", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ShiftQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["desk", "begins_at"], name="shift_of_desk")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="shift_ends_after_it_begins"),
            # Two ranges, so that no extension is needed to compare the officer: nobody is in two places at once.
            ExclusionConstraint(
                name="one_shift_at_a_time",
                expressions=[
                    (
                        Func(F("officer_id"), F("officer_id"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func(F("begins_at"), F("ends_at"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_by=None, officer__isnull=False) & ~Q(how="withdrawn"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk} · {self.kind}"

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """The roster of a desk is its own, and the coordinator's of its agency."""
        mine = self.desk_id in [desk.pk for desk in officer.desks()] or keeps_roster(officer, self.desk)
        return None if mine else Refusal(Why.UNSEEN, verb, _("There is no such shift."))

    @property
    def is_open(self) -> bool:
        return self.officer_id is None

    @property
    def when(self) -> str:
        """From when to when, by the clock on the wall."""
        begins, ends = timezone.localtime(self.begins_at), timezone.localtime(self.ends_at)
        return f"{date_format(begins, 'D j M')} {begins:%H:%M}–{ends:%H:%M}"

    def anew(self, by: Officer, **changes: object) -> Shift:
        """A later line of the same shift, not yet saved, with something changed."""
        kept = {
            "desk_id": self.desk_id,
            "kind": self.kind,
            "begins_at": self.begins_at,
            "ends_at": self.ends_at,
            "officer_id": self.officer_id,
        }
        return Shift(recorded_by=by, **(kept | changes))


class ShiftSwap(models.Model):
    """That an officer offers her shift to a colleague, for one of the colleague's or for nothing."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="offers")
    to = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    in_return = models.ForeignKey(Shift, on_delete=models.PROTECT, null=True, blank=True, related_name="asked_for")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """An offer is between the two whom it concerns."""
        if officer.pk in (self.to_id, self.recorded_by_id):
            return None
        return Refusal(Why.UNSEEN, verb, _("There is no such offer."))


class ShiftSwapAnswer(models.Model):
    """How an offer ended: accepted, declined, or taken back. One answer, and no second."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    swap = models.OneToOneField(ShiftSwap, on_delete=models.PROTECT, related_name="answer")
    state = models.CharField(max_length=12)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.state


def keeps_roster(officer: Officer, desk: Desk) -> bool:
    """Whether the officer plans the rosters of the agency to which a desk belongs."""
    return any(
        posting.role == COORDINATOR and posting.desk.agency_id == desk.agency_id
        for posting in officer.running_postings()
    )
