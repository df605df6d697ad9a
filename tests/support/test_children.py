"""A child's path: nothing is decided without the representative, help that cannot wait is never held up, and a parent is told nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from mooring.casework import actions as casework
from mooring.casework import conditions
from mooring.casework.compartments import Compartment
from mooring.casework.known import known
from mooring.casework.models import Case, Deadline, Grant
from mooring.countries.united_kingdom import country as united_kingdom
from mooring.housing import actions as housing
from mooring.housing.models import Bed
from mooring.identification import actions as identification
from mooring.law import NotProvidedFor
from mooring.law.days import months_after
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.deeds import Deed
from mooring.safeguards.models import Officer
from mooring.safeguards.models.notices import Notice
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import children
from mooring.support.actions import child_life
from mooring.support.actions import children as deeds
from mooring.support.actions.plan import write_plan
from mooring.support.child_states import REPRESENTATIVE_STATES
from mooring.support.models import ChildPath, Matter, Plan, Representative, RepresentativeWord
from mooring.web.doors.children import CHILDREN_DOORS
from tests.cast import Cast
from tests.support.conftest import another_request
from tests.visiting import page, visit

OF_A_CASE = [door.name for door in CHILDREN_DOORS if door.leads_into_a_case]
CANARY = "Kanariefugl"


@pytest.fixture
def child(officers: Cast) -> Case:
    """A girl of 15 met in street work, her age recorded by the social worker."""
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    identification.record_person(by=lead, case=case, gender="woman", age_years=15)
    return another_request(case)


@pytest.fixture
def alone(child: Case, officers: Cast) -> Case:
    """She came alone."""
    deeds.record_path(by=officers.social_worker, case=child, came="unaccompanied")
    return another_request(child)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """That a deed is refused, and says why in these words."""
    with pytest.raises(Refused) as found:
        yield
    assert words in f"{found.value.refusal.reason} {found.value.refusal.instead}"


def due(case: Case, by: Officer) -> set[str]:
    with acting_as(by):
        return set(Deadline.objects.open().filter(case=case).values_list("kind", flat=True))


def bed_of(officers: Cast) -> Bed:
    """A bed in a new house for children."""
    keeper = officers.shelter
    with acting_as(keeper):
        told: dict[str, Any] = {"kind": "childrens_centre", "region": "DK-84", "groups": ["children"]}
        house = housing.enter_house(by=keeper, desk=keeper.desk, **told)
        housing.add_unit(by=keeper, house=house, called="Room 1")
        return Bed.objects.select_related("house").get(house=house)


def appoint(case: Case, officers: Cast) -> Representative:
    return deeds.appoint_representative(by=officers.social_worker, case=case, officer=officers.representative)


def test_the_day_a_child_is_met_three_clocks_run_and_an_adult_found_stops_them(child: Case, officers: Cast) -> None:
    lead = officers.social_worker
    assert {children.PATH, children.MUNICIPALITY, children.SAFETY} <= due(child, lead)
    identification.record_person(by=lead, case=child, age_years=19, age_assessment="adult")
    assert not {children.PATH, children.MUNICIPALITY, children.SAFETY} & due(child, lead)
    with acting_as(lead):
        assert known(another_request(child), "decides_with") is None


def test_until_a_representative_is_appointed_the_alarm_goes_on(alone: Case, officers: Cast) -> None:
    lead = officers.social_worker
    with acting_as(lead):
        deadline = Deadline.objects.open().get(case=alone, kind=children.REPRESENTATIVE)
        assert deadline.due_at == clock.end_of(clock.today() + timedelta(days=3))
    deeds.ask_representative(by=lead, case=alone)
    assert children.REPRESENTATIVE in due(alone, lead)
    appoint(alone, officers)
    assert children.REPRESENTATIVE not in due(alone, lead)
    deeds.end_representative(by=lead, case=alone, words="Moved away.")
    assert children.REPRESENTATIVE in due(alone, lead)


def test_who_represents_is_let_in_and_let_out_again(alone: Case, officers: Cast) -> None:
    lead, represents = officers.social_worker, officers.representative
    assert visit(represents).get(reverse("child", args=[alone])).status_code == 404
    appoint(alone, officers)
    assert "15" not in page(visit(represents), reverse("child", args=[alone]))
    deeds.appoint_representative(by=lead, case=alone, name="Somebody else", telephone="+45 00 00 00 00")
    with acting_as(lead):
        assert not Grant.objects.running().filter(case=alone, officer=represents).exists()
    assert visit(represents).get(reverse("child", args=[alone])).status_code == 404


MOVES = sorted({(move.source, move.target) for move in REPRESENTATIVE_STATES.moves})


@pytest.mark.parametrize("source", ["[*]", "asked_for", "appointed", "ended"])
@pytest.mark.parametrize("target", ["asked_for", "appointed", "ended"])
def test_an_appointment_goes_only_where_the_table_says(source: str, target: str, alone: Case, officers: Cast) -> None:
    lead = officers.social_worker
    steps = {
        "asked_for": lambda: deeds.ask_representative(by=lead, case=alone),
        "appointed": lambda: deeds.appoint_representative(by=lead, case=alone, name="N", telephone="1"),
        "ended": lambda: deeds.end_representative(by=lead, case=alone),
    }
    for step in {"[*]": (), "asked_for": ("asked_for",), "appointed": ("appointed",)}.get(
        source, ("appointed", "ended")
    ):
        steps[step]()
    if (source, target) in MOVES:
        steps[target]()
    else:
        with refused("does not follow"):
            steps[target]()


def test_nothing_is_agreed_to_without_the_representative_but_the_plan_may_be_written(
    alone: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    write_plan(by=lead, case=alone, needs={"health": "A doctor tonight."})
    with refused("none is appointed"):
        write_plan(by=lead, case=alone, needs={}, assent="agreed")
    appoint(alone, officers)
    with refused("has not said yes"):
        write_plan(by=lead, case=alone, needs={}, assent="agreed")
    deeds.record_word(
        by=officers.representative, case=another_request(alone), matter="plan", agrees=True, child_says="Yes."
    )
    write_plan(by=lead, case=alone, needs={}, assent="agreed")
    with acting_as(lead):
        assert Plan.objects.filter(case=alone).count() == 2
        assert known(alone, "decides_with") == ""


def test_a_word_of_the_representative_counts_for_thirty_days_and_a_no_takes_it_back(
    alone: Case, officers: Cast
) -> None:
    lead, today = officers.social_worker, clock.today()
    since = today - timedelta(days=29)
    deeds.appoint_representative(by=lead, case=alone, officer=officers.representative, appointed_on=since)
    deeds.record_word(
        by=lead, case=alone, matter="return", agrees=True, child_says="Home.", said_on=today - timedelta(days=29)
    )
    with acting_as(lead):
        assert children.lacks(alone.pk, Matter.RETURN) is None
        with clock.at(clock.now() + timedelta(days=2)):
            lack = children.lacks(alone.pk, Matter.RETURN)
            assert lack is not None and lack.code == "representative_not_asked"
    deeds.record_word(by=lead, case=alone, matter="return", agrees=False, child_says="Not now.", said_on=today)
    with acting_as(lead):
        lack = children.lacks(alone.pk, Matter.RETURN)
        assert lack is not None and lack.code == "representative_not_asked"


def test_other_rooms_deeds_wait_for_the_representative_and_a_roof_tonight_does_not(alone: Case, officers: Cast) -> None:
    lead = officers.social_worker

    def ask(name: str, **given: object) -> None:
        conditions.ask(Deed(name, "case", Compartment.CORE, lambda: None), lead, alone, given)

    def stay(days: int) -> SimpleNamespace:
        return SimpleNamespace(standing=SimpleNamespace(begins=clock.today() + timedelta(days=days)))

    with acting_as(lead):
        with refused("representative"):
            ask("return.accept")
        for name in (
            "return.say_no",
            "return.plan",
            "permit.ask",
            "assessment.not_wished",
            "claim.file",
            "claim.withdraw",
        ):
            with refused("representative"):
                ask(name)
        for name in ("goal.choose", "return.withdraw", "permit.give", "claim.consider"):
            ask(name)
        with refused("representative"):
            ask("stay.accept", stay=stay(7))
        ask("stay.accept", stay=stay(0))
        ask("stay.accept", stay=stay(1))
        ask("note.write")
    deeds.appoint_representative(by=lead, case=alone, officer=officers.representative)
    for matter in ("return", "stay", "permit", "assessment", "claim"):
        deeds.record_word(by=lead, case=alone, matter=matter, agrees=True, child_says="Yes.")
    with acting_as(lead):
        for name in (
            "return.accept",
            "return.say_no",
            "return.plan",
            "permit.ask",
            "assessment.not_wished",
            "claim.file",
        ):
            ask(name)
        ask("stay.accept", stay=stay(7))


def test_a_word_counts_of_who_is_the_representative_now(alone: Case, officers: Cast) -> None:
    lead, represents, today = officers.social_worker, officers.representative, clock.today()

    def agreed() -> bool:
        with acting_as(lead):
            return children.lacks(alone.pk, Matter.STAY) is None

    appoint(alone, officers)
    yes: dict[str, Any] = {"matter": "stay", "agrees": True, "child_says": "Yes."}
    with refused("somebody else stood"):
        deeds.record_word(by=lead, case=alone, said_on=today - timedelta(days=1), **yes)
    deeds.record_word(by=represents, case=another_request(alone), **yes)
    former = appoint(alone, officers)
    assert agreed(), "appointed anew, and still the same"
    deeds.appoint_representative(by=lead, case=alone, name="Somebody else", telephone="1")
    assert not agreed()
    with acting_as(lead), pytest.raises(DatabaseError), transaction.atomic():
        row = RepresentativeWord(
            case=alone, representative=former, matter="plan", agrees=True, said_on=today, recorded_by=lead
        )
        row.seal_words(child="Yes.")
        row.save(force_insert=True)
    deeds.record_word(by=lead, case=alone, **yes)
    assert agreed()


def test_a_roof_waits_for_nobody_and_after_two_nights_the_word_of_the_representative_is_late(
    alone: Case, officers: Cast
) -> None:
    lead, today = officers.social_worker, clock.today()
    first, second = (bed_of(officers) for _ in range(2))
    housing.offer(by=lead, case=alone, bed=first, begins=today)
    with acting_as(lead):
        deadline = Deadline.objects.open().get(case=alone, kind=children.ROOF)
        assert deadline.due_at == clock.end_of(today + timedelta(days=2))
    assert "Ask the representative where the child lives" in page(visit(lead), "/")
    with clock.at(clock.now() + timedelta(days=2)):
        housing.offer(by=lead, case=alone, bed=second, begins=clock.today(), ends=clock.today() + timedelta(days=2))
    with clock.at(clock.now() + timedelta(days=3)), acting_as(lead):
        assert Deadline.objects.open().get(case=alone, kind=children.ROOF).due_at < clock.now()
    appoint(alone, officers)
    assert children.ROOF in due(alone, lead)
    deeds.record_word(
        by=officers.representative, case=another_request(alone), matter="stay", agrees=True, child_says="Y"
    )
    assert children.ROOF not in due(alone, lead)


def test_nobody_says_yes_in_the_representatives_name_unnoticed(alone: Case, officers: Cast) -> None:
    represents = officers.representative
    appoint(alone, officers)

    def told() -> int:
        with acting_as(represents):
            return Notice.objects.filter(officer=represents, kind="child.word_written").count()

    said: dict[str, Any] = {"matter": "plan", "agrees": True, "child_says": "Yes."}
    deeds.record_word(by=represents, case=another_request(alone), **said)
    assert told() == 0
    deeds.record_word(by=officers.social_worker, case=alone, **said)
    assert told() == 1


def test_a_word_of_a_day_that_has_not_come_does_not_count_for_ever(alone: Case, officers: Cast) -> None:
    lead = officers.social_worker
    appoint(alone, officers)
    deeds.record_word(
        by=lead, case=alone, matter="stay", agrees=True, child_says="Yes.", said_on=clock.today() + timedelta(days=365)
    )
    with acting_as(lead):
        assert children.lacks(alone.pk, Matter.STAY) is not None


def test_a_house_is_not_asked_for_a_child_alone_without_the_representative_but_for_tonight_it_is(
    alone: Case, officers: Cast
) -> None:
    lead, today = officers.social_worker, clock.today()
    bed = bed_of(officers)
    days: dict[str, Any] = {"begins": today + timedelta(days=7), "ends": today + timedelta(days=90)}
    with refused("none is appointed"):
        housing.offer(by=lead, case=alone, bed=bed, **days)
    appoint(alone, officers)
    with refused("has not said yes"):
        housing.offer(by=lead, case=alone, bed=bed, **days)
    deeds.record_word(
        by=officers.representative, case=another_request(alone), matter="stay", agrees=True, child_says="Y"
    )
    housing.offer(by=lead, case=alone, bed=bed, **days)
    deeds.end_representative(by=lead, case=alone)
    housing.offer(by=lead, case=alone, bed=bed, begins=today, ends=today + timedelta(days=2))


def test_a_child_agrees_to_be_supported_alone_and_to_be_spoken_of_with_the_representative(
    alone: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    asked: dict[str, Any] = {"explained_how": "spoken", "language": "ro"}
    casework.give_consent(by=lead, case=alone, kind="support", given_how="spoken", **asked)
    share = asked | {
        "kind": "share",
        "purpose": "housing",
        "recipient": officers.stranger.agency,
        "parts": ["languages"],
    }
    answers: dict[str, Any] = {"given_how": "representative", "relation": "personal_representative"}
    with refused("none is appointed"):
        casework.give_consent(by=lead, case=alone, **share, **answers)
    appoint(alone, officers)
    casework.give_consent(by=lead, case=alone, **share, **answers)


def test_an_accompanied_child_has_a_path_of_its_own_and_nothing_is_told_to_who_came_along(
    child: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    with refused("not written what they may know"):
        deeds.record_path(by=lead, case=child, came="accompanied", may_know="as_written")
    path = deeds.record_path(by=lead, case=child, came="accompanied", with_whom=CANARY)
    assert path.may_know == "nothing"
    assert CANARY.encode() not in bytes(path.with_sealed or b"")
    assert children.REPRESENTATIVE not in due(child, lead)
    with acting_as(lead):
        assert children.lacks(child.pk, Matter.RETURN) is None


def test_the_family_is_looked_for_only_after_an_assessment_that_found_it_best(alone: Case, officers: Cast) -> None:
    lead = officers.social_worker
    with pytest.raises(NotProvidedFor) as by_law:
        child_life.trace_family(by=lead, case=alone, traced_by="red_cross")
    assert by_law.value.finding.answer == "assess_first"
    child_life.assess_best_interest(
        by=lead, case=alone, found="look_not", child_says="Not him.", words="Her uncle sold her."
    )
    with refused("best for the child"):
        child_life.trace_family(by=lead, case=alone, traced_by="red_cross")
    child_life.assess_best_interest(by=lead, case=alone, found="look", child_says="My aunt.", words="The aunt is safe.")
    child_life.trace_family(by=lead, case=alone, traced_by="red_cross")


@given(turns_on=st.dates(date(2026, 12, 1), date(2040, 12, 31)))
@trying(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_coming_of_age_is_foreseen_six_months_before_whatever_the_day(turns_on: date) -> None:
    finding = settings.MOORING_COUNTRY.law.turning_adult(date(2026, 11, 23), turns_on=turns_on)
    foreseen = finding.day("foreseen_on")
    assert foreseen < turns_on
    assert months_after(foreseen, 6) <= turns_on <= months_after(foreseen, 6) + timedelta(days=3)


def test_the_plan_for_coming_of_age_is_a_deadline_until_all_is_in_order(alone: Case, officers: Cast) -> None:
    lead, day = officers.social_worker, date(2029, 8, 31)
    child_life.foresee_coming_of_age(by=lead, case=alone, turns_on=day, in_order=["home", "nonsense"])
    with acting_as(lead):
        deadline = Deadline.objects.open().get(case=alone, kind=children.OF_AGE)
        assert (deadline.due_at, deadline.compartment) == (clock.end_of(date(2029, 2, 28)), "support")
    everything = ["home", "residence", "representative", "money", "school", "health", "municipality"]
    child_life.foresee_coming_of_age(by=lead, case=alone, turns_on=day, in_order=everything)
    assert children.OF_AGE not in due(alone, lead)


@pytest.mark.parametrize("who", ["stranger", "police", "municipality", "representative", "shelter"])
def test_to_who_holds_nothing_a_child_that_exists_answers_as_one_that_does_not(
    who: str, alone: Case, officers: Cast
) -> None:
    client = visit(getattr(officers, who))
    for name in OF_A_CASE:
        assert client.get(reverse(name, args=[alone])).status_code == 404, name
        assert client.post(reverse(name, args=[alone]), {}).status_code in (404, 405), name


def test_each_door_opens_to_who_has_the_verb_and_the_part(alone: Case, officers: Cast) -> None:
    lead = officers.social_worker
    casework.give_access(by=lead, case=alone, compartment=Compartment.CORE, desk=officers.caseworker.desk)
    casework.give_access(by=lead, case=alone, compartment=Compartment.SUPPORT, desk=officers.municipality.desk)
    opened = {
        who: {
            name
            for name in OF_A_CASE
            if visit(getattr(officers, who)).get(reverse(name, args=[alone])).status_code == 200
        }
        for who in ("social_worker", "caseworker", "municipality")
    }
    assert opened["social_worker"] >= set(OF_A_CASE) - {"child_missing_step", "child_found"}
    assert opened["caseworker"] == {"child"}
    assert {"child_life", "child_plan", "child_safety_plan", "child_coming_of_age"} <= opened["municipality"]
    assert "child_path" not in opened["municipality"]


def test_what_was_typed_stays_when_a_day_is_wrong_and_the_refusal_says_what_to_do(alone: Case, officers: Cast) -> None:
    client = visit(officers.social_worker)
    address = reverse("child_word", args=[alone])
    sent = {"matter": "plan", "child_says": CANARY, "agrees": "yes", "said_on": "2026-11-23"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert CANARY in refused.content.decode()
    assert "No representative is appointed" in refused.content.decode()
    address = reverse("child_life", args=[alone])
    refused = client.post(address, {"lives_at": "council_centre", "school": "none", "health": "not_yet"})
    assert refused.status_code == 422
    assert "why there is no school" in refused.content.decode()


def test_where_the_law_of_the_country_is_silent_the_page_says_so_and_holds_nothing_up(
    alone: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MOORING_COUNTRY", united_kingdom)
    lead = officers.social_worker
    assert "The law of this country does not answer this here" in page(visit(lead), reverse("child", args=[alone]))
    write_plan(by=lead, case=alone, needs={}, assent="agreed")
    with refused("best for the child"):
        child_life.trace_family(by=lead, case=alone, traced_by="red_cross")


def test_an_adult_has_no_path_of_a_child(case: Case, officers: Cast) -> None:
    with refused("not treated as a child"):
        deeds.record_path(by=officers.social_worker, case=case, came="unaccompanied")
    with acting_as(officers.social_worker):
        assert not ChildPath.objects.filter(case=case).exists()
        assert not RepresentativeWord.objects.exists()
