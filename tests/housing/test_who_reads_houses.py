"""A house is described to who looks for a place, who keeps one, and who has somebody there; a bed that is slept in is nobody else's."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from mooring.casework import actions as casework
from mooring.housing import actions, free_beds
from mooring.housing.models import Bed, House, HouseCard, Stay, StayStep
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.roles import roles_with
from tests.cast import Cast
from tests.housing.houses_to_try import a_case, a_house, as_seen, beds_of, lived_in, offered
from tests.housing.refusing import refused_because
from tests.visiting import visit

MIGRATION = import_module("mooring.housing.migrations.0003_who_reads_houses")


def rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_the_database_lets_look_whom_the_roles_let_look() -> None:
    assert set(MIGRATION.LOOKS) == {role.code for role in roles_with("beds.look")}
    assert set(MIGRATION.REFERS) == {role.code for role in roles_with("referral.draft")}


@pytest.mark.parametrize(
    "who", ["police", "departure", "statistician", "administrator", "keeper", "caseworker", "unposted"]
)
def test_who_looks_for_no_place_reads_no_house_no_telephone_and_no_free_bed(who: str, officers: Cast) -> None:
    a_house(officers)
    free = "select bed from mooring_free_beds(house_now()::date, null, house_now()::date)"
    with acting_as(getattr(officers, who)):
        assert not House.objects.exists()
        assert not Bed.objects.exists()
        assert not HouseCard.objects.exists()
        assert rows(free) == []
    for finds in (officers.social_worker, officers.shelter, officers.night_shelter, officers.coordinator):
        with acting_as(finds):
            assert HouseCard.objects.get().telephone
            assert len(rows(free)) == 2


def test_who_refers_is_told_that_an_agency_has_room_and_not_in_which_house(officers: Cast) -> None:
    house, today = a_house(officers, beds=1), clock.today()
    caseworker, agency = officers.caseworker, officers.shelter.agency.pk
    with acting_as(caseworker):
        assert free_beds.agencies_with_room("housing", today) == {agency: True}
    offered(officers, bed=beds_of(officers, house)[0])
    with acting_as(caseworker):
        assert free_beds.agencies_with_room("housing", today) == {agency: False}
    with acting_as(officers.police):
        assert free_beds.agencies_with_room("housing", today) == {}


def test_who_holds_the_part_of_somebody_there_reads_that_house_alone(officers: Cast) -> None:
    stay = lived_in(officers)
    a_house(officers, called="Another")
    caseworker = officers.caseworker
    casework.give_access(by=officers.social_worker, case=stay.case, compartment="support", desk=caseworker.desk)
    with acting_as(caseworker):
        assert [one.pk for one in House.objects.all()] == [stay.house_id]
        assert as_seen(caseworker, stay).house.in_words


def test_an_alternative_that_would_be_closed_already_is_refused_and_nothing_typed_is_lost(officers: Cast) -> None:
    sent = {"desk": "centre-social", "region": "DK-84", "groups": ["men"], "beds": "1", "closes_on": "1900-01-01"}
    answer = visit(officers.social_worker).post("/beds/alternative/", sent)
    assert answer.status_code == 422
    assert "close before it opens" in answer.content.decode()


def test_a_bed_in_which_somebody_has_stayed_past_the_last_night_is_nobody_elses_by_the_database(officers: Cast) -> None:
    bed, by, today = beds_of(officers, a_house(officers))[0], officers.social_worker, clock.today()
    late = lived_in(officers, bed=bed, begins=today, ends=today + timedelta(days=1))
    keeper = officers.shelter
    later = offered(officers, bed=bed, begins=today + timedelta(days=1))
    actions.accept(by=keeper, stay=as_seen(keeper, later))
    with clock.at(clock.now() + timedelta(days=1)):
        with refused_because("still in this bed"):
            actions.arrive(by=keeper, stay=as_seen(keeper, later))
        with acting_as(keeper), pytest.raises(DatabaseError, match="still in this bed"), transaction.atomic():
            there = as_seen(keeper, later).standing
            step = StayStep(stay=later, state="arrived", bed=bed, begins=there.begins, recorded_by=keeper)
            there.supersede(step)
        actions.withdraw(by=by, stay=as_seen(by, later), reason="said_no")
        case = a_case(officers)
        with acting_as(by):
            asked = Stay(
                case=case, house=late.house, from_desk=by.desk, contact=by, answer_by=clock.now(), recorded_by=by
            )
            asked.save(force_insert=True)
            step = StayStep(stay=asked, state="offered", bed=bed, begins=clock.today(), recorded_by=by)
            with pytest.raises(DatabaseError, match="still in this bed"), transaction.atomic():
                step.save(force_insert=True)
        actions.leave(by=keeper, stay=as_seen(keeper, late), how="planned")
        offered(officers, bed=bed)
