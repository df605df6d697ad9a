"""Houses and their beds on the pages: who keeps them, who sees them, what a night costs, and for whom there is no place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.housing import actions
from mooring.housing.cost import Price, by_month, nights, total
from mooring.housing.free_beds import tonight
from mooring.housing.models import House, HouseCard, HouseContract
from mooring.housing.occupancy import gaps, nights_between
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refused
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.housing.houses_to_try import ADDRESS, a_case, a_house, as_seen, lived_in, offered
from tests.visiting import page, visit

NEW = {
    "desk": "haven-house",
    "kind": "crisis_centre",
    "region": "DK-84",
    "groups": ["women"],
    "security": "secret",
    "address": ADDRESS,
}


def test_who_keeps_a_house_enters_it_with_its_beds_on_the_pages_and_every_desk_sees_them_free(officers: Cast) -> None:
    keeper = visit(officers.shelter)
    wrong = keeper.post("/houses/new/", NEW | {"groups": [], "called": "House by the water"})
    assert wrong.status_code == 422
    assert "House by the water" in wrong.content.decode()
    made = keeper.post("/houses/new/", NEW)
    assert made.status_code == 302, made.content.decode()
    address = made["Location"]
    keeper.post(f"{address}rooms/new/", {"called": "Room 1", "kind": "single_room", "beds": "2", "cots": "0"})
    keeper.post(f"{address}price/", {"night_minor": "950.50", "since": clock.today().isoformat()})
    shown = page(keeper, address)
    assert ADDRESS in shown
    assert "950" in shown
    for who in ("social_worker", "hotline", "coordinator"):
        free = page(visit(getattr(officers, who)), "/beds/?group=women")
        assert "Crisis centre · Capital Region" in free, who
        assert ADDRESS not in free
    assert "No bed is free for this group tonight" in page(visit(officers.hotline), "/beds/?group=men")


def test_the_house_accepts_and_leads_the_stay_on_its_pages_without_the_case(officers: Cast) -> None:
    stay = offered(officers)
    keeper, team = visit(officers.shelter), visit(officers.social_worker)
    at = f"/stays/{stay.reference}/"
    assert stay.case.pseudonym not in page(keeper, at)
    assert keeper.post(f"{at}accept/").status_code == 302
    assert keeper.post(f"{at}arrive/", {"on": (clock.today() + timedelta(days=3)).isoformat()}).status_code == 422
    assert keeper.post(f"{at}arrive/", {"on": clock.today().isoformat()}).status_code == 302
    assert ADDRESS in page(team, at)
    assert team.post(f"{at}paid/", {"payer": "municipality", "paid_until": "2020-01-01"}).status_code == 422
    until = (clock.today() + timedelta(days=20)).isoformat()
    assert team.post(f"{at}paid/", {"payer": "municipality", "paid_until": until}).status_code == 302
    assert "Municipality" in page(keeper, at)
    assert keeper.post(f"{at}missing/").status_code == 302
    assert "The person is missing" in page(team, at)
    assert "The person is back" in page(keeper, at)
    assert "paid until" in page(team, f"/cases/{stay.case}/panels/housing/")
    assert team.post(f"{at}leave/", {"how": "missing", "on": clock.today().isoformat()}).status_code == 302
    assert ADDRESS not in page(team, at)


@pytest.mark.parametrize("who", ["stranger", "police", "departure", "statistician", "administrator", "caseworker"])
def test_at_every_door_of_a_house_and_a_stay_others_find_nothing(who: str, officers: Cast) -> None:
    stay = offered(officers)
    house = f"/houses/{reference('house', stay.house_id)}/"
    other = visit(getattr(officers, who))
    doors = [house, f"{house}change/", f"{house}address/", f"{house}opening/", f"{house}price/", f"{house}rooms/new/"]
    steps = ("", "accept/", "decline/", "withdraw/", "arrive/", "bed/", "missing/", "back/", "move/", "leave/", "paid/")
    doors += [f"/stays/{stay.reference}/{step}" for step in steps]
    doors += [f"/cases/{stay.case}/place/wait/", f"/cases/{stay.case}/place/wait/end/", "/beds/figures/"]
    for door in doors:
        assert other.get(door).status_code in (403, 404), door
    for step in ("accept/", "missing/"):
        assert other.post(f"/stays/{stay.reference}/{step}").status_code in (403, 404)


def test_a_case_can_wait_and_the_centre_sees_how_many_men_wait_but_not_who(officers: Cast) -> None:
    a_house(officers)
    case, team = a_case(officers), visit(officers.social_worker)
    assert team.post(f"/cases/{case}/place/wait/", {"groups": [], "urgency": "tonight"}).status_code == 422
    wish = {"groups": ["men"], "urgency": "tonight", "region": "DK-82"}
    assert team.post(f"/cases/{case}/place/wait/", wish).status_code == 302
    assert case.pseudonym in page(team, "/beds/")
    centre = visit(officers.coordinator)
    shown = page(centre, "/beds/figures/")
    assert "For whom there is no place" in shown
    assert case.pseudonym not in shown
    assert case.pseudonym not in page(centre, "/beds/")
    with acting_as(officers.coordinator):
        (men,) = [gap for gap in gaps(tonight()) if gap.group == "men"]
        assert (men.waiting, men.free, men.missing) == (1, 0, 1)
    new = {"desk": "centre-coordination", "region": "DK-82", "groups": ["men"], "beds": "2", "address": ADDRESS}
    assert centre.post("/beds/alternative/", new | {"beds": "0"}).status_code == 422
    assert centre.post("/beds/alternative/", new).status_code == 302
    with acting_as(officers.coordinator):
        (men,) = [gap for gap in gaps(tonight()) if gap.group == "men"]
        assert (men.free, men.missing) == (2, 0)
    assert "2 beds fit" in page(team, "/beds/")
    assert centre.get("/beds/figures/picture/")["Content-Type"] == "image/svg+xml"


def test_who_was_turned_away_for_want_of_place_is_counted_until_a_place_was_found(officers: Cast) -> None:
    stay = offered(officers, groups=["women"])
    actions.decline(by=officers.shelter, stay=as_seen(officers.shelter, stay), reason="full")

    def turned_away() -> int:
        with acting_as(officers.coordinator):
            return next(gap.turned_away for gap in gaps(tonight()) if gap.group == "women")

    assert turned_away() == 1
    again = offered(officers, case=stay.case)
    actions.accept(by=officers.shelter, stay=as_seen(officers.shelter, again))
    assert turned_away() == 0


def test_nights_are_counted_by_the_centre_and_by_the_house_and_by_nobody_else(officers: Cast) -> None:
    lived_in(officers)
    today = clock.today()
    for who, number in (("coordinator", 1), ("shelter", 1), ("social_worker", 0), ("stranger", 0), ("statistician", 0)):
        with acting_as(getattr(officers, who)):
            assert len(nights_between(today, today)) == number, who
    with acting_as(officers.coordinator):
        assert nights_between(today, today)[0].before_identification is True
    with acting_as(officers.shelter):
        assert nights_between(today, today)[0].before_identification is None


def test_nobody_but_its_keepers_and_the_centre_changes_a_house_and_what_it_was_stays_on_record(officers: Cast) -> None:
    house = a_house(officers)
    for who in ("stranger", "social_worker"):
        with pytest.raises(Refused):
            actions.change_house(by=getattr(officers, who), house=house, region="DK-81", groups=["men"])
    for who, region in (("night_shelter", "DK-82"), ("coordinator", "DK-81")):
        actions.change_house(by=getattr(officers, who), house=house, region=region, groups=["women"])
    with acting_as(officers.coordinator):
        assert House.objects.get(pk=house.pk).card.region == "DK-81"
        assert HouseCard.objects.filter(house=house).count() == 3
        with pytest.raises(Refused, match="tell_address"):
            actions.tell_address(by=officers.coordinator, house=house, address="Elsewhere 1")
    with acting_as(officers.social_worker):
        assert not HouseContract.objects.exists()


def test_the_centre_enters_a_house_for_another_desk_and_cannot_open_its_address_afterwards(officers: Cast) -> None:
    by, desk = officers.coordinator, officers.shelter.desk
    house = actions.enter_house(by=by, desk=desk, kind="hotel", region="DK-84", groups=["men"], address=ADDRESS)
    with clock.at(clock.now() + timedelta(minutes=1)):
        with acting_as(officers.shelter):
            assert House.objects.get(pk=house.pk).address == ADDRESS
        with acting_as(officers.coordinator):
            assert House.objects.get(pk=house.pk).address == ""
            with pytest.raises(CannotOpen):
                keys.data_key(house.pk)


PRICES = [Price(date(2026, 1, 1), date(2026, 2, 15), 100_00), Price(date(2026, 2, 1), None, 120_00)]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    from_day=st.integers(0, 180),
    stayed=st.one_of(st.none(), st.integers(0, 200)),
    last_day=st.integers(0, 365),
)
def test_every_night_is_counted_once_and_paid_at_the_price_of_that_night(
    from_day: int, stayed: int | None, last_day: int
) -> None:
    begins, last = (date(2025, 12, 1) + timedelta(days=days) for days in (from_day, last_day))
    ends = None if stayed is None else begins + timedelta(days=stayed)
    slept = list(nights(begins, ends, begins, last))
    months = by_month(begins, ends, begins, last, PRICES)
    whole = total(months.values())
    assert whole.nights == len(slept) == len(set(slept))
    assert sum(one.nights for (year, month), one in months.items() if (year, month) == (2026, 3)) == sum(
        (night.year, night.month) == (2026, 3) for night in slept
    )
    before = sum(night < date(2026, 1, 1) for night in slept)
    january = sum(date(2026, 1, 1) <= night < date(2026, 2, 1) for night in slept)
    assert whole.unpriced == before
    assert whole.minor == january * 100_00 + (len(slept) - before - january) * 120_00
    if ends is not None:
        assert ends not in slept
