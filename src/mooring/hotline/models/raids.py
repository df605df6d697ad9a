"""Notices of actions: told ahead to a few by name, rostered, met, counted, and their address forgotten."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import FactQuerySet, SupersededInTurn
from mooring.casework.pseudonym import random_reference
from mooring.hotline.models.interpreters import Interpreter
from mooring.hotline.raid_states import STATE_TABLE
from mooring.identification import regions
from mooring.identification.models import Signal, Source
from mooring.safeguards import clock, erasure, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key
from mooring.safeguards.state_tables import State


def action_reference() -> str:
    return random_reference("A")


class ActionSource(models.TextChoices):
    """Whose action it is: the signals that come of it have the same source."""

    POLICE_ACTION = Source.POLICE_ACTION.value, gettext_lazy("Police action")
    TAX_CONTROL = Source.TAX_CONTROL.value, gettext_lazy("Tax control")
    LABOUR_CONTROL = Source.LABOUR_CONTROL.value, gettext_lazy("Control of working conditions")


class Wanted(models.TextChoices):
    """What the centre is asked to bring."""

    SOCIAL_WORKERS = "social_workers", gettext_lazy("Social workers")
    INTERPRETERS = "interpreters", gettext_lazy("Interpreters")
    PRIVATE_ROOM = "private_room", gettext_lazy("A private room to talk in")
    BEDS = "beds", gettext_lazy("Beds for the night")
    CHILDREN = "children", gettext_lazy("Somebody for children")
    HEALTH = "health", gettext_lazy("Health staff")
    TRANSPORT = "transport", gettext_lazy("Transport")


class ReaderGround(models.TextChoices):
    """Why somebody sees a notice."""

    TOLD = "told", gettext_lazy("Told of it")
    SAME_DESK = "same_desk", gettext_lazy("Named, at the same desk")
    COORDINATES = "coordinates", gettext_lazy("Coordinates")
    ROSTERED = "rostered", gettext_lazy("On the roster")


class ActionNoticeQuerySet(models.QuerySet["ActionNotice"]):
    def with_all(self) -> Self:
        """The notices with what is told and where they stand, in few queries."""
        return self.select_related("desk__agency", "announced_by").prefetch_related(
            models.Prefetch("tellings", ActionTelling.objects.standing(), to_attr="standing_tellings"),
            models.Prefetch("states", ActionState.objects.standing(), to_attr="standing_states"),
        )


class ActionNotice(models.Model):
    """Advance notice of an action of the police or a control authority. Open to those who are named, and to nobody else."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=action_reference, editable=False)
    source = models.CharField(max_length=24, choices=ActionSource)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    announced_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = ActionNoticeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Open by name; to everybody else there is no such notice."""
        named = ActionReader.objects.standing().filter(notice=self.pk, officer=officer, may_read=True)
        return None if named.exists() else Refusal(Why.UNSEEN, verb, _("There is no such notice."))

    @property
    def telling(self) -> ActionTelling:
        """What is told, as it stands."""
        if not hasattr(self, "standing_tellings"):
            self.standing_tellings = list(ActionTelling.objects.standing().filter(notice=self))
        told: ActionTelling = self.standing_tellings[0]
        told.notice = self
        return told

    @property
    def standing(self) -> ActionState:
        """Where the notice stands."""
        if not hasattr(self, "standing_states"):
            self.standing_states = list(ActionState.objects.standing().filter(notice=self))
        stands: ActionState = self.standing_states[0]
        return stands

    @property
    def state(self) -> State:
        return STATE_TABLE.state(self.standing.state)

    @property
    def is_erased(self) -> bool:
        """Whether the address and the words are gone."""
        return erasure.erased(self.pk)

    def team(self) -> list[Officer]:
        """The officers on the roster."""
        rows = ActionRostered.objects.on_the_roster().filter(notice=self, officer__isnull=False)
        return [row.officer for row in rows if row.officer is not None]

    def readers(self, *grounds: str) -> list[Officer]:
        """Who sees this notice on one of these grounds."""
        rows = ActionReader.objects.standing().filter(notice=self, may_read=True, ground__in=grounds)
        return [row.officer for row in rows.select_related("officer")]


class OfAnAction(SupersededInTurn):
    """Something that hangs on a notice: appended, superseded by a later one, never overwritten."""

    notice = models.ForeignKey(ActionNotice, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


def one_standing(name: str, *fields: str) -> list[models.BaseConstraint]:
    return [models.UniqueConstraint(fields=["notice", *fields], condition=Q(superseded_by=None), name=name)]


class ActionTelling(OfAnAction):
    """What was told of an action: the region and the hour in the open to its readers, address and words sealed."""

    notice = models.ForeignKey(ActionNotice, on_delete=models.PROTECT, related_name="tellings")
    region = models.CharField(max_length=12, default=regions.UNKNOWN)
    starts_at = models.DateTimeField()
    expected_people = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    wanted = ArrayField(models.CharField(max_length=24, choices=Wanted), default=list, blank=True)
    address_sealed = models.BinaryField(null=True)
    words_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = one_standing("one_standing_telling_of_an_action")

    def __str__(self) -> str:
        return str(self.pk)

    def place(self, column: str) -> str:
        return f"{self._meta.db_table}.{column}:{self.pk}"

    def words(self, name: str) -> str:
        """What is sealed in `<name>_sealed`, opened with the key of the notice; once that is gone, that it was erased."""
        column = f"{name}_sealed"
        if not (sealed := getattr(self, column)):
            return ""
        if self.notice.is_erased:
            return _("(erased)")
        return keys.unseal(keys.data_key(self.notice_id), bytes(sealed), self.place(column)).decode()

    @property
    def region_name(self) -> str:
        return regions.name_of(self.region)

    @property
    def wanted_names(self) -> list[Any]:
        return [Wanted(code).label for code in self.wanted]


class ActionState(OfAnAction):
    """That a notice came to stand somewhere. Without an officer it was the machine, on a schedule."""

    notice = models.ForeignKey(ActionNotice, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=16, choices=[(state.code, state.label) for state in STATE_TABLE.states])
    recorded_by = models.ForeignKey(  # type: ignore[assignment]  # the machine is nobody
        Officer, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = one_standing("one_standing_state_of_an_action")

    def __str__(self) -> str:
        return self.state


class ActionReader(OfAnAction):
    """That one officer, by name, sees a notice, or no longer does. The policies of all other tables ask this one."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16, choices=ReaderGround)
    may_read = models.BooleanField(default=True)

    class Meta:
        constraints = one_standing("one_standing_reader_of_an_action", "officer")

    def __str__(self) -> str:
        return self.ground


