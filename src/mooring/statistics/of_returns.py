"""Prepared returns across persons: who accepts and why not, how long it takes, and how people are some months later.

From open codes and days alone, as known on a day; small numbers are withheld, and with them what would give them away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.returns.answers import NoBecause
from mooring.returns.over_there import PARTS, Again, Reached, Status
from mooring.statistics.cells import standing
from mooring.statistics.counting import count
from mooring.statistics.dimensions import DIMENSIONS, FACTS
from mooring.statistics.small_cells import withheld
from mooring.statistics.tables import Cell, Dimension, Table, build
from mooring.statistics.vintages import Vintage

STEPS = (
    "(select f.path_id, f.state, f.happened_on, f.reasons, not exists (select 1 from (select id, recorded_at from"
    " returns_returnstep) l where l.id = f.superseded_by_id and l.recorded_at < %(moment)s) stands from (select id, path_id, state,"
    " happened_on, reasons, recorded_at, superseded_by_id from returns_returnstep) f where f.recorded_at < %(moment)s)"
)
PATHS = (
    "(select t.id, t.case_id, s.* from (select id, case_id from returns_returnpath where recorded_at < %(moment)s) t join (select"
    " x.path_id, min(x.happened_on) offered, min(x.happened_on) filter (where x.state = 'accepted') accepted,"
    " case when bool_or(x.state = 'arrived' or x.stands and x.state = 'travelling')"
    " then max(x.happened_on) filter (where x.state = 'travelling') end set_out,"
    " bool_or(x.stands and x.state = 'withdrawn') withdrew,"
    " case when bool_or(x.state = 'accepted') then 'accepted' when bool_or(x.stands and x.state = 'said_no_for_now') then 'no'"
    " when bool_or(x.stands and x.state = 'withdrawn') then 'withdrawn' else 'thinks' end answer"
    f" from {STEPS} x group by 1) s on s.path_id = t.id)"
)
ASKED = (
    "(select f.* from (select id, path_id, month, reached, housing, income, school, health, safety, exploited_again, recorded_at,"
    " superseded_by_id from returns_followup) f where f.recorded_at < %(moment)s and not exists (select 1 from (select id, recorded_at"
    " from returns_followup) l where l.id = f.superseded_by_id and l.recorded_at < %(moment)s))"
)
ANSWERS = {
    "accepted": _("Accepted"),
    "no": _("Said no for now"),
    "withdrawn": _("Withdrawn before an answer"),
    "thinks": _("Thinks it over"),
}
BANDS = {
    "a": _("Under 30 days"),
    "b": _("30 to 59 days"),
    "c": _("60 to 89 days"),
    "d": _("90 days or more"),
    "e": _("Not set out yet"),
    "f": _("Withdrawn before the journey"),
}
BAND_SQL = (
    "case when t.set_out is null and t.withdrew then 'f' when t.set_out is null then 'e'"
    " when t.set_out - t.accepted < 30 then 'a' when t.set_out - t.accepted < 60 then 'b'"
    " when t.set_out - t.accepted < 90 then 'c' else 'd' end"
)


def _named(labels: Any) -> Any:
    words = dict(labels)
    return lambda code: str(words.get(code, code))


def _fixed(code: str, title: Any, labels: dict[Any, Any]) -> Dimension:
    return Dimension(code, title, _named(labels), fixed=tuple(str(one) for one in labels), ordered=True)


YEAR = Dimension("year", _("Year of the offer"), str, ordered=True)
BY: dict[str, tuple[Dimension, str, str]] = {
    "year": (YEAR, "to_char(t.offered, 'YYYY')", ""),
    **{
        code: (DIMENSIONS[code].dimension, DIMENSIONS[code].sql, DIMENSIONS[code].needs)
        for code in ("gender", "age_group", "residence")
    },
}
"""By what returns are divided: the dimension, its SQL, and the fact of the case it is read from."""
MONTHS = Dimension("month", _("Months after arrival"), str, fixed=("1", "3", "6", "12"))
QUESTIONS = {
    "answers": _("What people answer to the offer"),
    "reasons": _("Why people say no for now"),
    "time": _("From a yes to the journey"),
    "reached": _("Who could be asked, some months later"),
    **dict(PARTS),
    "exploited_again": _("Exploited again"),
}
STATUSES = dict(Status.choices)


@dataclass(frozen=True)
class Withheld:
    """A table with its small numbers withheld: rows of words and numbers, none for one that is withheld."""

    table: Table
    rows: list[tuple[str, list[int | None]]]
    columns_add_up: bool
    accepted_of_hundred: list[int | None] | None = None
    """Of a hundred who said yes or no, how many said yes: by row, none where a number is withheld or nobody answered."""

    @property
    def can_be_drawn(self) -> bool:
        """Whether any number is left that a bar could stand for."""
        return any(cell.number for row in self.table.rows for cell in row.cells)

    @property
    def shown(self) -> list[tuple[str, list[int | None], int | None]]:
        """The rows with their shares, as a page shows them."""
        shares = self.accepted_of_hundred or [None] * len(self.rows)
        return [(label, line, share) for (label, line), share in zip(self.rows, shares, strict=True)]


def table(question: str, by: str, vintage: Vintage) -> Withheld:
    """The answer to one of the questions as known at the end of a day, divided by `by` where it asks for that."""
    down, across, sql = _asked(question, by)
    counted = build(count(sql, {"moment": vintage.moment}), down=down, across=across)
    adds_up = question != "reasons"
    numbers = [[*(cell.number or 0 for cell in row.cells), row.total.number or 0] for row in counted.rows]
    if adds_up and numbers:
        numbers.append([*(cell.number or 0 for cell in counted.totals), counted.total])
    hidden = withheld(numbers, columns_add_up=adds_up) if numbers else frozenset()
    labels = [row.category.label for row in counted.rows] + ([""] if adds_up else [])
    rows = (
        [
            (label, [None if (place, column) in hidden else number for column, number in enumerate(line)])
            for place, (label, line) in enumerate(zip(labels, numbers, strict=True))
        ]
        if numbers
        else []
    )
    shares = [accepted_of_hundred(line) for _label, line in rows] if question == "answers" else None
    return Withheld(_drawn(counted, rows), rows, adds_up, shares)


def accepted_of_hundred(line: list[int | None]) -> int | None:
    """The share of the first two numbers of a row: who accepted, and who said no. None where it would give one away."""
    accepted, said_no = line[:2]
    if accepted is None or said_no is None or accepted + said_no == 0:
        return None
    return round(100 * accepted / (accepted + said_no))


def _asked(question: str, by: str) -> tuple[Dimension, Dimension, str]:
    by_dimension, by_sql, needs = BY[by]
    joined = f" left join {standing(needs, FACTS[needs])} on {needs}.case_id = t.case_id" if needs else ""
    if question == "answers":
        across = _fixed("answer", _("Answer"), ANSWERS)
        return by_dimension, across, f"select {by_sql}, t.answer, count(*) from {PATHS} t{joined} group by 1, 2"
    if question == "time":
        across = _fixed("time", _("Days from a yes to the journey"), BANDS)
        where = "where t.accepted is not null"
        return (
            by_dimension,
            across,
            f"select {by_sql}, {BAND_SQL}, count(*) from {PATHS} t{joined} {where} group by 1, 2",
        )
    if question == "reasons":
        down = Dimension("reason", _("Reason"), _named(NoBecause.choices))
        said = (
            f"(select distinct x.path_id, reason.code from {STEPS} x, jsonb_array_elements_text(x.reasons) reason(code)"
            " where x.state = 'said_no_for_now')"
        )
        return (
            down,
            by_dimension,
            f"select n.code, {by_sql}, count(*) from {said} n join {PATHS} t on t.path_id = n.path_id{joined} group by 1, 2",
        )
    labels: dict[Any, Any] = dict(Reached.choices) if question == "reached" else STATUSES
    if question == "exploited_again":
        labels = dict(Again.choices)
    if question not in QUESTIONS:
        raise KeyError(question)
    across = _fixed(question, QUESTIONS[question], labels)
    return MONTHS, across, f"select a.month::text, a.{question}, count(*) from {ASKED} a group by 1, 2"


def _drawn(counted: Table, rows: list[tuple[str, list[int | None]]]) -> Table:
    """The same table for the picture: what is withheld is not drawn."""
    return replace(
        counted,
        rows=tuple(
            replace(row, cells=tuple(Cell(number) for number in numbers[:-1]), total=Cell(numbers[-1]))
            for row, (_label, numbers) in zip(counted.rows, rows, strict=False)
        ),
        totals=(),
        total=0,
        cells={},
    )


def lines(found: Withheld) -> Iterator[tuple[str, str, int | None]]:
    """Every number with its row and column, for a file; the sums under an empty name."""
    names = [*(one.label for one in found.table.columns), ""]
    for label, numbers in found.rows:
        for name, number in zip(names, numbers, strict=True):
            yield label, name, number
