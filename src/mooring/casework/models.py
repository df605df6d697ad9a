"""A case by pseudonym, who may see which part of it, and what hangs on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.stages import Stage
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Agency, Desk, Officer
from mooring.safeguards.random_keys import random_key


class CaseQuerySet(models.QuerySet["Case"]):
    def with_stage(self) -> CaseQuerySet:
        """Each case with the stage in which it stands now, in the same query."""
        standing = StageReached.objects.filter(case=models.OuterRef("pk"), superseded_by=None)
        return self.annotate(
            stage=models.Subquery(standing.values("stage")[:1]),
            stage_since=models.Subquery(standing.values("since")[:1]),
        )


class Case(models.Model):
    """One person's passage through the mechanism, known by a pseudonym."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    pseudonym = models.CharField(max_length=20, unique=True)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = CaseQuerySet.as_manager()

    _held: dict[int, dict[str, bool]] | None = None
    _key: bytes | None = None

    def __str__(self) -> str:
        return self.pseudonym

    @property
    def case_key(self) -> int:
        return self.pk

    def held_by(self, officer: Officer) -> dict[str, bool]:
        """The compartments this officer may read, each with whether she may write in it. One query, then remembered."""
        self._held = self._held or {}
        if officer.pk not in self._held:
            held: dict[str, bool] = {}
            running = Grant.objects.running().held_by(officer).filter(case=self)
            for compartment, may_write in running.values_list("compartment", "may_write"):
                held[compartment] = held.get(compartment, False) or may_write
            self._held[officer.pk] = held
        return self._held[officer.pk]

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Why this officer may not use this verb here: no grant on the case (answered as if it did not exist), or none for the part."""
        held = self.held_by(officer)
        if not held:
            return Refusal(Why.UNSEEN, verb, _("There is no such case."))
        if compartment not in held or (writing and not held[compartment]):
            part = Compartment(compartment).label
            return Refusal(
                Why.NOT_GRANTED,
                verb,
                _("This part of the case is not open to you: %(part)s.") % {"part": part},
                _("A lead of the case can open it to you: see Team on the case page."),
            )
        return None

    def data_key(self) -> bytes:
        """The key that seals the words of this case. Raises `CannotOpen`."""
        if self._key is None:
            self._key = keys.data_key(self.pk)
        return self._key

    def seal(self, words: str, place: str) -> bytes:
        """Seal words for a place written `table.column:row`."""
        return keys.seal(self.data_key(), words.encode(), place)

    def unseal(self, sealed: bytes | memoryview | None, place: str) -> str:
        """Open sealed words; an empty value opens to an empty string. Raises `CannotOpen`."""
        return keys.unseal(self.data_key(), bytes(sealed), place).decode() if sealed else ""


class GrantQuerySet(models.QuerySet["Grant"]):
    def running(self) -> GrantQuerySet:
        moment = models.functions.Now()
        return self.filter(Q(until=None) | Q(until__gt=moment), ended_at=None)

    def held_by(self, officer: Officer) -> GrantQuerySet:
        return self.filter(Q(officer=officer) | Q(desk__in=[desk.pk for desk in officer.desks()]))


class Ground(models.TextChoices):
    """Why somebody was given access."""

    FOUNDING = "founding", gettext_lazy("Opened the case")
    GIVEN_BY_LEAD = "given_by_lead", gettext_lazy("Given by a lead of the case")


class Grant(models.Model):
    """An officer's or a desk's access to one compartment of a case. Appended only; ending one is an appended row."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grants")
    compartment = models.CharField(max_length=20, choices=Compartment)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    holder = models.GeneratedField(
        expression=Coalesce("officer_id", "desk_id"),
        output_field=models.BigIntegerField(),
        db_persist=True,
        help_text="The key of the officer or the desk, as one column for the policies.",
    )
    may_write = models.BooleanField(default=True)
    as_lead = models.BooleanField(default=False)
    ground = models.CharField(max_length=20, choices=Ground)
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, editable=False, help_text="Set by the database when the ending is appended."
    )
    case_opened_at = models.DateTimeField(help_text="The sort key of the case, so that a list can begin at the grants.")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(officer=None) ^ Q(desk=None), name="grant_to_an_officer_or_a_desk"),
        ]
        indexes = [
            models.Index(fields=["case", "compartment"], name="grant_by_case"),
            models.Index(
                fields=["officer", "-case_opened_at", "-case"],
                name="grant_list_of_officer",
                condition=Q(compartment="entry", ended_at=None),
            ),
            models.Index(
                fields=["desk", "-case_opened_at", "-case"],
                name="grant_list_of_desk",
                condition=Q(compartment="entry", ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment} · {self.officer or self.desk}"


class GrantEnding(models.Model):
    """That a grant has ended, by whom and when."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="ending")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)


class FactQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """The facts that stand: not superseded by a later one."""
        return self.filter(superseded_by=None)

    def as_known_at(self, moment: datetime) -> Self:
        """The facts as they were known just before a moment that is over."""
        return self.filter(Q(superseded_by=None) | Q(superseded_by__recorded_at__gte=moment), recorded_at__lt=moment)


class Fact(models.Model):
    """Something known about a case: appended with when it was recorded, superseded by a correction, never overwritten."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )

    objects = FactQuerySet.as_manager()
    compartment: Any  # a fixed part for all rows of a table, or a column of each row

    class Meta:
        abstract = True

    @property
    def case_key(self) -> int:
        return int(self.case_id)

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        try:
            case = self.case
        except Case.DoesNotExist:
            return Refusal(Why.UNSEEN, verb, _("There is no such case."))
        return case.refusal_to(officer, verb, compartment, writing=writing)

    def place(self, column: str) -> str:
        """Where a sealed value of this row lies: the associated data of its sealing."""
        return f"{self._meta.db_table}.{column}:{self.pk}"

    def seal_words(self, **words: str) -> None:
        """Seal words into the fields `<name>_sealed` of this row, before it is saved."""
        for name, text in words.items():
            column = f"{name}_sealed"
            setattr(self, column, self.case.seal(text, self.place(column)) if text else None)

    def words(self, name: str) -> str:
        """The words sealed in `<name>_sealed`. Raises `CannotOpen`."""
        column = f"{name}_sealed"
        return self.case.unseal(getattr(self, column), self.place(column))

    def supersede(self, later: Self) -> None:
        """Put `later` in the place of this fact. Raises `AlreadySuperseded` when somebody else was quicker."""
        changed = type(self)._default_manager.filter(pk=self.pk, superseded_by=None).update(superseded_by=later.pk)
        if changed != 1:
            raise AlreadySuperseded
        later.save(force_insert=True)


class AlreadySuperseded(Exception):
    """Somebody else has corrected or moved this on in the meantime: look again, then decide."""


class StageReached(Fact):
    """That a case reached a stage of the mechanism."""

    stage = models.CharField(max_length=24, choices=[(stage.value, stage.value) for stage in Stage])
    since = models.DateTimeField(default=clock.now)
    compartment = Compartment.ENTRY

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_stage"),
        ]


class Event(models.Model):
    """One line of a case's timeline: a deed, when, by whom. Codes only; words stay sealed where they were written."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    compartment = models.CharField(max_length=20, choices=Compartment)
    kind = models.CharField(max_length=80)
    happened_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    codes = models.JSONField(default=dict, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_at"], name="event_timeline")]


class DeadlineQuerySet(FactQuerySet):
    def open(self) -> Self:
        return self.filter(superseded_by=None, met_at=None)


class Deadline(Fact):
    """A day by which something must be done, computed from the law of a day, with whose turn it is. Met = superseded by a met one."""

    compartment = models.CharField(max_length=20, choices=Compartment, default=Compartment.CORE)
    kind = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    pen_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pen_officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    met_at = models.DateTimeField(null=True, blank=True)
    finding = models.JSONField(help_text="The answer of the law with its reasons and provisions.")

    objects = DeadlineQuerySet.as_manager()  # type: ignore[misc]  # the stubs see a narrower manager as an instance attribute

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pen_desk__isnull=False) | Q(pen_officer__isnull=False), name="deadline_has_a_pen_holder"
            )
        ]
        indexes = [
            models.Index(
                fields=["pen_desk", "due_at"], name="deadline_of_desk", condition=Q(superseded_by=None, met_at=None)
            ),
            models.Index(
                fields=["pen_officer", "due_at"],
                name="deadline_of_officer",
                condition=Q(superseded_by=None, met_at=None),
            ),
            models.Index(fields=["case", "due_at"], name="deadline_of_case", condition=Q(superseded_by=None)),
        ]

    @property
    def is_overdue(self) -> bool:
        return self.met_at is None and self.due_at < clock.now()


class Task(Fact):
    """Something to be done for a person, by an officer or a desk. Done = superseded by a done one."""

    compartment = models.CharField(max_length=20, choices=Compartment, default=Compartment.CORE)
    kind = models.CharField(max_length=60)
    words_sealed = models.BinaryField(null=True)
    for_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    for_officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(for_desk__isnull=False) | Q(for_officer__isnull=False), name="task_is_somebodys"
            )
        ]
        indexes = [
            models.Index(
                fields=["for_desk", "due_on"], name="task_of_desk", condition=Q(superseded_by=None, done_at=None)
            ),
            models.Index(
                fields=["for_officer", "due_on"], name="task_of_officer", condition=Q(superseded_by=None, done_at=None)
            ),
            models.Index(F("case"), name="task_of_case"),
        ]


class Note(Fact):
    """A note of one agency about a case, sealed; other agencies do not see it."""

    compartment = Compartment.ENTRY

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    words_sealed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["case", "-recorded_at"], name="note_of_case")]
