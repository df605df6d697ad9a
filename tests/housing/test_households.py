"""A parent with children: as many beds of one house as it takes, all or none; they come and go together unless somebody says otherwise."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from mooring.casework.models import Case, Deadline, Event
from mooring.housing import actions, by_the_clock, occupancy
from mooring.housing.actions.safety_zones import note_place_needs
from mooring.housing.free_beds import free_beds, tonight
from mooring.housing.household import in_words, most_together
from mooring.housing.models import Bed, House, Stay, StayArrival, StayStep
from mooring.housing.placing import choose, placing
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Notice, Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.housing.houses_to_try import a_case, a_house, as_seen, beds_of, lived_in, offered
from tests.housing.refusing import refused_because
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
FAMILY, FAMILIES, SINGLES, BEDS = 3, 6, 8, 7


def a_family_house(officers: Cast) -> House:
    """Two rooms for one, and a family room with two beds and a cot."""
    house, keeper = a_house(officers), officers.shelter
    actions.add_unit(by=keeper, house=house, called="Under the roof", kind="family_room", beds=2, cots=1)
    return house


def a_family(officers: Cast, house: House | None = None) -> Stay:
    """A parent asked for with two children in beds of their own."""
    beds = beds_of(officers, house or a_family_house(officers))
    grown = [bed for bed in beds if not bed.is_a_cot]
    return offered(officers, bed=grown[0], groups=["women", "families"], children_beds=grown[1:3], children=2)


def stands(officers: Cast, stay: Stay) -> list[str]:
    """Where the parent's stay stands, and those of the children."""
    with acting_as(officers.shelter):
        every = [Stay.objects.get(pk=stay.pk), *Stay.objects.filter(beside=stay).order_by("recorded_at", "pk")]
        return [one.standing.state for one in every]


def children_of(officers: Cast, stay: Stay) -> list[Stay]:
    with acting_as(officers.shelter):
        found = Stay.objects.filter(beside=stay).select_related("house__desk", "from_desk", "contact", "beside")
        return list(found.order_by("recorded_at", "pk"))


def test_families_and_singles_who_ask_at_once_never_get_half_a_family_nor_one_bed_twice(own_database: str) -> None:
    officers = Cast()
    beds = [bed.pk for bed in beds_of(officers, a_house(officers, beds=BEDS))]
    asking = FAMILIES + SINGLES
    cases = [a_case(officers).pk for _ in range(asking)]
    here, ready = dict(connection.settings_dict), threading.Barrier(asking)

    def ask(number: int) -> object:
        connection.settings_dict.update(here)
        try:
            by = Officer.objects.get(email="social_worker@test.invalid")
            # Each family asks for three neighbouring beds, some of them the other way round; each single for one.
            wanted = [beds[(number + n) % BEDS] for n in range(FAMILY if number < FAMILIES else 1)]
            with acting_as(by):
                case = Case.objects.get(pk=cases[number])
                found = Bed.objects.select_related("house", "unit").in_bulk(wanted)
            first, *others = [found[key] for key in (wanted[::-1] if number % 2 else wanted)]
            ready.wait(60)
            return actions.offer(by=by, case=case, bed=first, groups=["women"], children_beds=others)
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(asking) as threads:
        results = list(threads.map(ask, range(asking)))
    assert all("just taken" in one.refusal.reason for one in results if isinstance(one, Refused))
    won = [number for number, one in enumerate(results) if isinstance(one, Stay)]
    assert won
    with acting_as(officers.social_worker):
        held = Counter(StayStep.objects.standing().values_list("bed", flat=True))
        of_case = Counter(StayStep.objects.standing().values_list("stay__case", flat=True))
        rows = Counter(Stay.objects.values_list("case", flat=True))
    assert set(held.values()) == {1}, "no bed twice"
    assert of_case == rows == {cases[number]: FAMILY if number < FAMILIES else 1 for number in won}, (
        "and no half family"
    )


