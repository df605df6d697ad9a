"""Revisions: the same table as known on two days, cell by cell, and why it differs, in counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mooring.statistics.cells import Question, conditions, is_aside, joined_facts, table
from mooring.statistics.counting import count
from mooring.statistics.counting_rules import UNKNOWN
from mooring.statistics.dimensions import DIMENSIONS
from mooring.statistics.tables import LAST, Cell, Table, words_for
from mooring.statistics.vintages import Vintage


@dataclass(frozen=True)
class Causes:
    """Why two vintages differ: persons whose outcome was recorded later, corrected, or of whom other facts were corrected; files that
    were found to be on one person, or not to be after all."""

    recorded_later: int
    corrected_outcome: int
    corrected_facts: int
    joined: int = 0
    parted: int = 0

    @property
    def none(self) -> bool:
        return not any((self.recorded_later, self.corrected_outcome, self.corrected_facts, self.joined, self.parted))


@dataclass(frozen=True)
class Change:
    """One cell as it was and as it is; none where nothing is known of it."""

    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True)
class RevisedRow:
    label: str
    changes: tuple[Change, ...]
    total: Change


@dataclass(frozen=True)
class Revision:
    """The two tables laid over each other."""

    before: Table
    after: Table
    columns: tuple[str, ...]
    rows: tuple[RevisedRow, ...]
    totals: tuple[Change, ...]
    total: Change
    causes: Causes


def revision(question: Question, earlier: Vintage) -> Revision:
    """What changed between `earlier` and the vintage of the question, and why."""
    # Rows that are put together would differ from day to day, so all stand alone here.
    question = replace(question, largest=None, share_of="")
    before, after = table(replace(question, vintage=earlier)), table(question)
    rows = _merged([row.category.code for row in before.rows], [row.category.code for row in after.rows])
    columns = _merged([one.code for one in before.columns], [one.code for one in after.columns])
    old, new = _numbers(before), _numbers(after)

    def change(row: str, column: str) -> Change:
        return Change(old.get((row, column), _absent(before)), new.get((row, column), _absent(after)))

    return Revision(
        before,
        after,
        tuple(words_for(code, after.across.label) for code in columns),
        tuple(
            RevisedRow(
                words_for(row, after.down.label), tuple(change(row, column) for column in columns), change(row, "")
            )
            for row in rows
        ),
        tuple(change("", column) for column in columns),
        Change(before.total, after.total),
        causes(question, earlier),
    )


def causes(question: Question, earlier: Vintage) -> Causes:
    """Compare each person's facts of the two days, and count why they differ. No case leaves the database.

    A person counted on either day whose outcome, day or authority changed is a corrected outcome; one whose outcome stayed and whose
    categories in this table changed is a corrected fact; one without an outcome on the earlier day was recorded later; a file that was
    counted by itself and then by the file that leads was joined, the other way round it was parted.
    """
    down, across = DIMENSIONS[question.down], DIMENSIONS[question.across]
    where, parameters, needs = conditions(question)
    needs |= {down.needs, across.needs}

    def known(vintage: str) -> str:
        return (
            "select *, asked_for and not aside as counted from ("
            f"select o.case_id, concat_ws('|', o.outcome, o.decided_on, o.authority) as decided,"
            f" concat_ws('|', coalesce({down.sql}, ''), coalesce({across.sql}, '')) as place,"
            f" {is_aside(vintage)} as aside, ({where}) as asked_for from {joined_facts(needs, vintage)}) facts"
        )

    sql = (
        f"with a as ({known('moment_before')}), b as ({known('moment')})"
        " select count(*) filter (where a.case_id is null and b.counted),"
        " count(*) filter (where a.case_id is not null and same and a.decided is distinct from b.decided),"
        " count(*) filter (where same and a.decided = b.decided and (a.place <> b.place or a.counted is distinct from b.counted)),"
        " count(*) filter (where a.counted and b.aside),"
        " count(*) filter (where b.counted and a.aside)"
        " from a full join b using (case_id), lateral (select not coalesce(a.aside or b.aside, false)) both_counted (same)"
        " where a.counted or b.counted"
    )
    moments = {"moment": question.vintage.moment, "moment_before": earlier.moment}
    [row] = count(sql, {**parameters, **moments})
    return Causes(*row)


def _absent(table_: Table) -> int | None:
    """A category that is nowhere in a table has nobody; unless somebody's category is unknown there."""
    present = {one.code for one in table_.columns} | {row.category.code for row in table_.rows}
    return 0 if present.isdisjoint(UNKNOWN) else None


def _numbers(table_: Table) -> dict[tuple[str, str], int | None]:
    """All numbers of a table by their codes; the totals stand under an empty code."""
    numbers: dict[tuple[str, str], int | None] = {}
    for row in table_.rows:
        cells: list[tuple[str, Cell]] = [(one.code, cell) for one, cell in zip(table_.columns, row.cells, strict=True)]
        for code, cell in [*cells, ("", row.total)]:
            numbers[row.category.code, code] = cell.number
    for one, cell in zip(table_.columns, table_.totals, strict=True):
        numbers["", one.code] = cell.number
    return numbers


def _merged(before: list[str], after: list[str]) -> list[str]:
    """The categories of both, in the order of the later table; periods in their own order, the unknown last."""
    every = list(dict.fromkeys([*after, *before]))
    plain = [code for code in every if code not in LAST]
    if all(code[:4].isdigit() for code in plain):
        plain.sort()
    return [*plain, *(code for code in LAST if code in every)]
