"""As known on a day that is over: the same figures for ever, and no figures for a day that is not over."""

from __future__ import annotations

from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from mooring.running.embedded_postgres import Cluster
from mooring.safeguards import clock
from mooring.statistics.cells import Question, ages, table
from mooring.statistics.revisions import causes, revision
from mooring.statistics.vintages import DayNotOver, as_known_by_months, as_known_on, latest_day
from tests.cast import Cast
from tests.statistics.figures import PEOPLE, correct_forms, correct_outcome, recorded_on
from tests.visiting import page, visit

MARCH, MAY, JUNE = date(2025, 3, 10), date(2025, 5, 20), date(2025, 6, 20)


def figures(day: date) -> dict[tuple[str, str], int]:
    return table(Question(as_known_on(day), "form", "outcome")).cells


def test_a_later_correction_does_not_touch_an_earlier_vintage(officers: Cast) -> None:
    recorded_on(officers, MARCH)
    before = figures(date(2025, 3, 31))
    correct_outcome(officers, MAY, date(2012, 9, 1), "identified")
    correct_forms(officers, MAY, date(2011, 5, 2), ["begging"])
    recorded_on(officers, JUNE, PEOPLE[:1])
    assert figures(date(2025, 3, 31)) == before
    assert figures(date(2025, 5, 31)) != before


def test_nobody_is_counted_before_it_was_recorded(officers: Cast) -> None:
    recorded_on(officers, MARCH)
    assert figures(date(2025, 3, 9)) == {}
    assert sum(table(Question(as_known_on(MARCH), "year", "outcome")).cells.values()) == len(PEOPLE)


def test_a_day_ends_where_the_people_of_the_country_live(officers: Cast) -> None:
    keeper = officers.keeper
    keeper.running_postings()
    with clock.at(datetime(2025, 7, 1, 22, 30, tzinfo=UTC)):  # half past midnight in Copenhagen
        from mooring.identification.actions import take_over_closed_cases

        take_over_closed_cases(by=keeper, rows=PEOPLE[:1])
    assert figures(date(2025, 7, 1)) == {}
    assert figures(date(2025, 7, 2)) != {}


@pytest.mark.parametrize("days", [1, 2, 400])
def test_today_and_later_are_refused_with_a_sentence(officers: Cast, days: int) -> None:
    with clock.at(datetime(2025, 7, 10, 12, tzinfo=UTC)):
        day = date.fromordinal(latest_day().toordinal() + days)
        with pytest.raises(DayNotOver, match="2025-07-09"):
            as_known_on(day)
        assert as_known_on(latest_day()).day == date(2025, 7, 9)


def test_a_day_on_which_work_is_still_unfinished_is_refused(own_database: str, cluster: Cluster) -> None:
    moment = datetime(2099, 1, 2, 12, tzinfo=UTC)
    with psycopg.connect(cluster.url("mooring_app", own_database)) as other:
        other.execute("select 1")  # a transaction that has begun and not ended
        with clock.at(moment), pytest.raises(DayNotOver, match="still recording"):
            as_known_on(date(2099, 1, 1))
        other.rollback()
        with clock.at(moment):
            assert as_known_on(date(2099, 1, 1))
    connection.close()


def test_each_difference_has_its_cause(officers: Cast) -> None:
    recorded_on(officers, MARCH)
    correct_outcome(officers, MAY, date(2012, 9, 1), "identified")
    correct_forms(officers, MAY, date(2011, 5, 2), ["begging"])
    recorded_on(officers, JUNE, [PEOPLE[3], PEOPLE[3]])
    then, now = as_known_on(date(2025, 3, 31)), as_known_on(date(2025, 6, 30))
    found = causes(Question(now, "form", "outcome"), then)
    assert (found.recorded_later, found.corrected_outcome, found.corrected_facts) == (2, 1, 1)
    compared = revision(Question(now, "form", "outcome"), then)
    assert compared.total.difference == 2
    changed = {
        (row.label, column): change.difference
        for row in compared.rows
        for column, change in zip(compared.columns, row.changes, strict=True)
        if change.difference
    }
    assert changed == {
        ("Sexual exploitation", "Identified"): -1,
        ("Begging", "Identified"): 1,
        ("Forced labour", "Identified"): 1,
        ("Forced labour", "Not identified"): 1,
    }


def test_two_vintages_without_anything_between_them_do_not_differ(officers: Cast) -> None:
    recorded_on(officers, MARCH)
    then, now = as_known_on(date(2025, 3, 31)), as_known_on(date(2025, 6, 30))
    assert causes(Question(now), then).none


def test_facts_that_the_table_does_not_show_are_no_cause(officers: Cast) -> None:
    recorded_on(officers, MARCH)
    correct_forms(officers, MAY, date(2011, 5, 2), ["begging"])
    then, now = as_known_on(date(2025, 3, 31)), as_known_on(date(2025, 6, 30))
    assert causes(Question(now, "year", "outcome"), then).none


def test_ages_are_those_known_on_the_day(officers: Cast) -> None:
    recorded_on(officers, MARCH)
    found = ages(Question(as_known_on(MAY)))
    assert (found.known, found.not_known, found.youngest, found.oldest, found.mean) == (4, 1, 15, 31, 21.8)
    assert (found.first_day, found.last_day) == (date(2011, 5, 2), date(2014, 1, 1))


def test_prepared_returns_are_known_alike_on_two_days_of_a_month(officers: Cast) -> None:
    first, second, last = (as_known_by_months(date(2026, *day)) for day in ((3, 9), (3, 10), (3, 31)))
    assert first == second == as_known_on(date(2026, 2, 28))
    assert last == as_known_on(date(2026, 3, 31))
    client, address = visit(officers.statistician), reverse("figures_returns")
    assert "As known at the end of 28 February 2026" in page(client, f"{address}?known_on=2026-03-09")
    assert client.get(f"{address}?known_on=0001-01-01").status_code == 422