def test_a_household_comes_and_goes_in_one_step_and_each_of_its_beds_is_counted(officers: Cast) -> None:
    house, keeper = a_family_house(officers), officers.shelter
    stay, all_beds = a_family(officers, house), len(beds_of(officers, house))
    with acting_as(officers.social_worker):
        assert len(free_beds(clock.today())) == all_beds - FAMILY
        assert [tonight()[0].free_for(group) for group in ("women", "families")] == [1, 2], (
            "a cot is no bed for a grown-up"
        )
    assert stands(officers, stay) == ["offered"] * FAMILY
    child = children_of(officers, stay)[0]
    for alone in (actions.accept, actions.arrive):
        with pytest.raises(Refused):
            alone(by=keeper, stay=child)
    for deed in (actions.accept, actions.arrive):
        deed(by=keeper, stay=as_seen(keeper, stay))
    assert stands(officers, stay) == ["arrived"] * FAMILY
    with acting_as(officers.social_worker):
        told_of = Counter(Event.objects.filter(case=stay.case, kind__startswith="stay.").values_list("kind", flat=True))
        assert told_of == {"stay.offer": 1, "stay.accept": 1, "stay.arrive": 1}, "one line for the household"
        assert StayArrival.objects.count() == 1
    with acting_as(keeper):
        assert len(occupancy.nights_between(clock.today(), clock.today())) == FAMILY
        assert Notice.objects.filter(officer=keeper, kind="stay.offered").count() == 1
    actions.leave(by=keeper, stay=as_seen(keeper, stay), how="planned")
    assert stands(officers, stay) == ["left"] * FAMILY
    with acting_as(officers.social_worker):
        assert house.address == "", "the address is closed once all of them have left"


def test_a_child_who_moved_apart_is_left_where_it_is_and_who_is_missing_is_said_of_each(officers: Cast) -> None:
    stay, keeper, team = a_family(officers), officers.shelter, officers.social_worker
    for deed in (actions.accept, actions.arrive):
        deed(by=keeper, stay=as_seen(keeper, stay))
    one, other = children_of(officers, stay)
    actions.pay_until(by=team, stay=as_seen(team, stay), payer="municipality", paid_until=clock.today())
    with refused_because("parent's stay"):
        actions.pay_until(by=team, stay=as_seen(team, one), payer="municipality", paid_until=clock.today())

    def waits_for() -> set[str]:
        with acting_as(team):
            return set(Deadline.objects.open().filter(case=stay.case).values_list("kind", flat=True))

    actions.move_on(by=team, stay=one)
    assert stands(officers, stay) == ["arrived", "moved", "arrived"]
    assert "stay.paid_until" in waits_for(), "the others still live there"
    actions.report_missing(by=keeper, stay=as_seen(keeper, stay), children_too=True)
    assert stands(officers, stay) == ["missing", "moved", "missing"]
    actions.come_back(by=keeper, stay=as_seen(keeper, stay))
    assert stands(officers, stay) == ["arrived", "moved", "missing"], "the child is not back because the parent is"
    assert "stay.missing" in waits_for()
    with acting_as(team):
        assert Notice.objects.filter(officer=team, kind="stay.missing").count() == 1
    actions.come_back(by=keeper, stay=as_seen(keeper, other))
    assert "stay.missing" not in waits_for()
    actions.leave(by=keeper, stay=as_seen(keeper, stay), how="planned")
    assert stands(officers, stay) == ["left", "moved", "left"]
    assert "stay.paid_until" not in waits_for()


