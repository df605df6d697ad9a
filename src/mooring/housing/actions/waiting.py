"""The waiting list: put on it, taken off it. A person matches; the list only waits."""

from __future__ import annotations

from collections.abc import Iterable

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, anew, take_the_place
from mooring.housing.house_codes import TargetGroup
from mooring.housing.models import BedUrgency, BedWait, WaitEnded
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("bed_wait.put", on="case", compartment=Compartment.SUPPORT)
def put_on_waiting_list(
    *, by: Officer, case: Case, groups: Iterable[str], region: str = "", urgency: str = BedUrgency.TONIGHT
) -> BedWait:
    """Note that a person waits for a place, for whom it must be, and how soon. Who waits already keeps the day of the first asking."""
    standing: BedWait | None = BedWait.objects.standing().filter(case=case).first()
    wait = BedWait(
        case=case,
        since=standing.since if standing is not None and not standing.ended else clock.today(),
        groups=[group for group in TargetGroup.values if group in set(groups)],
        region=region,
        urgency=BedUrgency(urgency),
        recorded_by=by,
    )
    take_the_place(standing, wait)
    return wait


@deed("bed_wait.end", on="wait", compartment=Compartment.SUPPORT)
def end_waiting(*, by: Officer, wait: BedWait, ended: str) -> BedWait:
    """Take a person off the list, and say why."""
    return ended_wait(wait, by, WaitEnded(ended))


def ended_wait(wait: BedWait, by: Officer, ended: WaitEnded) -> BedWait:
    """End a waiting, within a deed."""
    over = anew(wait, by, ended=ended)
    wait.supersede(over)
    return over
