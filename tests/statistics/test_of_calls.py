"""Calls are counted from codes alone, and so that no single caller can be found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mooring.hotline import actions
from mooring.safeguards import clock
from mooring.statistics import of_calls
from mooring.statistics.counting import count
from tests.cast import Cast
from tests.visiting import page, visit


def ring(officers: Cast, times: int, **more: object) -> None:
    for _each in range(times):
        call = actions.take_call(by=officers.hotline, **more)  # type: ignore[arg-type]
        actions.conclude(by=officers.hotline, call=call, became="nothing", reason="advised")


def test_calls_are_counted_by_month_and_by_who_rang(officers: Cast) -> None:
    with clock.at(datetime(2027, 1, 31, 22, 30, tzinfo=UTC)):
        ring(officers, 6, caller="person", language="ro")
    with clock.at(datetime(2027, 1, 31, 23, 30, tzinfo=UTC)):
        ring(officers, 4, caller="citizen", language="da")
    table = of_calls.table("month", "caller")
    assert {row.category.label: row.total.number for row in table.rows} == {"2027-01": 5, "2027-02": 5}
    assert table.total == 10
    assert {row.category.code: row.total.number for row in of_calls.table("language", "became").rows} == {
        "ro": 5,
        "da": 5,
    }


def test_one_caller_is_found_in_no_figure(officers: Cast) -> None:
    ring(officers, 1, caller="person", language="vi", region="DK-81")
    for down in of_calls.DIMENSIONS:
        for across in of_calls.DIMENSIONS:
            if down == across:
                continue
            table = of_calls.table(down, across)
            assert not any(cell.number for row in table.rows for cell in (*row.cells, row.total)), (down, across)
            assert table.total == 0


@given(st.integers(0, 10_000))
def test_a_figure_is_never_more_than_two_away_from_the_truth(number: int) -> None:
    assert abs(of_calls.nearest(number) - number) <= 2


def test_the_counter_reads_no_words_of_a_call(officers: Cast) -> None:
    ring(officers, 1)
    with pytest.raises(ProgrammingError):
        count("select words_sealed from hotline_call")


def test_the_coordinator_sees_the_count_and_the_stranger_does_not(officers: Cast) -> None:
    ring(officers, 5, caller="person", language="ro")
    for who in ("coordinator", "hotline", "statistician"):
        assert "About 5 calls in all." in page(visit(getattr(officers, who)), reverse("calls_counted"))
    chart = visit(officers.coordinator).get(reverse("calls_counted_chart"))
    assert chart["Content-Type"] == "image/svg+xml" and b"Calls" in chart.content
    for who in ("stranger", "police", "unposted"):
        assert visit(getattr(officers, who)).get(reverse("calls_counted")).status_code == 403