def test_a_child_who_comes_later_gets_a_bed_beside_the_stay_that_runs_all_or_none(officers: Cast) -> None:
    keeper, team = officers.shelter, officers.social_worker
    house = a_family_house(officers)
    beds = sorted(beds_of(officers, house), key=lambda bed: bed.is_a_cot)
    stay = lived_in(officers, bed=beds[0], groups=["women"], children=1)
    address, client = reverse("stay_add_bed", args=[stay.reference]), visit(team)
    assert "child alone is missing" in page(client, stay.address), "how it is said of who sleeps beside the person"
    assert "A bed for a child" in page(client, address)
    taken = offered(officers, bed=beds[1])
    for wanted in ([beds[2], beds[1]], [beds[2], beds[2]], []):
        with pytest.raises(Refused):
            actions.add_beds(by=team, stay=as_seen(team, stay), beds=wanted)
    assert children_of(officers, stay) == [], "no half of it is held"
    assert client.post(address, {"begins": clock.today().isoformat()}).status_code == 422
    named = [reference("bed", bed.pk) for bed in beds[2:4]]
    assert client.post(address, {"beds": named, "begins": clock.today().isoformat()}).status_code == 302
    assert stands(officers, stay) == ["arrived", "offered", "offered"]
    one, other = children_of(officers, stay)
    with refused_because("just taken"):
        offered(officers, bed=beds[2])
    with clock.at(one.answer_by):
        assert by_the_clock.lapse() == 3, "the two, and the one asked for elsewhere: what nobody answers is free again"
    one, other, *_rest = actions.add_beds(by=team, stay=as_seen(team, stay), beds=beds[2:4])
    for deed in (actions.accept, actions.arrive):
        deed(by=keeper, stay=as_seen(keeper, one))
    with acting_as(team):
        assert StayArrival.objects.filter(case=stay.case).count() == 1, "the person arrived once"
    with pytest.raises(Refused):
        actions.add_beds(by=team, stay=as_seen(team, one), beds=[beds[4]])
    actions.leave(by=keeper, stay=as_seen(keeper, stay), how="planned")
    with acting_as(team):
        left, given_back = (Stay.objects.get(pk=child.pk).standing.state for child in (one, other))
        assert (left, given_back) == ("left", "withdrawn"), "who leaves takes along what was only held"
        assert len(free_beds(clock.today())) == len(beds), "all of them are free"
        assert Stay.objects.get(pk=taken.pk).standing.state == "lapsed"
    with pytest.raises(Refused, match="add_bed"):
        actions.add_beds(by=team, stay=as_seen(team, stay), beds=[beds[4]])
    with acting_as(team), pytest.raises(DatabaseError, match="beside the stay of its parent"), transaction.atomic():
        more = {"answer_by": clock.now(), "beside": stay, "recorded_by": team}
        Stay(case=stay.case, house=house, from_desk=team.desk, contact=team, **more).save(force_insert=True)


@pytest.mark.parametrize("who", ["shelter", "stranger", "coordinator", "police", "municipality"])
def test_only_the_team_of_the_parent_asks_for_a_childs_bed(who: str, officers: Cast) -> None:
    house, officer = a_family_house(officers), getattr(officers, who)
    beds = sorted(beds_of(officers, house), key=lambda bed: bed.is_a_cot)
    stay = lived_in(officers, bed=beds[0])
    with pytest.raises(Refused):
        actions.add_beds(by=officer, stay=stay, beds=[beds[1]])
    assert visit(officer).post(reverse("stay_add_bed", args=[stay.reference]), {}).status_code in (403, 404)
    assert children_of(officers, stay) == []


def test_the_clock_and_a_no_free_all_beds_of_a_household_and_count_it_once(officers: Cast) -> None:
    house = a_family_house(officers)
    first = a_family(officers, house)
    actions.decline(by=officers.shelter, stay=as_seen(officers.shelter, first), reason="full")
    assert stands(officers, first) == ["declined"] * FAMILY
    with acting_as(officers.coordinator):
        (families,) = (gap for gap in occupancy.gaps(tonight()) if gap.group == "families")
        assert families.turned_away == 1
    second = a_family(officers, house)
    with clock.at(second.answer_by):
        assert by_the_clock.lapse() == 1
        assert stands(officers, second) == ["lapsed"] * FAMILY


