"""What happened and what waits: the timeline, deadlines, tasks, and the notes of an agency."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from mooring.casework.compartments import Compartment
from mooring.casework.models.cases import Case
from mooring.casework.models.facts import Fact, FactQuerySet
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Desk, Officer
from mooring.safeguards.random_keys import random_key


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
