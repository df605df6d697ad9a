"""The log of a house, and an address that somebody knows: nobody new comes, every team is told, two hands open it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from mooring.casework.models import Deadline
from mooring.housing import actions
from mooring.housing.actions import incidents as deeds
from mooring.housing.free_beds import free_beds
from mooring.housing.models import Compromise, House, HouseCompromised, HouseIncident
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Notice, Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.housing.houses_to_try import a_house, as_seen, beds_of, lived_in, offered
from tests.housing.refusing import refused_because
from tests.visiting import page, visit

CANARY = "Kanarievogn"


def told(officer: Officer, kind: str) -> bool:
    with acting_as(officer):
        return Notice.objects.filter(officer=officer, kind=kind).exists()


def recorded(officers: Cast, house: House, severity: str = "serious") -> HouseIncident:
    return deeds.record_incident(
        by=officers.shelter,
        house=house,
        kind="stranger",
        severity=severity,
        happened_at=clock.now(),
        words=CANARY,
        done="The door was locked.",
        told=["police"],
    )


def test_the_words_of_the_log_are_read_in_the_house_alone_and_the_centre_sees_codes(officers: Cast) -> None:
    house = a_house(officers)
    recorded(officers, house, "minor")
    assert not told(officers.coordinator, "house.incident")
    recorded(officers, house)
    assert told(officers.coordinator, "house.incident")
    assert told(officers.night_shelter, "house.incident")
    address = reverse("house_log", args=[reference("house", house.pk)])
    assert CANARY in page(visit(officers.night_shelter), address)
    centre = page(visit(officers.coordinator), address)
    assert CANARY not in centre
    assert "Somebody unknown at the door" in centre
    for outsider in (officers.social_worker, officers.stranger, officers.police):
        with acting_as(outsider):
            assert not HouseIncident.objects.exists()
        assert visit(outsider).get(address).status_code in (403, 404)
    with refused_because("future"):
        deeds.record_incident(
            by=officers.shelter,
            house=house,
            kind="other",
            severity="minor",
            happened_at=clock.now() + timedelta(days=1),
        )


def test_an_address_that_is_known_moves_everybody_and_tells_every_team(officers: Cast) -> None:
    keeper, lead = officers.shelter, officers.social_worker
    living = lived_in(officers)
    house = living.house
    with acting_as(lead):
        taken = living.look_again().bed_id
    bed = next(bed for bed in beds_of(officers, house) if bed.pk != taken)
    expected = offered(officers, bed=bed)
    deeds.compromise_house(by=keeper, house=as_house(keeper, house))
    for officer, kind in (
        (officers.coordinator, "house.compromised"),
        (officers.night_shelter, "house.compromised"),
        (lead, "house.move_now"),
    ):
        if officer != keeper:
            assert told(officer, kind), kind
    with acting_as(lead):
        for stay in (living, expected):
            deadline = Deadline.objects.open().get(case_id=stay.case_id, kind="house.move_now")
            assert deadline.pen_desk_id == lead.desk.pk
        assert not [one for one in free_beds(clock.today()) if one.bed.house_id == house.pk], "no bed of it is free now"
        assert deeds.left_to_move() == [], "a team sees no list of a house"
    for officer in (keeper, officers.coordinator):
        with acting_as(officer):
            assert {left.reference for left in deeds.left_to_move()} == {living.reference, expected.reference}
    with refused_because("said already"):
        deeds.compromise_house(by=officers.coordinator, house=as_house(officers.coordinator, house))
    with refused_because("still lives there"):
        deeds.propose_reopening(by=keeper, house=as_house(keeper, house))
    actions.move_on(by=lead, stay=as_seen(lead, living))
    actions.withdraw(by=lead, stay=as_seen(lead, expected), reason="not_safe")
    with acting_as(lead):
        assert not Deadline.objects.open().filter(kind="house.move_now").exists(), "who has moved is done with"
    with acting_as(keeper):
        assert deeds.left_to_move() == []


def test_it_takes_two_hands_to_open_the_house_again(officers: Cast) -> None:
    keeper, house = officers.shelter, a_house(officers)
    bed = beds_of(officers, house)[0]
    deeds.compromise_house(by=keeper, house=house)
    with pytest.raises(Refused):
        offered(officers, bed=bed)
    deeds.propose_reopening(by=keeper, house=house)
    with refused_because("It takes two"):
        deeds.reopen_house(by=keeper, house=house)
    with acting_as(keeper), pytest.raises(DatabaseError), transaction.atomic():
        standing = deeds.standing_compromise(house)
        assert standing is not None
        standing.supersede(HouseCompromised(house=house, state=Compromise.OPEN, recorded_by=keeper))
    deeds.reopen_house(by=officers.coordinator, house=as_house(officers.coordinator, house))
    stay = offered(officers, bed=bed)
    with acting_as(keeper):
        assert as_seen(keeper, stay).standing.state == "offered"
    deeds.compromise_house(by=keeper, house=house)
    with acting_as(keeper):
        assert deeds.standing_compromise(house).state == Compromise.CLOSED  # type: ignore[union-attr]


def test_nobody_from_elsewhere_closes_a_house_or_writes_in_its_log(officers: Cast) -> None:
    house = a_house(officers)
    for outsider in (officers.social_worker, officers.stranger, officers.police, officers.statistician):
        with pytest.raises(Refused):
            deeds.compromise_house(by=outsider, house=house)
        with acting_as(outsider), pytest.raises(DatabaseError), transaction.atomic():
            HouseCompromised(house=house, recorded_by=outsider).save(force_insert=True)


def test_the_pages_ask_once_more_and_lead_to_the_list_of_who_is_left(officers: Cast) -> None:
    living = lived_in(officers)
    named = reference("house", living.house_id)
    client = visit(officers.shelter)
    written = {"kind": "address_known", "severity": "serious", "happened_at": "not a day", "words": CANARY}
    answer = client.post(reverse("incident_new", args=[named]), written)
    assert answer.status_code == 422
    assert CANARY in answer.content.decode()
    local = clock.now().strftime("%Y-%m-%dT%H:%M")
    answer = client.post(reverse("incident_new", args=[named]), written | {"happened_at": local})
    assert answer["Location"] == reverse("house_compromise", args=[named]), "an address that is known leads on"
    assert client.post(reverse("house_compromise", args=[named]), {}).status_code == 422
    answer = client.post(reverse("house_compromise", args=[named]), {"sure": "on"})
    assert answer["Location"] == reverse("to_move")
    shown = page(client, reverse("to_move"))
    assert living.reference in shown
    assert "DK-" not in shown


def as_house(officer: Officer, house: House) -> House:
    with acting_as(officer):
        return House.objects.select_related("desk__agency").get(pk=house.pk)
