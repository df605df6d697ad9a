"""Tables over the published cells of the United Kingdom, against the totals its publisher gave."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from mooring.register.load import load_file
from mooring.statistics import published
from mooring.statistics.counting_rules import CountingRule
from mooring.statistics.published import PublishedQuestion
from tests.cast import Cast

SAMPLE = Path(str(files("mooring.register"))) / "samples" / "uk_nrm"
LAST_QUARTER = {"first": date(2023, 10, 1), "last": date(2023, 12, 31)}


@pytest.fixture
def source(officers: Cast) -> str:
    assert load_file(
        SAMPLE / "cells_2022q2_2023q4.csv", SAMPLE / "mapping.toml", officer=officers.statistician
    ).accepted
    return "uk-nrm-referrals"


def margin(question: PublishedQuestion) -> dict[str, int | None]:
    table = published.table(question)
    return {column.code: cell.number for column, cell in zip(table.columns, table.totals, strict=True)}


def test_the_quarters_add_up_as_published(source: str) -> None:
    table = published.table(PublishedQuestion(source, "quarter", "age_group"))
    assert [row.total.number for row in table.rows] == [4171, 4586, 4417, 4746, 3998, 4138, 4141]
    assert [row.category.code for row in table.rows][::6] == ["2022-Q2", "2023-Q4"]
    assert table.total == 30_197


@pytest.mark.parametrize(
    ("across", "numbers"),
    [
        ("body_kind", {"Government agency": 1908, "Local authority": 1017, "Police": 995, "NGO and third sector": 221}),
        ("sex", {"male": 3097, "female": 1040, "other": 4}),
        ("age_group", {"adult": 1978, "child": 1944, "not_known": 219}),
    ],
)
def test_the_margins_of_the_last_quarter_are_those_published(source: str, across: str, numbers: dict[str, int]) -> None:
    assert margin(PublishedQuestion(source, "quarter", across, **LAST_QUARTER)) == numbers  # type: ignore[arg-type]


def test_the_rules_for_several_forms_hold_over_published_cells(source: str) -> None:
    any_, only, combination = (
        published.table(PublishedQuestion(source, "form", "year", rule, largest=None)) for rule in CountingRule
    )
    assert any_.total == only.total == combination.total == 30_197
    assert sum(row.total.number or 0 for row in any_.rows) > 30_197
    assert sum(row.total.number or 0 for row in only.rows) == 30_197
    assert sum(row.total.number or 0 for row in combination.rows) == 30_197
    assert len(combination.rows) == 25


def test_filters_narrow_the_published_table(source: str) -> None:
    everybody = published.table(PublishedQuestion(source, "quarter", "sex"))
    children = published.table(
        PublishedQuestion(source, "quarter", "sex", filters={"age_group": "child", "form": "criminal"})
    )
    assert 0 < children.total < everybody.total


def test_what_a_source_does_not_collect_is_not_offered(source: str) -> None:
    assert list(published.collected(source)) == [
        "quarter",
        "year",
        "body_kind",
        "body",
        "form",
        "age_group",
        "sex",
        "citizenship",
    ]
