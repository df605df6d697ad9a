"""Rooms are changed and closed from the page of the house, a free bed leads to a case, and paid nights warn as the house agreed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import Deadline
from mooring.housing import actions, by_the_clock
from mooring.housing.free_beds import free_beds
from mooring.housing.models import BedUse, HouseContract, Unit
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Notice
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.housing.houses_to_try import a_case, a_house, as_seen, beds_of, lived_in
from tests.housing.refusing import refused_because
from tests.visiting import page, visit


def links(words: str, pattern: str) -> list[str]:
    return re.findall(rf'href="({pattern})"', words)


@pytest.mark.parametrize("who", ["shelter", "coordinator"])
def test_a_room_is_changed_from_the_page_of_the_house_and_not_closed_over_somebodys_head(
    who: str, officers: Cast
) -> None:
    house = a_house(officers, beds=2)
    first, other = beds_of(officers, house)
    stay = lived_in(officers, bed=first)
    client, at = visit(getattr(officers, who)), reverse("house", args=[reference("house", house.pk)])
    rooms = links(page(client, at), r"/houses/[^\"]+/rooms/[^\"]+/change/")
    assert len(rooms) == 2
    with acting_as(officers.shelter):
        was = Unit.objects.get(pk=first.unit_id).card.called
        of = {bed.pk: f"{at}rooms/{reference('unit', bed.unit_id)}/change/" for bed in (first, other)}
    told = {"called": "Garden room", "kind": "shared_room", "more_beds": 1, "more_cots": 1, "step_free": "on"}
    answer = client.post(of[first.pk], {**told, "closed": "repair"})
    assert answer.status_code == 422
    assert "1 person lives in this room or is expected there." in answer.content.decode()
    assert "Garden room" in answer.content.decode(), "what was typed stays"
    with acting_as(officers.shelter):
        assert not BedUse.objects.exists()
        assert Unit.objects.get(pk=first.unit_id).card.called == was, "nothing of it was done"
    assert client.post(of[first.pk], told).status_code == 302
    assert "Garden room" in page(client, at)
    assert client.post(of[other.pk], {**told, "called": "Attic", "closed": "repair"}).status_code == 302
    with acting_as(officers.social_worker):
        free = [one.bed.in_words for one in free_beds(clock.today())]
        assert free == ["Garden room · 2", "Garden room · 3"], "the beds put in, and none of the closed room"
        with pytest.raises(Refused):
            actions.offer(by=officers.social_worker, case=a_case(officers), bed=other)
    assert client.post(of[other.pk], {**told, "called": "Attic", "more_beds": 0, "more_cots": 0}).status_code == 302
    with acting_as(officers.social_worker):
        assert len(free_beds(clock.today())) == 5, "it is open again"
    actions.leave(by=officers.shelter, stay=as_seen(officers.shelter, stay), how="planned")
    assert client.post(of[first.pk], {**told, "closed": "no_staff"}).status_code == 302


def test_no_stranger_changes_a_room_and_no_room_of_another_house(officers: Cast) -> None:
    house, another = a_house(officers), a_house(officers)
    with acting_as(officers.shelter):
        unit = Unit.objects.filter(house=another).first()
        assert unit
        address = reverse("unit_change", args=[reference("house", house.pk), reference("unit", unit.pk)])
        own = reverse("unit_change", args=[reference("house", another.pk), reference("unit", unit.pk)])
    assert visit(officers.shelter).get(address).status_code == 404
    for who in ("stranger", "police", "social_worker", "planner"):
        assert visit(getattr(officers, who)).get(own).status_code in (403, 404), who
    with refused_because("at most 40 beds"):
        actions.change_unit(
            by=officers.shelter, house=another, unit=unit, called="Hall", kind="flat", more_beds=30, more_cots=20
        )


def test_a_bed_free_tonight_leads_to_a_case_the_officer_works_with_and_to_that_house_on_its_list(
    officers: Cast,
) -> None:
    house, team = a_house(officers), officers.social_worker
    mine, waiting, theirs = a_case(officers), a_case(officers), casework.open_case(by=officers.stranger)
    actions.put_on_waiting_list(by=team, case=waiting, groups=["women"])
    client = visit(team)
    (choose,) = links(page(client, reverse("beds")), r"/beds/[^\"]+/for/")
    shown = page(client, choose)
    assert theirs.pseudonym not in shown
    to = links(shown, r"/cases/[^\"]+/place/\?house=[^\"]+#house")
    assert [address.split("/")[2] for address in to] == [waiting.pseudonym, mine.pseudonym], "who waits stands first"
    opened = page(client, to[0].partition("#")[0])
    assert "The house you came from" in opened
    with acting_as(team):
        assert opened.index(house.in_words) < opened.index("Possible tonight")
    other = officers.stranger
    casework.give_access(by=team, case=mine, compartment=Compartment.SUPPORT, desk=other.desk, may_write=False)
    listed = page(visit(other), choose)
    assert theirs.pseudonym in listed
    assert mine.pseudonym not in listed, "who only reads a plan asks no house"
    for who in ("police", "shelter", "assessor"):
        assert visit(getattr(officers, who)).get(choose).status_code in (403, 404), who
    assert client.get(reverse("bed_for", args=["no-such-house"])).status_code == 404


def test_a_house_agrees_when_it_is_warned_and_the_warning_reaches_the_day(officers: Cast) -> None:
    stay, team, keeper = lived_in(officers), officers.social_worker, officers.shelter
    house_side, today = visit(keeper), clock.today()
    price = reverse("house_price", args=[reference("house", stay.house_id)])
    sent = {"night_minor": "950", "since": today.isoformat(), "warn_days": "14, 5"}
    assert house_side.post(price, {**sent, "warn_days": "soon"}).status_code == 422
    assert house_side.post(price, sent).status_code == 302
    with acting_as(keeper):
        assert HouseContract.objects.standing().get(house=stay.house_id).warn_days == [14, 5]
    assert "warned 14, 5 days before" in page(house_side, reverse("house", args=[reference("house", stay.house_id)]))
    client, until = visit(team), today + timedelta(days=20)
    paid = {"payer": "municipality", "paid_until": until.isoformat()}
    assert client.post(reverse("stay_pay_until", args=[stay.reference]), paid).status_code == 302
    with acting_as(team):
        due = Deadline.objects.open().get(case=stay.case, kind="stay.paid_until")
        assert due.due_at == clock.end_of(until - timedelta(days=5)), "the last day of warning"
    warned = {}
    for days in range(21):
        with clock.at(clock.now() + timedelta(days=days)):
            warned[days] = by_the_clock.warn_of_paid_nights()
    assert [day for day, number in warned.items() if number] == [6, 15]
    for officer in (team, keeper):
        with acting_as(officer):
            assert Notice.objects.filter(officer=officer, kind="stay.paid_until").count() == 2
    with clock.at(due.due_at - timedelta(hours=6)):
        assert "The paid nights run out" in page(visit(team), reverse("day"))
