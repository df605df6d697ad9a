"""A child is missing: three are told in the same breath, the police see the sheet and nothing else, and only while it lasts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from mooring.casework import actions as casework
from mooring.casework.models import Case, Deadline, Event
from mooring.housing import actions as housing
from mooring.housing.models import Bed, Stay
from mooring.identification import actions as identification
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Officer
from mooring.safeguards.models.notices import Notice
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import child_own_file, children
from mooring.support.actions import child_missing as deeds
from mooring.support.actions import children as path_deeds
from mooring.support.child_states import MISSING_STATES
from mooring.support.models import ChildSheet, MissingChild, MissingFound, MissingTold, SafetyPlan
from tests.cast import Cast
from tests.support.conftest import another_request
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
SHEET, SECRET = "Red jacket, speaks Romanian", "Kanariefugl"


@pytest.fixture
def child(officers: Cast) -> Case:
    """A boy of 14, alone, with a representative and a municipality that sign in here, and a safety plan."""
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    identification.record_person(by=lead, case=case, gender="man", age_years=14)
    case = another_request(case)
    path_deeds.record_path(by=lead, case=case, came="unaccompanied")
    path_deeds.appoint_representative(by=lead, case=case, officer=officers.representative)
    path_deeds.tell_municipality(
        by=lead, case=case, municipality="101", told_how="telephone", desk=officers.municipality.desk
    )
    deeds.make_safety_plan(by=lead, case=case, description=SHEET, pattern=SECRET, adult=SECRET)
    return another_request(case)


def told(who: Officer, kind: str = "child.missing") -> list[tuple[str, str]]:
    with acting_as(who):
        return list(Notice.objects.filter(officer=who, kind=kind).values_list("address", "urgency"))


def test_all_three_are_told_in_the_same_transaction_and_a_rollback_tells_nobody(child: Case, officers: Cast) -> None:
    three = (officers.police, officers.representative, officers.municipality)
    with pytest.raises(RuntimeError), transaction.atomic():
        deeds.raise_alarm(by=officers.social_worker, case=child)
        raise RuntimeError
    assert [told(who) for who in three] == [[], [], []]
    alarm = deeds.raise_alarm(by=officers.social_worker, case=child)
    assert [told(who) for who in three] == [[("/missing-children/", "escalation")]] * 3
    assert told(officers.colleague, "child.missing_of_team") == [("/", "escalation")]
    with acting_as(officers.social_worker):
        parties = {(one.party, one.recorded_at) for one in alarm.told.all()}
        assert parties == {(party, alarm.recorded_at) for party in ("police", "representative", "municipality")}
        deadline = Deadline.objects.open().get(case=child, kind=children.MISSING)
        assert (deadline.due_at - alarm.recorded_at).total_seconds() == 15 * 60
        assert Event.objects.filter(case=child, kind="child.alarm").count() == 1
    with pytest.raises(Refused):
        deeds.raise_alarm(by=officers.colleague, case=another_request(child))


def test_the_police_see_the_sheet_and_nothing_else_and_only_while_the_child_is_missing(
    child: Case, officers: Cast
) -> None:
    police = officers.police
    with acting_as(police):
        assert not ChildSheet.objects.exists()
    assert "No child is missing" in page(visit(police), "/missing-children/")
    alarm = deeds.raise_alarm(by=officers.social_worker, case=child)
    address = reverse("missing_sheet", args=[alarm.reference])
    seen = page(visit(police), address)
    assert SHEET in seen
    assert SECRET not in seen
    assert str(child) not in seen + page(visit(police), "/missing-children/")
    with acting_as(police):
        assert ChildSheet.objects.get().words("description") == SHEET
        for model in (Case, SafetyPlan, MissingChild, MissingTold, Event, Deadline):
            assert not model.objects.exists(), model
    for who in ("stranger", "colleague", "departure", "planner"):
        assert visit(getattr(officers, who)).get(address).status_code in (403, 404), who
    deeds.record_found(by=officers.social_worker, case=another_request(child), how="came_back")
    assert visit(police).get(address).status_code == 404
    with acting_as(police):
        assert not ChildSheet.objects.exists()
    assert told(police, "child.missing_ended")


def test_police_who_hold_an_entry_do_not_read_the_sheet_before_anything_happens(child: Case, officers: Cast) -> None:
    casework.give_access(by=officers.social_worker, case=child, compartment="entry", desk=officers.police.desk)
    with acting_as(officers.police):
        assert Case.objects.filter(pk=child.pk).exists()
        assert not ChildSheet.objects.exists()
        assert not SafetyPlan.objects.exists()


def lives_in(case: Case, officers: Cast) -> Stay:
    """The person of a case lives in the haven's house."""
    keeper, lead = officers.shelter, officers.social_worker
    with acting_as(keeper):
        groups = ["children", "women", "men"]
        house = housing.enter_house(by=keeper, desk=keeper.desk, kind="crisis_centre", region="DK-84", groups=groups)
        housing.add_unit(by=keeper, house=house, called="Room 1")
        bed = Bed.objects.select_related("house", "unit").get(house=house)
    stay = housing.offer(by=lead, case=another_request(case), bed=bed)
    for step in (housing.accept, housing.arrive):
        with acting_as(keeper):
            seen = Stay.objects.select_related("house__desk", "from_desk", "contact").get(pk=stay.pk)
        step(by=keeper, stay=seen)
    return seen


