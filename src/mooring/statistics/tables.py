"""A table of figures: categories down and across, cells, totals and shares. Zero stands only where it is known that there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from mooring.statistics.counting_rules import NOT_COLLECTED, NOT_KNOWN, SEVERAL, UNKNOWN, CountingRule, counted_under

OTHERS = "others"
LAST = (SEVERAL, OTHERS, NOT_KNOWN, NOT_COLLECTED)


@dataclass(frozen=True)
class Dimension:
    """One way to divide people: its code, what it is called, and what its categories are called.

    `fixed`: categories that stand in the table even when nobody is counted there; empty where the figures bring their own.
    `ordered`: by code (periods, fixed lists); else the largest first. `forms`: a person may have several.
    """

    code: str
    title: Any
    label: Callable[[str], str]
    fixed: tuple[str, ...] = ()
    ordered: bool = False
    forms: bool = False
    between: Callable[[str, str], Sequence[str]] | None = None


@dataclass(frozen=True)
class Category:
    code: str
    label: str


@dataclass(frozen=True)
class Cell:
    """One number. None: nobody is counted here, but it is not known that there is nobody. `share`: per cent, or none."""

    number: int | None
    share: float | None = None


@dataclass(frozen=True)
class Row:
    category: Category
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class Table:
    """A whole table. The totals count each person once, whatever the rule for several forms."""

    down: Dimension
    across: Dimension
    columns: tuple[Category, ...]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]
    total: int
    rule: CountingRule
    share_of: str = ""
    folded: int = 0
    cells: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def has_forms(self) -> bool:
        return self.down.forms or self.across.forms

    @property
    def has_blanks(self) -> bool:
        return any(cell.number is None for row in self.rows for cell in (*row.cells, row.total))


def words_for(code: str, named: Callable[[str], str]) -> str:
    """The words of a category; those that every dimension shares are named here."""
    shared = {
        SEVERAL: _("Several forms"),
        OTHERS: _("All others together"),
        NOT_KNOWN: _("Not known"),
        NOT_COLLECTED: _("Not collected"),
    }
    return shared.get(code) or named(code)


def build(
    counted: Iterable[tuple[str, str, int]],
    *,
    down: Dimension,
    across: Dimension,
    rule: CountingRule = CountingRule.ANY,
    share_of: str = "",
    largest: int | None = None,
) -> Table:
    """Build a table from counted groups `(code down, code across, people)`, each person in exactly one group.

    `share_of`: row, column, total or nothing. `largest`: how many categories stand alone, the rest put together.
    """
    groups = [(row or NOT_COLLECTED, column or NOT_COLLECTED, people) for row, column, people in counted if people]
    kept = _kept_alone([(row, people) for row, _column, people in groups], down, rule, largest)
    kept_across = _kept_alone([(column, people) for _row, column, people in groups], across, rule, largest)
    cells: Counter[tuple[str, str]] = Counter()
    row_totals: Counter[str] = Counter()
    column_totals: Counter[str] = Counter()
    total = 0
    for row, column, people in groups:
        rows, columns = _places(row, down, rule, kept), _places(column, across, rule, kept_across)
        for one in rows:
            row_totals[one] += people
            for other in columns:
                cells[one, other] += people
        for other in columns:
            column_totals[other] += people
        total += people
    row_codes = _in_order(row_totals, down)
    column_codes = _in_order(column_totals, across)

    def whole(row: str, column: str) -> int:
        return {"row": row_totals[row], "column": column_totals[column], "total": total}.get(share_of, 0)

    def cell(row: str, column: str) -> Cell:
        number = cells[row, column]
        if not number and _could_be_more(row, column, cells, row_codes, column_codes):
            return Cell(None)
        return Cell(number, _share(number, whole(row, column)) if share_of else None)

    def margin(number: int, of: int, *, uncertain: bool) -> Cell:
        return Cell(None if not number and uncertain else number, _share(number, of) if share_of else None)

    unknown_down = any(row_totals[code] for code in UNKNOWN)
    unknown_across = any(column_totals[code] for code in UNKNOWN)
    return Table(
        down,
        across,
        tuple(Category(code, words_for(code, across.label)) for code in column_codes),
        tuple(
            Row(
                Category(row, words_for(row, down.label)),
                tuple(cell(row, column) for column in column_codes),
                margin(row_totals[row], row_totals[row] if share_of == "row" else total, uncertain=unknown_down),
            )
            for row in row_codes
        ),
        tuple(
            margin(
                column_totals[column],
                column_totals[column] if share_of == "column" else total,
                uncertain=unknown_across,
            )
            for column in column_codes
        ),
        total,
        rule,
        share_of,
        _folded(groups, down, rule, kept),
        dict(cells),
    )


def _places(code: str, dimension: Dimension, rule: CountingRule, kept: frozenset[str] | None = None) -> tuple[str, ...]:
    places = counted_under(code, rule) if dimension.forms else (code,)
    if kept is None:
        return places
    return tuple(dict.fromkeys(one if one in kept or one in UNKNOWN else OTHERS for one in places))


def _kept_alone(
    sized: list[tuple[str, int]], dimension: Dimension, rule: CountingRule, largest: int | None
) -> frozenset[str] | None:
    """The categories that stand alone, or none when all do. Only dimensions without an order of their own are cut."""
    if largest is None or dimension.ordered:
        return None
    sizes: Counter[str] = Counter()
    for code, people in sized:
        for place in _places(code, dimension, rule):
            sizes[place] += people
    # Equal sizes go by code, so that the same figures are always cut in the same place.
    alone = sorted((code for code in sizes if code not in UNKNOWN), key=lambda code: (-sizes[code], code))
    return frozenset(alone[:largest]) if len(alone) > largest + 1 else None


def _folded(
    groups: list[tuple[str, str, int]], down: Dimension, rule: CountingRule, kept: frozenset[str] | None
) -> int:
    if kept is None:
        return 0
    return len({code for row, _column, _people in groups for code in _places(row, down, rule)} - kept - UNKNOWN)


def _in_order(sizes: Counter[str], dimension: Dimension) -> list[str]:
    """The categories in the order in which they stand, with the unknown last and only where there is any."""
    found = [code for code in sizes if code not in LAST]
    if dimension.between and found:
        middle = list(dimension.between(min(found), max(found)))
    elif dimension.fixed:
        middle = [*dimension.fixed, *sorted(set(found) - set(dimension.fixed))]
    elif dimension.ordered:
        middle = sorted(found)
    else:
        middle = sorted(found, key=lambda code: (-sizes[code], code))
    return [*(code for code in middle if code not in LAST), *(code for code in LAST if sizes[code])]


def _could_be_more(row: str, column: str, cells: Counter[tuple[str, str]], rows: list[str], columns: list[str]) -> bool:
    """Whether somebody counted under an unknown category might in truth belong into this cell."""
    possible_rows = {row} | (UNKNOWN & set(rows) if row not in UNKNOWN else set())
    possible_columns = {column} | (UNKNOWN & set(columns) if column not in UNKNOWN else set())
    return any(cells[one, other] for one in possible_rows for other in possible_columns)


def _share(number: int, of: int) -> float | None:
    return round(100 * number / of, 1) if of else None