def test_the_database_lets_no_child_be_accepted_without_its_parent_nor_lie_in_another_case(officers: Cast) -> None:
    stay, keeper, team = a_family(officers), officers.shelter, officers.social_worker
    child = children_of(officers, stay)[0]
    with acting_as(keeper):
        before = child.standing
        step = StayStep(stay=child, state="accepted", bed=before.bed, begins=before.begins, recorded_by=keeper)
        with pytest.raises(DatabaseError, match="follows the stay of its parent"), transaction.atomic():
            before.supersede(step)
    other = a_case(officers)
    with acting_as(team):
        row = Stay(case=other, house=stay.house, from_desk=team.desk, contact=team, answer_by=clock.now(), beside=stay)
        row.recorded_by = team
        with pytest.raises(DatabaseError, match="beside the stay of its parent"), transaction.atomic():
            row.save(force_insert=True)


def test_a_family_finds_the_house_with_a_room_for_all_and_the_sheet_names_number_and_ages(officers: Cast) -> None:
    house, team = a_family_house(officers), officers.social_worker
    small, case = a_house(officers, beds=2), a_case(officers)
    note_place_needs(by=team, case=case, children=3, ages=[7, 0, 4], beside=1)
    with acting_as(team):
        found = placing(case)
        fits, too_small = found.house(house.pk), found.house(small.pk)
        assert fits
        assert too_small
        assert fits.suited.is_possible
        assert "together" in {why.code for why in fits.suited.reasons}
        assert "too_few" in {why.code for why in too_small.suited.reasons}
        own, theirs = most_together(fits.beds, 2)
        assert own
        assert {bed.unit.card.called for bed in (own, *theirs)} == {"Under the roof"}
    with refused_because("2 beds for the children"):
        choose(by=team, case=case, house=house, bed=beds_of(officers, house)[0])
    client, address = visit(team), reverse("place_ask", args=[case, fits.named])
    form = page(client, address)
    chosen = re.findall(r'value="([^"]+)"[^>]*checked', form)
    assert len(chosen) == 3, "a room for all is chosen beforehand"
    today = clock.today().isoformat()
    answer = client.post(address, {"bed": chosen[0], "children_beds": chosen[:2], "begins": today})
    assert answer.status_code == 422, "nobody shares the person's bed"
    answer = client.post(address, {"bed": chosen[0], "children_beds": chosen[1:], "begins": today})
    assert answer.status_code == 302
    words = "3 children: 0, 4 and 7 years old"
    assert in_words(3, [0, 4, 7]) == words
    assert words in page(client, answer["Location"]), "the sheet begins with them"
    assert client.post(answer["Location"], {"language": "Thai", "ring_tonight": "The night line"}).status_code == 302
    with acting_as(team):
        stay = Stay.objects.get(case=case, beside=None)
    actions.accept(by=officers.shelter, stay=as_seen(officers.shelter, stay))
    house_side = visit(officers.shelter)
    assert words in page(house_side, reverse("door_sheet", args=[stay.reference])), "though nobody wrote them"
    assert "3 children" in page(house_side, reverse("stay", args=[stay.reference]))
    for wrong in ({"ages": "7, 4"}, {"beside": 4}, {"ages": "minus 3, 2, 1"}):
        sent = {"children": 3, "ages": "0, 4, 7", "beside": 1, "security": "ordinary", **wrong}
        answer = client.post(reverse("place_needs", args=[case]), sent)
        assert answer.status_code == 422
        assert f'value="{next(iter(wrong.values()))}"' in answer.content.decode(), "what was typed stays"


def test_who_reports_a_parent_missing_is_asked_about_the_children(officers: Cast) -> None:
    stay, keeper = a_family(officers), officers.shelter
    for deed in (actions.accept, actions.arrive):
        deed(by=keeper, stay=as_seen(keeper, stay))
    client, address = visit(keeper), reverse("stay_missing", args=[stay.reference])
    assert "Are the children missing too?" in page(client, address)
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"children_too": "no"}).status_code == 302
    assert stands(officers, stay) == ["missing", "arrived", "arrived"]
    alone = lived_in(officers)
    assert visit(keeper).post(reverse("stay_missing", args=[alone.reference])).status_code == 302, "a button, as before"
