"""Houses to try things in: kept by the cast, with rooms and beds; each step is a deed."""

from __future__ import annotations

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.housing import actions
from mooring.housing.models import Bed, House, Stay
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

ADDRESS = "Canary Quay 7, second floor"


def a_house(officers: Cast, beds: int = 2, **more: object) -> House:
    """A crisis centre for women, kept by the haven's desk, with a single room for each bed."""
    keeper = officers.shelter
    told = {"kind": "crisis_centre", "region": "DK-84", "groups": ["women", "families"], "telephone": "+45 00 00 00 07"}
    with acting_as(keeper):
        house = actions.enter_house(by=keeper, desk=keeper.desk, address=ADDRESS, **(told | more))  # type: ignore[arg-type]
        for number in range(1, beds + 1):
            actions.add_unit(by=keeper, house=house, called=f"Room {number}")
    return house


def beds_of(officers: Cast, house: House) -> list[Bed]:
    with acting_as(officers.shelter):
        return list(Bed.objects.filter(house=house).select_related("house", "unit").order_by("pk"))


def a_case(officers: Cast) -> Case:
    return casework.open_case(by=officers.social_worker)


def offered(officers: Cast, case: Case | None = None, bed: Bed | None = None, **more: object) -> Stay:
    """A bed held for the person of a case by the social worker."""
    case = case or a_case(officers)
    bed = bed or beds_of(officers, a_house(officers))[0]
    more = {"groups": ["women"]} | more
    return actions.offer(by=officers.social_worker, case=case, bed=bed, **more)  # type: ignore[arg-type]


def as_seen(officer: Officer, stay: Stay) -> Stay:
    """The stay as a request of this officer would find it."""
    with acting_as(officer):
        return Stay.objects.select_related("house__desk", "from_desk", "contact").get(pk=stay.pk)


def lived_in(officers: Cast, **more: object) -> Stay:
    """A person who lives in the haven's house."""
    stay, keeper = offered(officers, **more), officers.shelter  # type: ignore[arg-type]
    for step in (actions.accept, actions.arrive):
        step(by=keeper, stay=as_seen(keeper, stay))
    return stay
