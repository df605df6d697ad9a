"""A stay from offer to leaving: the house answers, the team asks, and only who must know knows where the house stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from mooring.casework import actions as casework
from mooring.casework import known
from mooring.casework.compartments import Compartment
from mooring.casework.models import AlreadySuperseded, Deadline, Event, Grant
from mooring.housing import actions, by_the_clock, stay_states
from mooring.housing.actions import stepping
from mooring.housing.free_beds import agencies_with_room, free_beds, tonight
from mooring.housing.models import BedWait, House, Stay, StayArrival, StayStep
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Officer
from mooring.safeguards.models.notices import Notice
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.housing.houses_to_try import ADDRESS, a_case, a_house, as_seen, beds_of, lived_in, offered
from tests.housing.refusing import refused_because
from tests.visiting import visit


def state(officers: Cast, stay: Stay) -> str:
    with acting_as(officers.shelter):
        return str(StayStep.objects.standing().get(stay=stay).state)


def told(officer: Officer) -> list[str]:
    with acting_as(officer):
        return list(Notice.objects.filter(officer=officer).values_list("kind", flat=True))


def test_a_house_accepts_and_who_waited_waits_no_more(officers: Cast) -> None:
    case, keeper = a_case(officers), officers.shelter
    actions.put_on_waiting_list(by=officers.social_worker, case=case, groups=["women"])
    stay = offered(officers, case)
    assert "stay.offered" in told(keeper)
    actions.accept(by=keeper, stay=as_seen(keeper, stay))
    assert "stay.accepted" in told(officers.social_worker)
    with acting_as(officers.social_worker):
        assert BedWait.objects.standing().get(case=case).ended == "placed"
    actions.arrive(by=keeper, stay=as_seen(keeper, stay))
    with acting_as(officers.social_worker):
        assert known.known(case, "lives_at") == "crisis_centre"
        assert StayArrival.objects.get(case=case).stage == "presumed"
        told_of = set(Event.objects.filter(case=case, kind__startswith="stay.").values_list("kind", flat=True))
    assert told_of == {"stay.offer", "stay.accept", "stay.arrive"}


def test_the_house_sees_its_stays_but_nothing_of_the_case_and_not_where_the_person_stood(officers: Cast) -> None:
    stay = lived_in(officers)
    with acting_as(officers.shelter):
        seen = Stay.objects.get(pk=stay.pk)
        assert not type(stay.case).objects.filter(pk=stay.case_id).exists()
        assert not Event.objects.filter(case=seen.case_id).exists()
        assert not StayArrival.objects.exists()


def test_the_address_is_open_to_the_house_and_to_the_team_only_while_the_person_lives_there(officers: Cast) -> None:
    stay, keeper, team = offered(officers), officers.shelter, officers.social_worker
    casework.give_access(by=team, case=stay.case, compartment=Compartment.SUPPORT, desk=officers.assessor.desk)

    def address(officer: Officer) -> str:
        with acting_as(officer):
            found = House.objects.filter(pk=stay.house_id).first()
            return found.address if found is not None else ""

    def who_knows() -> set[str]:
        asked = ("shelter", "social_worker", "colleague", "assessor", "coordinator", "stranger", "police")
        return {who for who in asked if address(getattr(officers, who)) == ADDRESS}

    assert who_knows() == {"shelter"}
    actions.accept(by=keeper, stay=as_seen(keeper, stay))
    actions.arrive(by=keeper, stay=as_seen(keeper, stay))
    assert who_knows() == {"shelter", "social_worker", "colleague"}, (
        "the desk that asked; not whoever holds another part"
    )
    actions.leave(by=keeper, stay=as_seen(keeper, stay), how="planned")
    assert who_knows() == {"shelter"}
    with acting_as(officers.colleague), pytest.raises(CannotOpen):
        keys.data_key(stay.house_id)


@pytest.mark.parametrize("who", ["stranger", "police", "departure", "statistician", "administrator"])
def test_to_others_there_is_no_such_stay(who: str, officers: Cast) -> None:
    stay, other = offered(officers), getattr(officers, who)
    with acting_as(other):
        assert not Stay.objects.filter(pk=stay.pk).exists()
        assert not StayStep.objects.filter(stay=stay.pk).exists()
    for deed in (actions.accept, actions.arrive, actions.report_missing):
        with pytest.raises(Refused) as refused:
            deed(by=other, stay=stay)
        assert refused.value.refusal.why in (Why.UNSEEN, Why.NOT_IN_ROLE)


def test_the_team_does_not_answer_for_the_house_nor_the_house_take_back_for_the_team(officers: Cast) -> None:
    stay = offered(officers)
    with pytest.raises(Refused) as refused:
        actions.accept(by=officers.social_worker, stay=as_seen(officers.social_worker, stay))
    assert refused.value.refusal.why is Why.HOUSE_RULE
    with pytest.raises(Refused):
        actions.withdraw(by=officers.shelter, stay=as_seen(officers.shelter, stay), reason="said_no")
    assert state(officers, stay) == "offered"


def test_every_move_is_the_same_in_the_database_and_every_other_is_refused(officers: Cast) -> None:
    table, codes = stay_states.STAY_STATES, [state.value for state in stay_states.StayState]
    with connection.cursor() as cursor:
        for source in codes:
            for target in codes:
                cursor.execute("select mooring_stay_may_move(%s, %s)", [source, target])
                assert cursor.fetchone() == (table.may(source, target),), (source, target)
    assert table.faults() == []


def test_the_database_refuses_a_step_that_no_deed_would_take(officers: Cast) -> None:
    stay, keeper = offered(officers), officers.shelter
    other_house = beds_of(officers, a_house(officers))[0]
    with acting_as(keeper):
        stands = StayStep.objects.standing().get(stay=stay)
        for wrong in ({"state": "left"}, {"state": "accepted", "bed": other_house}):
            told: dict[str, Any] = {"state": "accepted", "bed": stands.bed, "begins": stands.begins} | wrong
            with pytest.raises(DatabaseError), transaction.atomic():
                StayStep.objects.get(pk=stands.pk).supersede(StayStep(stay=stay, recorded_by=keeper, **told))


def test_who_is_missing_is_told_of_at_once_and_the_bed_is_kept(officers: Cast) -> None:
    stay, keeper = lived_in(officers), officers.night_shelter
    actions.report_missing(by=keeper, stay=as_seen(keeper, stay))
    for who in ("social_worker", "colleague", "coordinator", "shelter"):
        assert "stay.missing" in told(getattr(officers, who)), who
    assert "stay.missing" not in told(officers.police)
    with acting_as(officers.social_worker):
        alarm = Deadline.objects.open().get(case=stay.case, kind="stay.missing")
        assert alarm.due_at <= clock.now() + timedelta(hours=1)
        assert alarm.pen_desk == officers.social_worker.desk
        kept = StayStep.objects.standing().get(stay=stay).bed_id
        assert kept not in {one.bed.pk for one in free_beds(clock.today())}
    actions.come_back(by=officers.shelter, stay=as_seen(officers.shelter, stay))
    with acting_as(officers.social_worker):
        assert not Deadline.objects.open().filter(case=stay.case, kind="stay.missing").exists()


def test_nobody_sets_an_alarm_for_somebody_who_is_not_missing(officers: Cast) -> None:
    stay = lived_in(officers)
    with acting_as(officers.shelter), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select mooring_missing_alarm(%s, now(), '{}'::jsonb)", [stay.pk])


def test_a_house_that_does_not_answer_in_time_loses_the_offer_and_the_bed_is_free(officers: Cast) -> None:
    stay = offered(officers)
    assert by_the_clock.lapse() == 0
    with clock.at(clock.now() + timedelta(hours=3)):
        assert by_the_clock.lapse() == 1
        assert by_the_clock.lapse() == 0
        assert state(officers, stay) == "lapsed"
        with acting_as(officers.social_worker):
            assert len(free_beds(clock.today())) == 2


def test_before_the_paid_nights_run_out_team_and_house_are_told_twice_and_the_desk_has_a_deadline(
    officers: Cast,
) -> None:
    stay, team = lived_in(officers), officers.social_worker
    until = clock.today() + timedelta(days=10)
    actions.pay_until(by=team, stay=as_seen(team, stay), payer="municipality", paid_until=until)
    with acting_as(team):
        due = Deadline.objects.open().get(case=stay.case, kind="stay.paid_until")
    assert clock.end_of(until - timedelta(days=2)) == due.due_at
    warned = []
    for days in range(12):
        with clock.at(clock.now() + timedelta(days=days)):
            warned.append(by_the_clock.warn_of_paid_nights())
    assert [day for day, number in enumerate(warned) if number] == [3, 8]
    assert told(officers.shelter).count("stay.paid_until") == 2
    actions.leave(by=officers.shelter, stay=as_seen(officers.shelter, stay), how="planned")
    with acting_as(team):
        assert not Deadline.objects.open().filter(case=stay.case, kind="stay.paid_until").exists()


def test_somebody_who_stays_past_the_last_night_keeps_the_bed_from_the_next(officers: Cast) -> None:
    bed = beds_of(officers, a_house(officers, beds=1))[0]
    tomorrow = clock.today() + timedelta(days=1)
    lived_in(officers, bed=bed, ends=tomorrow)
    later = offered(officers, bed=bed, begins=tomorrow)
    keeper = officers.shelter
    actions.accept(by=keeper, stay=as_seen(keeper, later))
    with clock.at(clock.now() + timedelta(days=1)):
        with acting_as(officers.social_worker):
            assert tonight()[0].beds == []
        with pytest.raises(Refused, match=r"stay\.arrive"):
            actions.arrive(by=keeper, stay=as_seen(keeper, later))


def test_a_house_that_takes_nobody_new_or_is_closed_by_the_calendar_has_no_free_bed(officers: Cast) -> None:
    house, keeper = a_house(officers), officers.shelter
    with acting_as(keeper):
        agency = keeper.agency.pk
        assert agencies_with_room("housing", clock.today()) == {agency: True}
        actions.open_between(by=keeper, house=house, opens_on=clock.today() + timedelta(days=5))
        assert agencies_with_room("housing", clock.today()) == {agency: False}
        assert agencies_with_room("housing", clock.today() + timedelta(days=6)) == {agency: True}
        actions.change_house(by=keeper, house=house, region="DK-84", groups=["women"], takes_new=False)
        assert agencies_with_room("housing", clock.today() + timedelta(days=6)) == {agency: False}


def test_what_the_yes_of_a_house_opened_ends_with_the_stay_and_another_desk_places_the_person_unseen(
    officers: Cast,
) -> None:
    first, keeper, team = lived_in(officers), officers.shelter, officers.social_worker
    actions.move_on(by=keeper, stay=as_seen(keeper, first))
    with acting_as(team):
        held = Grant.objects.running().filter(case=first.case_id, compartment=Compartment.SHELTER_ADDRESS)
        assert not held.exists()
    casework.give_access(by=team, case=first.case, compartment=Compartment.SUPPORT, desk=officers.municipality.desk)
    bed, elsewhere = beds_of(officers, a_house(officers))[0], officers.municipality
    with acting_as(elsewhere):
        case = type(first.case).objects.get(pk=first.case_id)
    second = actions.offer(by=elsewhere, case=case, bed=bed)
    for step in (actions.accept, actions.arrive):
        step(by=keeper, stay=as_seen(keeper, second))
    for who, knows in ((elsewhere, ADDRESS), (team, ""), (officers.colleague, "")):
        with acting_as(who):
            assert House.objects.get(pk=second.house_id).address == knows


def test_what_a_house_says_ends_no_reminder_of_another_house(officers: Cast) -> None:
    keeper, team, case = officers.shelter, officers.social_worker, a_case(officers)
    first, second = (lived_in(officers, case=case) for _house in range(2))
    until = clock.today() + timedelta(days=9)
    actions.pay_until(by=team, stay=as_seen(team, second), payer="municipality", paid_until=until)

    def reminded() -> bool:
        with acting_as(team):
            return Deadline.objects.open().filter(case=case, kind="stay.paid_until").exists()

    actions.leave(by=keeper, stay=as_seen(keeper, first), how="planned")
    assert reminded(), "the nights in the second house still run out"
    actions.leave(by=keeper, stay=as_seen(keeper, second), how="planned")
    assert not reminded()


def test_who_comes_after_all_finds_a_bed_that_is_slept_in_and_the_house_is_told(officers: Cast) -> None:
    bed, keeper, today = beds_of(officers, a_house(officers))[0], officers.shelter, clock.today()
    lived_in(officers, bed=bed, begins=today, ends=today + timedelta(days=1))
    expected = offered(officers, bed=bed, begins=today + timedelta(days=1))
    actions.accept(by=keeper, stay=as_seen(keeper, expected))
    with clock.at(clock.now() + timedelta(days=1)):
        actions.report_missing(by=keeper, stay=as_seen(keeper, expected))
        with refused_because("still in this bed"):
            actions.come_back(by=keeper, stay=as_seen(keeper, expected))


def test_two_of_a_house_who_accept_at_once_are_both_answered(officers: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stay, address = offered(officers), "/stays/{}/accept/"

    def quicker(*_told: object) -> None:
        raise AlreadySuperseded

    monkeypatch.setattr(stepping, "held", quicker)
    answer = visit(officers.shelter).post(address.format(stay.reference))
    assert answer.status_code == 403
    assert "in the meantime" in answer.content.decode()
    assert state(officers, stay) == "offered"