def test_a_house_that_holds_no_part_of_the_case_sounds_the_alarm_for_a_child_who_is_missing_from_it_and_for_nobody_else(
    child: Case, officers: Cast
) -> None:
    house = officers.shelter
    adult = casework.open_case(by=officers.social_worker)
    stays = [lives_in(case, officers) for case in (adult, child)]
    for case in (adult, child):
        with acting_as(house):
            assert deeds.tell_the_three(case.pk, house, clock.now()) is None, "nobody is missing"
    for stay in stays:
        housing.report_missing(by=house, stay=stay)
        with acting_as(house):
            assert deeds.tell_the_three(stay.case_key, house, clock.now()) is None, "no child, or the alarm stands"
    assert len(told(officers.police)) == 1
    with acting_as(officers.night_shelter):
        assert deeds.tell_the_three(child.pk, officers.night_shelter, clock.now()) is None
    with acting_as(house):
        assert not MissingChild.objects.exists()
    with acting_as(officers.social_worker):
        alarm = MissingChild.objects.get()
        assert (alarm.case_id, alarm.recorded_by) == (child.pk, house)


def test_who_was_told_reads_the_sheet_that_stands_and_cannot_end_the_alarm_in_another_case(
    child: Case, officers: Cast
) -> None:
    deeds.make_safety_plan(by=officers.social_worker, case=another_request(child), description="Blue jacket")
    alarm = deeds.raise_alarm(by=officers.social_worker, case=another_request(child))
    with acting_as(officers.police):
        assert [sheet.words("description") for sheet in ChildSheet.objects.all()] == ["Blue jacket"]
    own = casework.open_case(by=officers.stranger)
    found = MissingFound(
        case=own, alarm_id=alarm.pk, how="mistake", found_at=clock.now(), recorded_by=officers.stranger
    )
    with acting_as(officers.stranger), pytest.raises(DatabaseError), transaction.atomic():
        found.save(force_insert=True)


@pytest.mark.parametrize("who", ["police", "statistician", "planner", "shelter"])
def test_nobody_else_sounds_an_alarm_by_the_database(who: str, child: Case, officers: Cast) -> None:
    with acting_as(getattr(officers, who)):
        assert deeds.tell_the_three(child.pk, getattr(officers, who), clock.now()) is None


