"""The cell builder over a world small enough to count by hand; and who counts, which can see no face."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from mooring.statistics.cells import Question, table
from mooring.statistics.counting import counting
from mooring.statistics.counting_rules import CountingRule
from mooring.statistics.dimensions import DIMENSIONS
from mooring.statistics.vintages import Vintage, as_known_on
from tests.cast import Cast
from tests.statistics.figures import recorded_on

SEVERAL = ("sexual", "identified")


@pytest.fixture
def known(officers: Cast) -> Vintage:
    recorded_on(officers, date(2025, 3, 10))
    return as_known_on(date(2025, 3, 31))


def test_years_without_anybody_stand_between_those_with_some(known: Vintage) -> None:
    found = table(Question(known, "year", "outcome"))
    assert [(row.category.label, row.total.number) for row in found.rows] == [
        ("2011", 1),
        ("2012", 3),
        ("2013", 0),
        ("2014", 1),
    ]


def test_a_person_with_two_forms_is_counted_by_the_rule_that_is_said(known: Vintage) -> None:
    def identified(rule: CountingRule) -> dict[str, int]:
        cells = table(Question(known, "form", "outcome", rule)).cells
        return {form: number for (form, outcome), number in cells.items() if outcome == "identified" and number}

    assert identified(CountingRule.ANY) == {"sexual": 3, "forced_criminality": 1, "forced_labour": 1}
    assert identified(CountingRule.ONLY) == {"sexual": 1, "several": 2}
    assert identified(CountingRule.COMBINATION) == {
        "sexual": 1,
        "forced_criminality+sexual": 1,
        "forced_labour+sexual": 1,
    }


def test_a_presumed_child_is_counted_as_a_child(known: Vintage) -> None:
    cells = table(Question(known, "age_group", "year")).cells
    assert cells["child", "2014"] == cells["child", "2011"] == 1
    assert cells["not_known", "2012"] == 1


def test_a_person_with_two_citizenships_is_counted_once(known: Vintage) -> None:
    found = table(Question(known, "citizenship", "outcome"))
    assert {row.category.label: row.total.number for row in found.rows} == {
        "Nigeria": 1,
        "Romania": 1,
        "More than one citizenship": 1,
        "Not known": 2,
    }


def test_what_was_never_asked_is_not_called_unknown(known: Vintage) -> None:
    cells = table(Question(known, "residence", "source")).cells
    assert cells == {("none", "not_collected"): 1, ("not_collected", "not_collected"): 4}


def test_filters_and_periods_narrow_the_table(known: Vintage) -> None:
    asked = Question(known, "year", "gender", filters={"form": "forced_labour", "outcome": "identified"})
    assert table(asked).cells == {("2012", "man"): 1}
    assert table(Question(known, "year", "outcome", first=date(2012, 7, 1), last=date(2013, 12, 31))).total == 2


@pytest.mark.parametrize("down", sorted(DIMENSIONS))
def test_every_division_counts_everybody_in_one_query(
    known: Vintage, down: str, django_assert_num_queries: object
) -> None:
    across = "outcome" if down != "outcome" else "year"
    with django_assert_num_queries(5):  # type: ignore[operator] # a savepoint, the role, the count, the role back
        found = table(Question(known, down, across, CountingRule.COMBINATION))
    assert sum(found.cells.values()) == found.total == 5


@pytest.mark.parametrize(
    "statement",
    [
        "select pseudonym from casework_case",
        "select count(*) from casework_case",
        "select recorded_by_id from identification_outcome",
        "select ground_sealed from identification_outcome",
        "select own_word_sealed from identification_personfacts",
        "select words_sealed from identification_signal",
        "select * from identification_outcome",
        "select email from safeguards_officer",
        "select wrapped from safeguards_datakey",
        "select * from casework_grant",
        "select * from safeguards_ledgerline",
        "select loaded_by_id from statistics_countedload",
        "insert into statistics_countedcell (id) values (1)",
    ],
)
def test_the_counter_cannot_read_who_anybody_is(known: Vintage, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), counting(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_role_ends_with_the_counting_also_after_a_failure(officers: Cast) -> None:
    def role() -> str:
        with connection.cursor() as cursor:
            cursor.execute("select current_user::text")
            return str(cursor.fetchone()[0])

    with counting():
        assert role() == "mooring_counter"
    assert role() == "mooring_app"
    with pytest.raises(DatabaseError), transaction.atomic(), counting(), connection.cursor() as cursor:
        cursor.execute("select 1/0")
    assert role() == "mooring_app"
