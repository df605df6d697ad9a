"""Every house is weighed with its reasons for a person; none is chosen by the machine, and the list tells nobody where another lives."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Event
from mooring.casework.own_file import Part
from mooring.housing.actions import safety_zones as deeds
from mooring.housing.models import Declined, KeepApart, SafetyZone, Stay
from mooring.housing.placing import Placing, choose, is_kept_apart, placing, stay_is_kept_apart
from mooring.housing.placing_words import own_file
from mooring.housing.suitability import FreeBed, Person, Place, Suited, suited
from mooring.identification import actions as identification
from mooring.law import NotProvidedFor, country
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.web.doors.placing import PLACING_DOORS
from tests.cast import Cast
from tests.housing.houses_to_try import a_case, a_house, as_seen, beds_of, lived_in, offered
from tests.housing.refusing import refused_because
from tests.visiting import page, visit

TODAY = date(2026, 11, 23)
GROUPS = st.lists(st.sampled_from(["women", "men", "trans", "families", "access"]), max_size=3).map(tuple)
REGIONS = st.sampled_from(["DK-81", "DK-82", "DK-84"])
PERSONS = st.builds(
    Person,
    groups=GROUPS,
    languages=st.lists(st.sampled_from(["ro", "es", "th"]), max_size=2).map(tuple),
    children=st.integers(0, 3),
    security=st.sampled_from(["ordinary", "staffed", "secret"]),
    region=REGIONS,
    avoid=st.frozensets(REGIONS, max_size=2),
)
BEDS = st.lists(st.builds(FreeBed, st.integers(1, 3), GROUPS), max_size=5).map(tuple)
PLACES = st.builds(
    Place,
    region=REGIONS,
    free=BEDS,
    languages=st.lists(st.sampled_from(["ro", "es", "th"]), max_size=2).map(tuple),
    security=st.sampled_from(["ordinary", "staffed", "secret"]),
    takes_new=st.booleans(),
    open_until=st.none() | st.dates(TODAY, TODAY + timedelta(days=90)),
)


def codes(found: Suited) -> set[str]:
    return {why.code for why in found.all}


@given(PERSONS, PLACES)
def test_each_house_has_reasons_and_what_rules_it_out_puts_it_last(person: Person, place: Place) -> None:
    found = suited(person, place, TODAY)
    assert found.reasons
    assert found.is_possible == (found.place_in_order[0] == 0)
    if place.region in person.avoid:
        assert "safety_zone" in codes(found)
        assert not found.is_possible
    if found.is_possible:
        assert found.beds > person.children
    # Whom a person must be kept apart from changes nothing in the order: it would tell where the other lives.
    apart = suited(Person(**{**person.__dict__, "kept_apart": True}), place, TODAY)
    assert apart.place_in_order == found.place_in_order
    assert codes(apart) - codes(found) == {"ask_the_house"}


@given(PERSONS, PLACES)
def test_a_language_in_common_never_speaks_against_a_house(person: Person, place: Place) -> None:
    spoken = Place(**{**place.__dict__, "languages": (*place.languages, *person.languages)})
    assert suited(person, spoken, TODAY).place_in_order <= suited(person, place, TODAY).place_in_order


def test_no_answer_of_a_house_says_that_somebody_is_there() -> None:
    """Else a team that was told to keep apart from somebody would learn, by asking, in which house that person lives."""
    answers = " ".join(f"{code} {words}" for code, words in Declined.choices).lower()
    assert "somebody" not in answers
    assert "together" not in answers


def told(officers: Cast, case: Case, *, gender: str = "woman", basis: str = "none", **more: object) -> Case:
    lead = officers.social_worker
    identification.record_person(by=lead, case=case, gender=gender, age_years=30, **more)  # type: ignore[arg-type]
    identification.record_residence(by=lead, case=case, basis=basis, known_how="said_by_person")
    return case


def list_for(officer: Officer, case: Case) -> Placing:
    with acting_as(officer):
        return placing(case)


def test_a_trans_woman_is_offered_the_house_for_women_and_a_man_learns_why_not(officers: Cast) -> None:
    house, lead = a_house(officers), officers.social_worker
    woman, man = told(officers, a_case(officers), gender="trans_woman"), told(officers, a_case(officers), gender="man")
    assert house.pk in {one.house.pk for one in list_for(lead, woman).possible}
    passed = list_for(lead, man).house(house.pk)
    assert passed is not None
    assert {"may_not", "not_for_the_group"} <= codes(passed.suited)
    assert passed.finding is not None
    assert "private_lodging" in passed.finding.codes("instead"), "a no says what else may be offered"
    bed = beds_of(officers, house)[0]
    with pytest.raises(NotProvidedFor):
        choose(by=lead, case=man, house=house, bed=bed)
    assert choose(by=lead, case=woman, house=house, bed=bed).groups == ["women", "trans"]


def test_a_region_to_keep_away_from_rules_its_houses_out_until_it_is_safe_again(officers: Cast) -> None:
    near, far, lead = a_house(officers, region="DK-84"), a_house(officers, region="DK-82"), officers.social_worker
    case = told(officers, a_case(officers))
    zone = deeds.set_safety_zone(by=lead, case=case, regions=["DK-84"], words="Kanariegade")
    found = list_for(lead, case)
    assert [one.house.pk for one in found.possible] == [far.pk]
    assert near.pk in {one.house.pk for one in found.passed_over}, "it is shown, with the reason"
    bed = beds_of(officers, near)[0]
    with refused_because("keep away"):
        choose(by=lead, case=case, house=near, bed=bed)
    deeds.end_safety_zone(by=lead, zone=zone)
    assert {one.house.pk for one in list_for(lead, case).possible} == {near.pk, far.pk}
    with pytest.raises(Refused):
        deeds.set_safety_zone(by=lead, case=case, regions=["nowhere"])
    with acting_as(lead):
        kinds = set(Event.objects.filter(case=case).values_list("kind", flat=True))
        parts: list[Part] = list(own_file(lead, case))
    assert {"safety_zone.set", "safety_zone.end"} <= kinds
    assert "Kanariegade" in str(parts), "and the person may read it"
    with acting_as(officers.stranger):
        assert not SafetyZone.objects.exists()


def test_whoever_must_be_kept_apart_learns_of_no_house_where_the_other_lives(officers: Cast) -> None:
    lead, keeper = officers.social_worker, officers.shelter
    living = lived_in(officers)
    case, other = told(officers, a_case(officers)), Case(pk=living.case_id)
    empty = a_house(officers, region="DK-82")
    before = [one.house.pk for one in list_for(lead, case).possible]
    deeds.keep_apart(by=lead, case=case, other=other, words="Her brother.")
    after = list_for(lead, case)
    assert [one.house.pk for one in after.possible] == before, "the order tells nothing"
    assert all("ask_the_house" in codes(one.suited) for one in after.possible), "each house has the same answer"
    with acting_as(lead):
        assert is_kept_apart(other), "the other side is protected too"
        assert not Event.objects.filter(kind="keep_apart.set").exists(), "no timeline tells of it"
    with acting_as(lead):
        taken = living.look_again().bed_id
    free = next(bed for bed in beds_of(officers, living.house) if bed.pk != taken)
    stay = choose(by=lead, case=case, house=living.house, bed=free)
    elsewhere = offered(officers, bed=beds_of(officers, empty)[0])
    with acting_as(keeper):
        assert stay_is_kept_apart(as_seen(keeper, stay)), "the house is told that two are"
        assert not stay_is_kept_apart(as_seen(keeper, elsewhere))
        assert not KeepApart.objects.exists(), "and not who"
    with acting_as(lead):
        assert not stay_is_kept_apart(stay), "a team is not told at all"


def test_nobody_keeps_apart_from_a_case_that_is_not_open_to_her(officers: Cast) -> None:
    mine, theirs = a_case(officers), casework.open_case(by=officers.stranger)
    with pytest.raises(DatabaseError), transaction.atomic():
        deeds.keep_apart(by=officers.social_worker, case=mine, other=theirs)
    client, address = visit(officers.social_worker), reverse("apart_new", args=[mine])
    for pseudonym in (theirs.pseudonym, "DK-2222-2222-2"):
        answer = client.post(address, {"other": pseudonym, "words": "kept words"})
        assert answer.status_code == 422
        assert "No case of this pseudonym is open to you" in answer.content.decode()
        assert "kept words" in answer.content.decode()


def names(path_of: dict[str, list[object]], door: str) -> str:
    return reverse(door, args=path_of[door])


@pytest.mark.parametrize(
    ("who", "opened"),
    [
        (
            "social_worker",
            {"place", "place_needs", "zone_new", "zone_end", "apart_new", "place_ask", "door_sheet", "handover_write"},
        ),
        (
            "shelter",
            {"door_sheet", "house_log", "incident_new", "house_compromise", "house_propose", "house_reopen", "to_move"},
        ),
        ("coordinator", {"house_log", "house_compromise", "house_propose", "house_reopen", "to_move"}),
        ("stranger", set()),
        ("police", set()),
        ("caseworker", set()),
    ],
)
def test_each_door_opens_to_who_has_the_verb_and_stands_on_that_side(
    who: str, opened: set[str], officers: Cast
) -> None:
    lead = officers.social_worker
    stay = offered(officers)
    with acting_as(lead):
        case = Case.objects.get(pk=stay.case_id)
    zone = deeds.set_safety_zone(by=lead, case=case, regions=["DK-81"])
    casework.give_access(by=lead, case=case, compartment=Compartment.CORE, desk=officers.caseworker.desk)
    house = reference("house", stay.house_id)
    sheet: list[object] = [stay.reference]
    of: dict[str, list[object]] = {
        "zone_end": [case, reference("zone", zone.pk)],
        "apart_end": [case, reference("apart", 7)],
        "place_ask": [case, house],
        "to_move": [],
        **{name: [case] for name in ("place", "place_needs", "zone_new", "apart_new")},
        **dict.fromkeys(("door_sheet", "handover_write", "handover_print"), sheet),
        **{
            name: [house] for name in ("house_log", "incident_new", "house_compromise", "house_propose", "house_reopen")
        },
    }
    client = visit(getattr(officers, who))
    answers = {door.name: client.get(names(of, door.name)) for door in PLACING_DOORS}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == opened
    if who == "stranger":
        for name, answer in answers.items():
            assert answer.status_code == (
                403 if name in ("house_log", "incident_new", "to_move") or name.startswith("house_") else 404
            )
            assert "DK-" not in re.sub(r"/cases/DK-[A-Z0-9-]+/", "", answer.content.decode())


def test_the_page_says_what_is_open_tonight_and_asks_the_house_that_was_chosen(officers: Cast) -> None:
    house, case = a_house(officers), a_case(officers)
    client = visit(officers.social_worker)
    shown = page(client, reverse("place", args=[case]))
    assert "Open tonight:" in shown
    with acting_as(officers.social_worker):
        assert house.in_words in shown
    ask = reverse("place_ask", args=[case, list_for(officers.social_worker, case).possible[0].named])
    answer = client.post(ask, {"bed": "no such bed", "begins": "2026-11-30"})
    assert answer.status_code == 422
    assert "2026-11-30" in answer.content.decode(), "what was typed stays"
    chosen = re.search(r'name="bed"[^>]*value="([^"]+)"', page(client, ask))
    assert chosen
    with acting_as(officers.social_worker):
        today = clock.today().isoformat()
    answer = client.post(ask, {"bed": chosen[1], "begins": today})
    assert answer.status_code == 302
    with acting_as(officers.social_worker):
        assert Stay.objects.get(case=case).standing.state == "offered"


@pytest.mark.parametrize("name", ["united_kingdom", "council_of_europe"])
def test_where_the_law_does_not_answer_the_page_says_so_and_houses_are_still_found(name: str, officers: Cast) -> None:
    house, case = a_house(officers), a_case(officers)
    with override_settings(MOORING_COUNTRY=country(name)):
        found = list_for(officers.social_worker, case)
        assert [one.house.pk for one in found.possible] == [house.pk]
        assert "law_not_answered" in codes(found.possible[0].suited)
        assert "The law of this country does not answer" in page(
            visit(officers.social_worker), reverse("place", args=[case])
        )
