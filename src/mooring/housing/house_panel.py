"""Housing's window on the case page: where the person lives, what was asked for, and whether a place is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from mooring.casework import known
from mooring.casework.models import Case
from mooring.housing.cost import Cost, by_month, in_money, own_currency, prices_of, total
from mooring.housing.models import BedWait, Stay, StayPaid
from mooring.housing.stay_states import LIVED
from mooring.housing.target_groups import groups_of
from mooring.safeguards import clock
from mooring.safeguards.models import Officer


def housing(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The stays of a case, the newest first; the waiting; and who pays until when."""
    # A child's bed goes along with the parent's stay; by itself it is shown once the parent has gone and the child has not.
    stays = [stay for stay in stays_of(case) if stay.beside is None or (stay.is_open and not stay.beside.is_open)]
    wait = BedWait.objects.standing().filter(case=case, ended="").first()
    return {
        "stays": [(stay, paid_of(stay), bool(stay.is_open and stay.house.address)) for stay in stays],
        "wait": wait,
        "may_offer": officer.may("stay.offer"),
    }


def stays_of(case: Case) -> list[Stay]:
    """The stays of a case with their houses, the newest first."""
    found = list(
        Stay.objects.filter(case=case)
        .select_related("house__desk", "from_desk", "beside")
        .order_by("-recorded_at", "-pk")
    )
    for stay in found:
        stay.case = case
    return found


def paid_of(stay: Stay) -> StayPaid | None:
    """Who pays for a stay, and until when."""
    found: StayPaid | None = StayPaid.objects.standing().filter(stay=stay).first()
    return found


def cost_of(stay: Stay) -> tuple[Cost, str]:
    """What the nights slept until now cost, in the children's beds too, and the same as money."""
    prices = prices_of(stay.house_id)
    steps = [step for step in (one.standing for one in (stay, *stay.children_beds.all())) if step.state in LIVED]
    if not steps:
        return Cost(), ""
    last_night = clock.today() - timedelta(days=1)
    each = (by_month(step.begins, step.ends, step.begins, last_night, prices) for step in steps)
    cost = total(month for months in each for month in months.values())
    currency = prices[0].currency if prices else own_currency()
    return cost, in_money(cost.minor, currency)


def groups_known(case: Case) -> tuple[str, ...]:
    """The groups the person belongs to, by the person's own statement; what nobody noted hinders nothing."""
    gender = known.known(case, "gender")
    return groups_of(str(gender) if gender else None, child=bool(known.known(case, "treated_as_child")))
