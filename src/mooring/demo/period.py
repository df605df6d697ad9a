"""What else becomes of the period in the demo: a request that is refused, a permit for a case at court, letters, and the alarms."""

from __future__ import annotations

from datetime import datetime, timedelta

from mooring.demo import children
from mooring.demo.way import Way
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import period_alarms
from mooring.support.actions import period_letter, period_permit, period_refusal
from mooring.support.actions.period import BEGINS_ITSELF, request
from mooring.support.law_of_the_period import of_the_permit, of_today

REFUSED = "The finding stands as it was told. Housing and care go on."
NEEDED = "The court has named its days; the person is heard as a witness."
PERMIT_DAYS = timedelta(days=90)


def refused(way: Way, moment: datetime) -> None:
    """Who was not identified asks all the same, is refused by the law, and is told by letter what is open without it."""
    with clock.at(moment):
        today = of_today()
    if today is None or today.particulars.get("starts") in BEGINS_ITSELF or not way.lead.may("reflection.request"):
        return
    with way.at(moment) as case:
        asked = request(by=way.lead, case=case, asked_by="person")
    with way.at(moment + timedelta(days=1)) as case:
        asked.case = case
        period_refusal.refuse(by=way.assessor, asked=asked, situation="ordered", complaint="not_said", words=REFUSED)
    with way.at(moment + timedelta(days=1, hours=2)) as case:
        period_letter.write_letter(
            by=way.lead, case=case, kind="refused", language=way.person.language, neutral=way.number % 2 == 0
        )


def with_permit(way: Way, moment: datetime) -> None:
    """The prosecution needs the person here for a trial: a permit is asked for and given; all help went on without it."""
    with clock.at(moment):
        answered = of_the_permit(clock.today()) is not None
    if not answered or way.legal or way.number % 3 or not way.lead.may("permit.ask"):
        return
    children.agree(way, moment, "permit")
    with way.at(moment) as case:
        asked = period_permit.ask_for_permit(by=way.lead, case=case, asked_by="prosecution", words=NEEDED)
    with way.at(moment + timedelta(days=2)) as case:
        asked.case = case
        with acting_as(way.assessor):
            may = way.assessor.may("permit.give")
        if may:
            period_permit.give_permit(by=way.assessor, permit=asked, until=clock.today() + PERMIT_DAYS)


def raise_alarms() -> int:
    """Raise the alarms of today, as the machine does by itself each day. Answers how many."""
    return period_alarms.climb()
