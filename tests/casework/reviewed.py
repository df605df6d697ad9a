"""On the way to an erasure: a closed case whose period is over, looked at by two people."""

from __future__ import annotations

from datetime import timedelta

from mooring.casework import retention
from mooring.casework.actions import retention as deeds
from mooring.casework.models import Case, ComeToItsEnd
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

YEARS = timedelta(days=6 * 366)


def item_of(officer: Officer, subject: int) -> ComeToItsEnd:
    """The line of the list, as an officer sees it. Raises `DoesNotExist` when she does not."""
    with acting_as(officer):
        return ComeToItsEnd.objects.select_related("agency").get(subject=subject)


def listed_after_years(officers: Cast, case: Case) -> ComeToItsEnd:
    """Have the night's list made of a closed case. Call it within `clock.at` of a day years later."""
    retention.list_what_ended()
    return item_of(officers.protector, case.pk)


def erase(officers: Cast, case: Case) -> None:
    """Everything that must be on record before a case of an authority is erased, then the erasure. Within `clock.at` years later."""
    listed_after_years(officers, case)
    deeds.propose(by=officers.social_worker, item=item_of(officers.social_worker, case.pk))
    item = item_of(officers.protector, case.pk)
    deeds.note_archives(
        by=officers.protector, item=item, ground="taken_over", reference="2026/17-4", happened_on=clock.today()
    )
    deeds.erase(by=officers.protector, item=item)
