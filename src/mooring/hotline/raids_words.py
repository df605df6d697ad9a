"""What the deeds around actions and interpreters are called, and what their notices say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import day_cards, labels
from mooring.hotline import actions_ahead
from mooring.hotline.raid_states import NOTICES, STATE_TABLE
from mooring.safeguards import ledger, notices, state_tables
from mooring.safeguards.models import Officer

LABELS: dict[str, Any] = {
    "action.announce": _("Told of an action"),
    "action.change": _("Notice of an action changed"),
    "action.receive": _("Notice of an action received"),
    "action.roster": _("Put on the roster of an action"),
    "action.take_off": _("Taken off the roster of an action"),
    "action.confirm": _("Notice of an action confirmed"),
    "action.call_off": _("Action called off"),
    "action.begin": _("Action begun"),
    "action.tick": _("Ticked on the day's list"),
    "action.end": _("Action over"),
    "action.close": _("Notice of an action closed"),
    "action.name_reader": _("Notice of an action opened to somebody by name"),
}


def ahead_today(officer: Officer) -> Mapping[str, Any] | None:
    """On the day of whom an action is opened to by name: what is ahead, with the gaps for who keeps the roster; else nothing."""
    coming = actions_ahead.by_night(actions_ahead.open_to(officer))
    if not coming:
        return None
    ledger.look(officer, "action.list", count=sum(len(night) for night in coming))
    return {"nights": coming, "keeps_roster": officer.may("action.roster")}


def register() -> None:
    """Called once, when the room is ready."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(STATE_TABLE)
    day_cards.register(day_cards.DayCard("actions_ahead", "action.list", "hotline/actions_card.html", ahead_today, 4))
