"""What calls, call-backs and the roster say of themselves: on timelines, in notices, and on the officer's day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import day_cards, labels
from mooring.hotline import duty, roster
from mooring.hotline.handing_on import CALL_BACK, SHIFT, SWAP
from mooring.hotline.models import CallBack, DutyLine, Shift
from mooring.hotline.models.calls import hotline_desks
from mooring.hotline.models.roster import COORDINATOR
from mooring.hotline.models.tips import Tip
from mooring.hotline.tips.states import WAITING
from mooring.safeguards import clock, notices, state_tables
from mooring.safeguards.models import Officer

LABELS: dict[str, Any] = {
    "call.become_case": _("Case opened by the wish of the person who rang"),
    "call.belongs_to_case": _("A call came in about the case"),
    "call.conclude": _("What came of the call was said"),
    "call_back.agree": _("Ringing back agreed"),
    "call_back.look": _("Number to ring back seen"),
    "call_back.try": _("Rung back"),
    "roster.answer": _("Offer of a shift answered"),
    "roster.give_back": _("Shift given back"),
    "roster.offer": _("Shift offered to a colleague"),
    "roster.take": _("Shift taken"),
    "roster.take_back": _("Offer of a shift taken back"),
    "roster.withdraw": _("Shift taken off the roster"),
}
NOTICES: dict[str, Any] = {
    "roster.gap": _("Hours of the coming weeks have nobody on the roster"),
    "roster.offered": _("A colleague offers you a shift"),
    "roster.answered": _("Your offer of a shift was answered"),
}


def on_duty_today(officer: Officer) -> Mapping[str, Any] | None:
    """On the day of who answers the hotline: her shift or her next one, whom to ring back, and the tips that wait; else nothing."""
    desks = hotline_desks(officer)
    if not desks:
        return None
    moment = clock.now()
    ahead = Shift.objects.on_the_roster().filter(officer=officer).between(moment, moment + duty.WARNED_AHEAD)
    coming = next(iter(ahead[:1]), None)
    on_duty = coming if coming and coming.begins_at <= moment else None
    back = list(CallBack.objects.open().filter(call__desk__in=desks).values_list("due_at", flat=True))
    return {
        "shift": on_duty,
        "next": None if on_duty else coming,
        "waiting": len(back),
        "due": any(due_at <= moment for due_at in back),
        "tips": Tip.objects.filter(state__in=WAITING).count() if officer.may("tip.list") else 0,
    }


def gaps_today(officer: Officer) -> Mapping[str, Any] | None:
    """On the day of who plans: how many hours of the next two weeks have nobody, at desks of her agencies; none when all are taken."""
    agencies = [posting.desk.agency_id for posting in officer.running_postings() if posting.role == COORDINATOR]
    moment = clock.now()
    until = moment + duty.WARNED_AHEAD
    found = [
        gap
        for line in DutyLine.objects.standing().filter(desk__agency__in=agencies)
        for gap in duty.gaps_of(
            line, Shift.objects.on_the_roster().filter(desk=line.desk_id).between(moment, until), moment, until
        )
    ]
    return {"hours": round(roster.length_of(found).total_seconds() / 3600), "first": found[0]} if found else None


def register() -> None:
    """Put the words, the states and the card in their places."""
    labels.register(LABELS)
    notices.register(NOTICES)
    for table in (CALL_BACK, SHIFT, SWAP):
        state_tables.register(table)
    day_cards.register(day_cards.DayCard("on_duty", "call.take", "hotline/duty_card.html", on_duty_today, 5))
    day_cards.register(day_cards.DayCard("roster_gaps", "roster.plan", "hotline/gaps_card.html", gaps_today, 6))
