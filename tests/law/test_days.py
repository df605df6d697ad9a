"""Days and hours are counted in one way."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.law.days import a_year_after, hours_after, last_day

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAYS = st.dates(date(2007, 8, 1), date(2060, 1, 1))


def test_the_first_day_of_a_period_counts() -> None:
    assert last_day(date(2012, 5, 1), 1) == date(2012, 5, 1)
    assert last_day(date(2012, 5, 1), 30) == date(2012, 5, 30)


def test_a_period_of_no_days_has_no_last_day() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        last_day(date(2012, 5, 1), 0)


@given(DAYS, st.integers(1, 400), st.integers(1, 400))
def test_a_longer_period_never_ends_sooner(begins: date, days: int, more: int) -> None:
    assert last_day(begins, days) < last_day(begins, days + more)
    assert last_day(begins, days) < last_day(begins + timedelta(days=more), days)


def test_hours_pass_as_time_does_in_the_night_of_the_changed_clock() -> None:
    started = datetime(2026, 10, 24, 23, 30, tzinfo=COPENHAGEN)
    ends = hours_after(started, 72)
    assert ends - started.astimezone(UTC) == timedelta(hours=72)
    assert ends.astimezone(COPENHAGEN).strftime("%H:%M") == "22:30"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        hours_after(datetime(2026, 10, 24, 23, 30), 72)  # noqa: DTZ001


def test_a_year_after_the_last_of_february() -> None:
    assert a_year_after(date(2024, 2, 29)) == date(2025, 3, 1)
    assert a_year_after(date(2026, 11, 22)) == date(2027, 11, 22)
