"""Rows that hang on no case and are appended all the same: a later one takes the place of an earlier one, once."""

from __future__ import annotations

from typing import Self

from django.db import models

from mooring.casework.models import AlreadySuperseded, FactQuerySet
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class InTurn(models.Model):
    """A row that a later one takes the place of."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def supersede(self, later: Self) -> None:
        """Put `later` in the place of this row. Raises `AlreadySuperseded` when somebody else was quicker."""
        rows = type(self)._default_manager.filter(pk=self.pk, superseded_by=None)
        if rows.update(superseded_by=later.pk) != 1:
            raise AlreadySuperseded
        later.save(force_insert=True)


def take_the_place(standing: InTurn | None, later: InTurn) -> None:
    """Append `later`, in the place of what stands, if anything does."""
    if standing is None:
        later.save(force_insert=True)
    else:
        standing.supersede(later)
