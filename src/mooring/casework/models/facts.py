"""What is known about a case: appended, superseded by a correction, never overwritten."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.models.cases import Case
from mooring.casework.stages import Stage
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


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
        """The words sealed in `<name>_sealed`; of an erased case, that they were erased. Raises `CannotOpen`."""
        column = f"{name}_sealed"
        try:
            return self.case.unseal(getattr(self, column), self.place(column))
        except CannotOpen:
            if self.case.is_erased:
                return _("(erased)")
            raise

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
