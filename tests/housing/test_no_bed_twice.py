"""No bed is ever promised to two for one night, however many ask at the same moment."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.casework.models import Case
from mooring.housing import actions
from mooring.housing.models import Bed, Stay, StayStep
from mooring.housing.target_groups import GENDERS, OF_GENDER, groups_of, takes
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.housing.houses_to_try import a_case, a_house, as_seen, beds_of, offered

ASKING, BEDS = 50, 10


def test_of_fifty_who_ask_for_ten_beds_at_once_ten_get_one_and_the_others_are_told(own_database: str) -> None:
    officers = Cast()
    beds = [bed.pk for bed in beds_of(officers, a_house(officers, beds=BEDS))]
    cases = [a_case(officers).pk for _ in range(ASKING)]
    here, ready = dict(connection.settings_dict), threading.Barrier(ASKING)

    def ask(number: int) -> object:
        connection.settings_dict.update(here)
        try:
            by = Officer.objects.get(email="social_worker@test.invalid")
            with acting_as(by):
                case = Case.objects.get(pk=cases[number])
                bed = Bed.objects.select_related("house", "unit").get(pk=beds[number % BEDS])
            ready.wait(60)
            return actions.offer(by=by, case=case, bed=bed, groups=["women"])
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(ASKING) as threads:
        results = list(threads.map(ask, range(ASKING)))
    won = [one for one in results if isinstance(one, Stay)]
    lost = [one for one in results if isinstance(one, Refused)]
    assert (len(won), len(lost)) == (BEDS, ASKING - BEDS)
    assert all("just taken" in one.refusal.reason and one.refusal.instead for one in lost)
    with acting_as(officers.social_worker):
        held = Counter(StayStep.objects.standing().values_list("bed", flat=True))
    assert set(held) == set(beds)
    assert set(held.values()) == {1}


def test_the_database_itself_refuses_a_second_person_in_a_bed(officers: Cast) -> None:
    first = offered(officers)
    by, case = officers.social_worker, a_case(officers)
    with acting_as(by):
        stands = StayStep.objects.standing().get(stay=first)
        stay = Stay(case=case, house=first.house, from_desk=by.desk, contact=by, answer_by=clock.now(), recorded_by=by)
        stay.save(force_insert=True)
        step = StayStep(stay=stay, state="offered", bed=stands.bed, begins=stands.begins, recorded_by=by)
        with pytest.raises(DatabaseError, match="no_bed_twice"), transaction.atomic():
            step.save(force_insert=True)


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [((0, 3), (3, 5), True), ((0, 3), (2, 5), False), ((0, None), (40, 41), False), ((3, 5), (0, 3), True)],
)
def test_the_night_of_leaving_is_the_next_ones_and_an_open_end_holds_the_bed(
    first: tuple[int, int | None], second: tuple[int, int | None], fits: bool, officers: Cast
) -> None:
    bed = beds_of(officers, a_house(officers))[0]

    def ask(days: tuple[int, int | None]) -> None:
        begins, ends = (None if day is None else clock.today() + timedelta(days=day) for day in days)
        offered(officers, bed=bed, begins=begins, ends=ends)

    ask(first)
    if fits:
        ask(second)
    else:
        with pytest.raises(Refused) as told:
            ask(second)
        assert "Crisis centre" in told.value.refusal.instead, "the other bed of the house is named"
        with acting_as(officers.social_worker):
            assert bed.in_words not in told.value.refusal.instead


def test_a_place_without_a_night_holds_no_bed_and_cannot_be_held_by_the_database_nor_by_another_bed(
    officers: Cast,
) -> None:
    house, keeper, today = a_house(officers), officers.shelter, clock.today()
    one, other = beds_of(officers, house)
    late = offered(officers, bed=one, begins=today, ends=today + timedelta(days=1))
    actions.accept(by=keeper, stay=as_seen(keeper, late))
    with clock.at(clock.now() + timedelta(days=1)):
        there = offered(officers, bed=other)
        with pytest.raises(Refused) as told:
            actions.change_bed(by=keeper, stay=as_seen(keeper, late), bed=other)
        assert "just taken" in told.value.refusal.reason
        actions.withdraw(by=officers.social_worker, stay=there, reason="said_no")
        step = actions.change_bed(by=keeper, stay=as_seen(keeper, late), bed=other)
        assert (step.begins, step.ends) == (today + timedelta(days=1), None)
    by, case = officers.social_worker, a_case(officers)
    with acting_as(by):
        stay = Stay(case=case, house=house, from_desk=by.desk, contact=by, answer_by=clock.now(), recorded_by=by)
        stay.save(force_insert=True)
        step = StayStep(stay=stay, state="offered", bed=one, begins=today, ends=today, recorded_by=by)
        with pytest.raises(DatabaseError, match="a_stay_ends_after_it_begins"), transaction.atomic():
            step.save(force_insert=True)


def test_a_declined_or_withdrawn_place_is_free_again(officers: Cast) -> None:
    bed = beds_of(officers, a_house(officers))[0]
    for end in ("decline", "withdraw"):
        stay = offered(officers, bed=bed)
        if end == "decline":
            actions.decline(by=officers.shelter, stay=stay, reason="not_for_the_group")
        else:
            actions.withdraw(by=officers.social_worker, stay=stay, reason="said_no")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    gender=st.sampled_from([None, *OF_GENDER]),
    bed=st.sets(st.sampled_from(["women", "men", "trans", "children", "families", "access"])),
    child=st.booleans(),
    family=st.booleans(),
    step_free=st.booleans(),
)
def test_a_bed_takes_by_own_statement_of_gender_and_never_without_what_must_be(
    gender: str | None, bed: set[str], child: bool, family: bool, step_free: bool
) -> None:
    person = groups_of(gender, child=child, with_children=family, step_free=step_free)
    fits = takes(bed, person)
    for must, needed in (("children", child), ("families", family), ("access", step_free)):
        if needed and must not in bed:
            assert not fits
    if fits and gender is not None and bed & GENDERS:
        assert bed & OF_GENDER[gender]
    if gender == "trans_woman" and not (child or family or step_free):
        assert takes({"women"}, person)
        assert not takes({"men"}, person)
