"""Days off, changed clocks, ends of months and leap days: what a last day is, and which working day is safe."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooring.law import country
from mooring.law.days import (
    is_working_day,
    last_day,
    next_working_day,
    safe_working_day,
    working_days,
)
from mooring.law.public_holidays import public_holidays

DENMARK = country("denmark")
PATIENT = settings(deadline=None)  # the first holiday of a year is looked up; after that it is remembered
DAYS = st.dates(date(2008, 1, 1), date(2040, 12, 31))


@PATIENT
@given(day=DAYS)
def test_the_safe_day_is_a_working_day_never_later_and_nothing_open_lies_between(day: date) -> None:
    safe = safe_working_day(day, DENMARK)
    assert safe <= day
    assert is_working_day(safe, DENMARK)
    assert working_days(safe + timedelta(days=1), day, DENMARK) == 0
    assert (day - safe).days <= 6, "Denmark closes at most from Maundy Thursday to Easter Monday"


@PATIENT
@given(day=DAYS, days=st.integers(1, 120))
def test_a_holiday_never_moves_the_last_day_of_a_period(day: date, days: int) -> None:
    last = last_day(day, days)
    assert (last - day).days + 1 == days
    assert safe_working_day(last, DENMARK) <= last <= next_working_day(last, DENMARK)


@PATIENT
@given(first=DAYS, more=st.integers(0, 90), then=st.integers(1, 90))
def test_working_days_add_up_over_any_cut(first: date, more: int, then: int) -> None:
    middle, last = first + timedelta(days=more), first + timedelta(days=more + then)
    whole = working_days(first, last, DENMARK)
    assert whole == working_days(first, middle, DENMARK) + working_days(middle + timedelta(days=1), last, DENMARK)
    assert working_days(last, first - timedelta(days=1), DENMARK) == 0


@PATIENT
@given(decided=st.dates(date(2015, 1, 1), date(2030, 12, 31)), later=st.integers(0, 400))
def test_the_law_of_the_day_of_the_decision_rules_whenever_it_is_asked(decided: date, later: int) -> None:
    finding = DENMARK.law.reflection_period(decided, begins=decided + timedelta(days=later))
    assert finding.on == decided
    assert finding.day("last_day") == last_day(decided + timedelta(days=later), finding.days("initial_days"))


@pytest.mark.parametrize(
    ("day", "safe"),
    [
        (date(2027, 3, 28), date(2027, 3, 24)),  # Easter Sunday, on which the clocks change too
        (date(2024, 2, 29), date(2024, 2, 29)),  # a leap day that is a Thursday
        (date(2023, 5, 5), date(2023, 5, 4)),  # the last Great Prayer Day
        (date(2024, 4, 26), date(2024, 4, 26)),  # it is none any more
        (date(2026, 12, 26), date(2026, 12, 24)),
    ],
)
def test_the_holidays_of_denmark_are_those_of_the_year(day: date, safe: date) -> None:
    assert safe_working_day(day, DENMARK) == safe


def test_where_no_pack_names_holidays_only_weekends_are_days_off() -> None:
    assert public_holidays("", 2027) == frozenset()
    assert safe_working_day(date(2027, 3, 26), country("council_of_europe")) == date(2027, 3, 26)