def test_who_signs_in_nowhere_here_is_rung_and_the_minutes_run_until_all_are_told(child: Case, officers: Cast) -> None:
    lead = officers.social_worker
    path_deeds.appoint_representative(by=lead, case=child, name="Somebody", telephone="+45 11 22 33 44")
    path_deeds.tell_municipality(by=lead, case=child, municipality="101", told_how="telephone", telephone="+45 55")
    case = another_request(child)
    deeds.raise_alarm(by=lead, case=case)
    seen = page(visit(lead), reverse("child_alarm", args=[case]))
    assert "+45 11 22 33 44" in seen
    assert seen.count("not rung yet") == 2
    deeds.log_step(by=lead, case=case, kind="told_representative", words="Comes at once.")
    with acting_as(lead):
        assert Deadline.objects.open().filter(case=case, kind=children.MISSING).exists()
    deeds.log_step(by=lead, case=case, kind="told_municipality")
    with acting_as(lead):
        assert not Deadline.objects.open().filter(case=case, kind=children.MISSING).exists()
    assert "Comes at once." in page(visit(lead), reverse("child_alarm", args=[case]))


def test_from_missing_there_is_one_way_on_and_it_is_gone_once(child: Case, officers: Cast) -> None:
    lead = officers.social_worker
    assert [(move.source, move.target) for move in MISSING_STATES.moves] == [("[*]", "missing"), ("missing", "found")]
    for deed in (
        lambda: deeds.log_step(by=lead, case=child, kind="looked"),
        lambda: deeds.record_found(by=lead, case=child, how="mistake"),
    ):
        with pytest.raises(Refused):
            deed()
    deeds.raise_alarm(by=lead, case=child)
    deeds.record_found(by=lead, case=child, how="found_safe", words="Tired, eats.")
    with pytest.raises(Refused):
        deeds.record_found(by=lead, case=child, how="mistake")
    deeds.raise_alarm(by=lead, case=child)


def test_without_a_sheet_the_alarm_asks_for_the_words_and_keeps_them_when_one_thing_is_wrong(officers: Cast) -> None:
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    identification.record_person(by=lead, case=case, age_in_doubt=True)
    client = visit(lead)
    for nothing in ("child_missing_step", "child_found"):
        assert client.get(reverse(nothing, args=[case])).status_code == 404, "no child is missing"
    address = reverse("child_alarm", args=[case])
    refused = client.post(address, {"missing_since": "nonsense", "description": SHEET})
    assert refused.status_code == 422
    assert SHEET in refused.content.decode()
    sent = client.post(address, {"missing_since": clock.now().strftime("%Y-%m-%dT%H:%M"), "description": SHEET})
    assert sent.status_code == 302
    with acting_as(officers.police):
        assert ChildSheet.objects.get().words("description") == SHEET


def test_a_child_without_a_safety_plan_is_on_the_day(officers: Cast) -> None:
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    identification.record_person(by=lead, case=case, age_years=13)
    assert "Children without a safety plan" in page(visit(lead), "/")
    deeds.make_safety_plan(by=lead, case=another_request(case), description=SHEET)
    assert "Children without a safety plan" not in page(visit(lead), "/")


def test_no_word_lies_open_and_the_sheet_goes_with_the_case(child: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker), connection.cursor() as cursor:
        sheet, plan = ChildSheet.objects.get(), SafetyPlan.objects.get()
        assert SHEET.encode() not in bytes(sheet.description_sealed)
        assert SECRET.encode() not in bytes(plan.pattern_sealed or b"")
        cursor.execute("select count(*) from safeguards_datakey where subject = %s", [sheet.pk])
        assert cursor.fetchone() == (1,)


def test_the_own_file_holds_the_path(child: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker):
        parts = {part.kind: part for part in child_own_file.child(officers.social_worker, child)}
        assert set(parts) == {
            "child_path",
            "child_representative",
            "child_municipality",
            "child_safety_plan",
            "child_sheet",
        }
        assert any(line.words == SHEET for line in parts["child_sheet"].lines)


def test_an_erased_case_takes_its_sheet_along(own_database: str, as_owner: Owner) -> None:
    lead = Cast().social_worker
    case = casework.open_case(by=lead)
    identification.record_person(by=lead, case=case, age_years=14)
    deeds.make_safety_plan(by=lead, case=another_request(case), description=SHEET)
    with as_owner() as session:
        into = "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (%s, now(), 'restore', 0)"
        session.execute(into, [case.pk])
    with acting_as(lead):
        assert ChildSheet.objects.get().words("description") == "(erased)"
