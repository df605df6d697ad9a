"""The clock of a reflection period, over all days, months and changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.casework.stages import Pen
from mooring.law import NotProvidedFor, country
from mooring.law.days import end_of_day
from mooring.support.clocks import Clock, read_clock
from mooring.support.states import STATES, PeriodState

LAW = country("denmark").law
HERE = ZoneInfo("Europe/Copenhagen")
DAYS = st.dates(date(2008, 1, 1), date(2040, 12, 31))
EXTENSIONS = st.lists(st.integers(1, 45), max_size=6)


@given(begins=DAYS, extensions=EXTENSIONS, after=st.integers(-40, 260))
def test_days_gone_and_days_left_always_make_the_days_given(begins: date, extensions: list[int], after: int) -> None:
    clock = read_clock(begins, 30, extensions, most=120, today=begins + timedelta(days=after))
    assert clock.given == (clock.last_day - begins).days + 1 == 30 + sum(extensions)
    today_counts_in_both = 1 if begins <= clock.today <= clock.last_day else 0
    assert clock.day_number + clock.days_left == clock.given + today_counts_in_both
    assert 0 <= clock.days_left <= clock.given


@given(begins=DAYS, extensions=EXTENSIONS, more=st.integers(1, 60), after=st.integers(0, 200))
def test_an_extension_never_makes_the_period_shorter(
    begins: date, extensions: list[int], more: int, after: int
) -> None:
    today = begins + timedelta(days=after)
    before = read_clock(begins, 30, extensions, most=120, today=today)
    longer = read_clock(begins, 30, [*extensions, more], most=120, today=today)
    assert longer.last_day == before.last_day + timedelta(days=more)
    assert longer.days_left >= before.days_left
    assert longer.may_still_be_given <= before.may_still_be_given


@given(
    begins=DAYS, asked=st.lists(st.integers(1, 60), max_size=8), decided=st.dates(date(2007, 8, 1), date(2030, 1, 1))
)
def test_what_the_law_grants_never_passes_its_total(begins: date, asked: list[int], decided: date) -> None:
    granted: list[int] = []
    most = LAW.reflection_period(decided).days("total_days")
    for days in asked:
        try:
            LAW.reflection_extension(30 + sum(granted), "special_reasons", days, decided, begins=begins).or_refuse()
        except NotProvidedFor as refused:
            assert (
                refused.finding.days("days_left")
                == read_clock(begins, 30, granted, most=most, today=begins).may_still_be_given
            )
            assert days > refused.finding.days("days_left")
        else:
            granted.append(days)
    clock = read_clock(begins, 30, granted, most=most, today=begins)
    assert clock.given <= most
    assert clock.last_day <= clock.latest_last_day


@given(begins=DAYS, extensions=EXTENSIONS)
def test_the_state_moves_forward_only_as_the_table_of_states_allows(begins: date, extensions: list[int]) -> None:
    seen: list[PeriodState] = []
    for after in range(-2, 30 + sum(extensions) + 2):
        state = read_clock(begins, 30, extensions, most=120, today=begins + timedelta(days=after)).state
        if not seen or seen[-1] is not state:
            seen.append(state)
    assert seen[0] is PeriodState.TO_BEGIN
    assert seen[-1] is PeriodState.ENDED
    for earlier, later in pairwise(seen):
        assert later in STATES[earlier].leads_to or earlier is PeriodState.TO_BEGIN


@given(day=DAYS)
def test_a_day_is_over_at_midnight_here_also_when_the_clocks_change(day: date) -> None:
    end = end_of_day(day, HERE)
    assert end.astimezone(HERE).date() == day
    assert (end.astimezone(UTC) + timedelta(seconds=1)).astimezone(HERE).date() == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("begins", "last"),
    [
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2027, 1, 31), date(2027, 3, 1)),
        (date(2026, 10, 1), date(2026, 10, 30)),
        (date(2026, 12, 2), date(2026, 12, 31)),
    ],
)
def test_thirty_days_end_where_the_calendar_says(begins: date, last: date) -> None:
    assert read_clock(begins, 30, [], most=120, today=begins).last_day == last


def test_the_night_of_summer_time_takes_no_day_away() -> None:
    clock = read_clock(date(2026, 3, 1), 30, [], most=120, today=date(2026, 3, 29))
    assert (clock.last_day, clock.days_left, clock.day_number) == (date(2026, 3, 30), 2, 29)
    assert end_of_day(clock.last_day, HERE).astimezone(UTC) == datetime(2026, 3, 30, 21, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "extra", "asked", "state", "turn"),
    [
        (-1, [], False, PeriodState.TO_BEGIN, Pen.NOBODY),
        (0, [], False, PeriodState.RUNNING, Pen.TEAM),
        (29, [], False, PeriodState.RUNNING, Pen.TEAM),
        (29, [], True, PeriodState.EXTENSION_ASKED, Pen.AUTHORITY),
        (30, [], True, PeriodState.ENDED, Pen.AUTHORITY),
        (30, [90], False, PeriodState.LONGEST, Pen.AUTHORITY),
    ],
)
def test_it_is_said_whose_turn_it_is(after: int, extra: list[int], asked: bool, state: PeriodState, turn: Pen) -> None:
    today = date(2026, 1, 1) + timedelta(days=after)
    clock: Clock = read_clock(date(2026, 1, 1), 30, extra, most=120, today=today, extension_asked=asked)
    assert (clock.state, clock.turn) == (state, turn)


def test_every_state_has_a_name_in_each_language_and_leads_to_states_that_exist() -> None:
    assert set(STATES) == set(PeriodState)
    for rule in STATES.values():
        assert rule.name["en"]
        assert rule.name["da"]
        assert rule.leads_to <= set(PeriodState)