class RosterQuerySet(FactQuerySet):
    def on_the_roster(self) -> Self:
        """Who is on the roster now, officers first."""
        found: Self = self.standing().filter(comes=True)
        return found.select_related("officer", "interpreter").order_by("officer__name", "recorded_at")


class ActionRostered(OfAnAction):
    """That a social worker or an interpreter comes to an action, or no longer does."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(
        max_length=8, blank=True, help_text=gettext_lazy("For which language, of an interpreter.")
    )
    comes = models.BooleanField(default=True)

    objects = RosterQuerySet.as_manager()  # type: ignore[misc]  # the stubs see a narrower manager as an instance attribute

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(officer=None, interpreter__isnull=False) | Q(officer__isnull=False, interpreter=None),
                name="officer_or_interpreter_on_a_roster",
            ),
            *one_standing("one_standing_roster_line_of_an_officer", "officer"),
            *one_standing("one_standing_roster_line_of_an_interpreter", "interpreter"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        return ActionNotice(pk=self.notice_id).refusal_to(officer, verb, compartment, writing=writing)


class ActionTick(models.Model):
    """That one thing of the day's list is done."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    notice = models.ForeignKey(ActionNotice, on_delete=models.PROTECT, related_name="ticks")
    item = models.CharField(max_length=24)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "item"], name="ticked_once")]

    def __str__(self) -> str:
        return self.item


class ActionSignal(models.Model):
    """The signal that a desk of the team took up at an action; the people met hang on it."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    notice = models.ForeignKey(ActionNotice, on_delete=models.PROTECT, related_name="signals")
    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "desk"], name="one_signal_of_a_desk_at_an_action")]

    def __str__(self) -> str:
        return str(self.pk)
