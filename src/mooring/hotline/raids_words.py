"""What the deeds around actions and interpreters are called, and what their notices say."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import labels
from mooring.hotline.raid_states import NOTICES, STATE_TABLE
from mooring.safeguards import notices, state_tables

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


def register() -> None:
    """Called once, when the room is ready."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(STATE_TABLE)
