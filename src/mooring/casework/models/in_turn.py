"""Rows that hang on no case and are appended all the same: a later one takes the place of an earlier one, once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, Self, TypeVar

from django.db import models

from mooring.casework.models.facts import AlreadySuperseded, Fact, FactQuerySet
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class SupersededInTurn(models.Model):
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


Appended = TypeVar("Appended", Fact, SupersededInTurn)


def take_the_place(standing: Appended | None, later: Appended) -> None:
    """Append `later`, in the place of what stands, if anything does. Raises `AlreadySuperseded` when somebody else was quicker."""
    if standing is None:
        later.save(force_insert=True)
    else:
        standing.supersede(later)


Repeated = TypeVar("Repeated", bound=models.Model)
NOT_REPEATED = frozenset({"id", "recorded_at", "recorded_by", "superseded_by"})


def anew(row: Repeated, by: Officer, **changes: Any) -> Repeated:
    """The same row once more, with some of it changed, to be put in its place; not saved.

    Sealed words are left out, for they are sealed to one row: seal them again.
    """
    kept: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if column.name in NOT_REPEATED or column.name in changes or isinstance(column, models.BinaryField):
            continue
        # What was fetched goes along, so that a case keeps its keys.
        name = column.name if isinstance(column, models.ForeignKey) and column.is_cached(row) else column.attname
        kept[name] = getattr(row, name)
    return type(row)(**kept, **changes, recorded_by=by)


class Row(Protocol):
    """Whatever knows which row took its place."""

    @property
    def pk(self) -> Any: ...

    @property
    def superseded_by_id(self) -> Any: ...


R = TypeVar("R", bound=Row)


def in_turn(rows: Iterable[R]) -> list[R]:
    """Rows of one thing, each before the one that took its place: two of one moment would else stand in any order.

    Rows whose later row is not among them come first, as they were given."""
    given = list(rows)
    before = {row.superseded_by_id: row for row in given}
    chain: list[R] = []
    row = before.get(None)
    while row is not None:
        chain.append(row)
        row = before.get(row.pk)
    reached = {row.pk for row in chain}
    return [*(row for row in given if row.pk not in reached), *reversed(chain)]
