"""What calls, call-backs and the roster say of themselves: on timelines, in notices, and on the officer's day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import day_cards, labels
from mooring.hotline import duty
from mooring.hotline.handing_on import CALL_BACK, SHIFT, SWAP
from mooring.hotline.models import CallBack
from mooring.hotline.models.calls import hotline_desks
from mooring.safeguards import clock, notices, state_tables
from mooring.safeguards.models import Officer

LABELS: dict[str, Any] = {"call.belongs_to_case": _("A call came in about the case")}
NOTICES: dict[str, Any] = {
    "roster.gap": _("Hours of the coming weeks have nobody on the roster"),
    "roster.offered": _("A colleague offers you a shift"),
    "roster.answered": _("Your offer of a shift was answered"),
}


def on_duty_today(officer: Officer) -> Mapping[str, Any] | None:
    """On the day of who answers the hotline: whether she is on duty, and how many wait to be rung back; else nothing."""
    mine = [shift for shift in duty.on_duty() if shift.officer_id == officer.pk]
    waiting = CallBack.objects.open().filter(call__desk__in=hotline_desks(officer), due_at__lte=clock.now()).count()
    return {"shift": mine[0] if mine else None, "waiting": waiting} if mine or waiting else None


def register() -> None:
    """Put the words, the states and the card in their places."""
    labels.register(LABELS)
    notices.register(NOTICES)
    for table in (CALL_BACK, SHIFT, SWAP):
        state_tables.register(table)
    day_cards.register(day_cards.DayCard("on_duty", "call.take", "hotline/duty_card.html", on_duty_today, 5))
