"""The roster: every hour has somebody or is a gap, also on the nights when the clock is put on or back; shifts change hands openly."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.hotline import actions, duty, roster, roster_picture
from mooring.hotline.handing_on import SHIFT, SWAP
from mooring.hotline.models import DutyLine, Shift, ShiftSwap
from mooring.hotline.roster import Stretch
from mooring.safeguards import clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import Desk
from mooring.safeguards.models.notices import Notice
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PUT_ON, PUT_BACK = date(2027, 3, 28), date(2027, 10, 31)
MORNING, EVENING = time(8), time(20)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
hours = st.times().map(lambda hour: hour.replace(second=0, microsecond=0, tzinfo=None))


def length_of_day(day: date) -> timedelta:
    return datetime.combine(day + timedelta(days=1), time(0), COPENHAGEN).astimezone(UTC) - datetime.combine(
        day, time(0), COPENHAGEN
    ).astimezone(UTC)


@given(day=st.one_of(days, st.sampled_from([PUT_ON, PUT_BACK])), change=hours)
def test_day_and_night_after_each_other_leave_no_minute_out_whatever_the_clock_does(day: date, change: time) -> None:
    other = time((change.hour + 12) % 24, change.minute)
    shifts = [
        roster.stretch_on(one, *ends, COPENHAGEN)
        for one in roster.each_day(day - timedelta(days=1), day + timedelta(days=1))
        for ends in ((change, other), (other, change))
    ]
    whole = roster.to_be_covered(day, day, None, None, COPENHAGEN)
    assert roster.length_of(whole) == length_of_day(day)
    assert roster.gaps(whole, shifts) == []
    assert roster.overlaps(shifts) == []


def test_a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    nights = [
        roster.stretch_on(day - timedelta(days=1), EVENING, MORNING, COPENHAGEN).hours
        for day in (date(2027, 1, 2), PUT_ON, PUT_BACK)
    ]
    assert nights == [12, 11, 13]


moments = st.integers(0, 96).map(lambda hour: datetime(2027, 3, 27, tzinfo=UTC) + timedelta(hours=hour))
stretches = st.tuples(moments, st.integers(1, 16)).map(lambda one: Stretch(one[0], one[0] + timedelta(hours=one[1])))


@given(wanted=st.lists(stretches, max_size=4), covered=st.lists(stretches, max_size=6))
def test_every_wanted_hour_is_covered_or_a_gap_and_never_both(wanted: list[Stretch], covered: list[Stretch]) -> None:
    found = roster.gaps(wanted, covered)
    for hour in range(0, 120):
        moment = datetime(2027, 3, 27, 0, 30, tzinfo=UTC) + timedelta(hours=hour)

        def among(some: list[Stretch], at: datetime = moment) -> bool:
            return any(one.begins <= at < one.ends for one in some)

        assert among(found) == (among(wanted) and not among(covered))


@given(shifts=st.lists(stretches, max_size=6))
def test_an_hour_that_two_have_is_named(shifts: list[Stretch]) -> None:
    found = roster.overlaps(shifts)
    for hour in range(0, 120):
        moment = datetime(2027, 3, 27, 0, 30, tzinfo=UTC) + timedelta(hours=hour)
        twice = sum(one.begins <= moment < one.ends for one in shifts) > 1
        assert any(one.begins <= moment < one.ends for one in found) == twice


def the_desk() -> Desk:
    return Desk.objects.get(code="centre-hotline")


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def a_shift(
    officers: Cast, who: str = "", day: date | None = None, begins: time = MORNING, ends: time = EVENING
) -> Shift:
    [shift] = actions.plan(
        by=officers.coordinator,
        desk=the_desk(),
        kind="day",
        begins=begins,
        ends=ends,
        first=day or tomorrow(),
        officer=getattr(officers, who) if who else None,
    )
    return shift


def name_of(shift: Shift) -> str:
    return shift.officer.name if shift.officer else ""


def standing(officers: Cast) -> list[Shift]:
    with acting_as(officers.coordinator):
        return list(Shift.objects.on_the_roster())


def test_an_open_shift_is_taken_given_back_and_taken_off(officers: Cast) -> None:
    actions.take_shift(by=officers.hotline, shift=a_shift(officers))
    [taken] = standing(officers)
    assert taken.officer == officers.hotline and SHIFT.may("open", "taken")
    actions.give_back(by=officers.hotline, shift=taken)
    [opened] = standing(officers)
    assert opened.is_open and SHIFT.may("taken", "open")
    actions.withdraw_shift(by=officers.coordinator, shift=opened)
    assert standing(officers) == []


def test_a_shift_that_a_colleague_has_is_not_taken_nor_given_back_by_another(officers: Cast) -> None:
    shift = a_shift(officers, "hotline")
    for deed in (actions.take_shift, actions.give_back):
        with pytest.raises(Refused):
            deed(by=officers.night_hotline, shift=shift)


def test_only_the_coordinator_of_the_agency_plans(officers: Cast) -> None:
    for who in ("hotline", "stranger", "police", "statistician", "social_worker"):
        with pytest.raises(Refused):
            actions.plan(
                by=getattr(officers, who), desk=the_desk(), kind="day", begins=MORNING, ends=EVENING, first=tomorrow()
            )
    with pytest.raises(Refused) as refused:
        actions.set_line(by=officers.coordinator, desk=Desk.objects.get(code="harbour-desk"), number="+45 00 00 00 00")
    assert refused.value.refusal.why is Why.NOT_GRANTED


def test_nobody_is_in_two_places_at_once(officers: Cast) -> None:
    a_shift(officers, "hotline")
    with pytest.raises(Refused) as refused:
        a_shift(officers, "hotline", begins=time(19), ends=time(23))
    assert "two places" in refused.value.refusal.instead
    a_shift(officers, "hotline", begins=EVENING, ends=time(23))


def test_the_roster_shows_a_stranger_only_who_is_on_duty_now_or_next(officers: Cast) -> None:
    with clock.at(datetime(2027, 5, 3, 7, tzinfo=UTC)):
        a_shift(officers, "hotline", day=date(2027, 5, 3))
        a_shift(officers, "hotline", day=date(2027, 5, 20))
        with acting_as(officers.police):
            assert Shift.objects.count() == 1
        with acting_as(officers.unposted):
            assert Shift.objects.count() == 0


def offered(officers: Cast) -> ShiftSwap:
    mine, theirs = a_shift(officers, "hotline"), a_shift(officers, "night_hotline", begins=EVENING, ends=MORNING)
    return actions.offer_swap(by=officers.hotline, shift=mine, to=officers.night_hotline, in_return=theirs)


def test_a_swap_changes_both_shifts_when_the_colleague_accepts(officers: Cast) -> None:
    swap = offered(officers)
    assert {name_of(one) for one in standing(officers) if one.begins_at == swap.shift.begins_at} == {"hotline Test"}
    actions.answer_swap(by=officers.night_hotline, swap=swap, state="accepted")
    by_hour = {one.begins_at: name_of(one) for one in standing(officers)}
    assert by_hour == {swap.shift.begins_at: "night hotline Test", swap.in_return.begins_at: "hotline Test"}  # type: ignore[union-attr]


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_a_swap_that_is_declined_or_taken_back_changes_nothing_and_is_over(officers: Cast, state: str) -> None:
    swap = offered(officers)
    before = {one.pk for one in standing(officers)}
    if state == "withdrawn":
        actions.take_back(by=officers.hotline, swap=swap)
    else:
        actions.answer_swap(by=officers.night_hotline, swap=swap, state=state)
    assert {one.pk for one in standing(officers)} == before
    assert SWAP.state(state).final
    with pytest.raises(Refused):
        actions.answer_swap(by=officers.night_hotline, swap=swap, state="accepted")
    with pytest.raises(Refused):
        actions.take_back(by=officers.hotline, swap=swap)


def test_nobody_answers_an_offer_for_another(officers: Cast) -> None:
    swap = offered(officers)
    for who in ("hotline", "coordinator", "stranger"):
        with pytest.raises(Refused):
            actions.answer_swap(by=getattr(officers, who), swap=swap, state="accepted")
    with pytest.raises(Refused):
        actions.take_back(by=officers.night_hotline, swap=swap)


def test_an_offer_falls_when_the_roster_has_changed_meanwhile(officers: Cast) -> None:
    swap = offered(officers)
    with acting_as(officers.hotline):
        mine = Shift.objects.get(pk=swap.shift_id)
    actions.give_back(by=officers.hotline, shift=mine)
    with acting_as(officers.night_hotline):
        anew = ShiftSwap.objects.select_related("shift", "in_return", "recorded_by").get(pk=swap.pk)
    with pytest.raises(Refused):
        actions.answer_swap(by=officers.night_hotline, swap=anew, state="accepted")


def test_who_is_on_duty_is_told_with_the_line_to_ring(officers: Cast) -> None:
    with clock.at(datetime(2027, 5, 3, 10, tzinfo=UTC)):
        actions.set_line(by=officers.coordinator, desk=the_desk(), number="+45 00 11 22 33")
        a_shift(officers, "hotline", day=date(2027, 5, 3))
        a_shift(officers, "night_hotline", day=date(2027, 5, 3), begins=EVENING, ends=MORNING)
        with acting_as(officers.police):
            [told] = duty.desks_on_duty()
            assert [one.officer.name for one in told.now if one.officer] == ["hotline Test"]
            assert told.next is not None and told.next.officer == officers.night_hotline
            assert told.telephone == "+4500112233"


def test_the_coordinator_is_told_of_a_gap_and_of_none_when_there_is_none(officers: Cast) -> None:
    with clock.at(datetime(2027, 5, 3, 10, tzinfo=UTC)):
        assert duty.warn_of_gaps() == 0, "without hours to cover there is no gap"
        actions.set_line(by=officers.coordinator, desk=the_desk(), number="+45 00", opens=MORNING, closes=EVENING)
        assert duty.warn_of_gaps() == 1
        with acting_as(officers.coordinator):
            assert [one.kind for one in Notice.objects.filter(officer=officers.coordinator)] == ["roster.gap"]
        actions.plan(
            by=officers.coordinator,
            desk=the_desk(),
            kind="day",
            begins=MORNING,
            ends=EVENING,
            first=date(2027, 5, 3),
            last=date(2027, 5, 18),
            officer=officers.hotline,
        )
        assert duty.warn_of_gaps() == 0


def test_the_strip_shows_a_gap_where_nobody_is(officers: Cast) -> None:
    shift = a_shift(officers, "hotline", day=date(2027, 5, 4))
    line = DutyLine(desk=shift.desk, number="0")
    whole = Stretch(
        roster.on_the_wall(date(2027, 5, 4), time(0), COPENHAGEN),
        roster.on_the_wall(date(2027, 5, 5), time(0), COPENHAGEN),
    )
    gaps = duty.gaps_of(line, [shift], whole.begins, whole.ends)
    [day] = roster_picture.days_of(date(2027, 5, 4), 1, line, [shift], gaps, COPENHAGEN)
    assert [(bar.kind, bar.x, bar.width) for bar in day.bars] == [("gap", 0, 320), ("gap", 800, 160), ("day", 320, 480)]
