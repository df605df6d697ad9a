"""Properties of every table: nobody is lost, nobody counted twice, and zero is only said where it is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.statistics.counting_rules import NOT_KNOWN, CountingRule, joined
from mooring.statistics.tables import Dimension, Table, build

FORMS = Dimension("form", "Form", str, forms=True)
SEX = Dimension("sex", "Sex", str, fixed=("woman", "man"), ordered=True)
BODY = Dimension("body", "Body", str)

form_lists = st.lists(st.sampled_from(["sexual", "labour", "begging", "other"]), max_size=3)
sexes = st.sampled_from(["woman", "man", NOT_KNOWN, ""])
worlds = st.lists(st.tuples(form_lists.map(joined), sexes, st.integers(1, 50)), max_size=25)
World = list[tuple[str, str, int]]


def numbers(table: Table) -> dict[tuple[str, str], int]:
    return {
        (row.category.code, column.code): cell.number or 0
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }


@given(worlds)
def test_any_is_never_less_than_only(world: World) -> None:
    any_, only = (
        numbers(build(world, down=FORMS, across=SEX, rule=rule)) for rule in (CountingRule.ANY, CountingRule.ONLY)
    )
    assert all(any_.get(place, 0) >= number for place, number in only.items() if place[0] != "several")


@given(worlds, st.sampled_from([CountingRule.ONLY, CountingRule.COMBINATION]))
def test_only_and_combination_count_everybody_once(world: World, rule: CountingRule) -> None:
    table = build(world, down=FORMS, across=SEX, rule=rule)
    assert sum(numbers(table).values()) == table.total == sum(people for _f, _s, people in world)


@given(worlds)
def test_the_columns_of_any_add_up_to_at_least_the_total(world: World) -> None:
    table = build(world, down=FORMS, across=SEX, rule=CountingRule.ANY)
    assert sum(row.total.number or 0 for row in table.rows) >= table.total
    assert sum(cell.number or 0 for cell in table.totals) == table.total


@given(worlds, st.sampled_from(["row", "column", "total"]))
def test_shares_add_up_to_a_hundred_within_rounding(world: World, share_of: str) -> None:
    table = build(world, down=BODY, across=SEX, share_of=share_of)
    share = {
        (row.category.code, column.code): cell.share or 0
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }
    rows = [row.category.code for row in table.rows if row.total.number]
    columns = [one.code for one, cell in zip(table.columns, table.totals, strict=True) if cell.number]
    sums = {
        "row": [sum(share[row, column] for column in columns) for row in rows],
        "column": [sum(share[row, column] for row in rows) for column in columns],
        "total": [sum(share.values())] if table.total else [],
    }[share_of]
    assert all(abs(found - 100) <= 0.05 * max(1, len(table.rows) * len(table.columns)) + 0.001 for found in sums)


@given(worlds, st.integers(1, 3))
def test_putting_small_rows_together_loses_nobody(world: World, largest: int) -> None:
    whole, cut = build(world, down=BODY, across=SEX), build(world, down=BODY, across=SEX, largest=largest)
    assert sum(numbers(whole).values()) == sum(numbers(cut).values())
    assert whole.totals == cut.totals


def cell(world: World, row: str, column: str) -> int | None:
    table = build(world, down=BODY, across=SEX)
    codes = [one.code for one in table.columns]
    return next(one for one in table.rows if one.category.code == row).cells[codes.index(column)].number


@pytest.mark.parametrize(
    ("world", "said"),
    [
        ([("police", "woman", 3)], 0),
        ([("police", "woman", 3), ("police", NOT_KNOWN, 1)], None),
        ([("police", "woman", 3), ("police", "", 1)], None),
        ([("police", "woman", 3), ("ngo", NOT_KNOWN, 1)], 0),
        ([("police", "woman", 3), (NOT_KNOWN, "man", 1)], None),
        ([("police", "woman", 3), (NOT_KNOWN, NOT_KNOWN, 1)], None),
    ],
)
def test_zero_is_said_only_where_it_is_known_that_there_is_nobody(world: World, said: int | None) -> None:
    assert cell(world, "police", "man") == said


def test_that_nobody_is_unknown_is_known() -> None:
    assert cell([("police", "woman", 3), ("ngo", NOT_KNOWN, 1)], "police", NOT_KNOWN) == 0
