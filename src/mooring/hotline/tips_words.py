"""What the hotline's deeds with tips are called, and the notice that one waits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework import labels
from mooring.hotline.tips.states import STATE_TABLE
from mooring.safeguards import notices, state_tables


def register() -> None:
    """Called from the room's `apps.ready()`."""
    state_tables.register(STATE_TABLE)
    notices.register({"tip.waiting": _("A tip waits for the hotline")})
    labels.register(
        {
            "tip.answer": _("Tip answered"),
            "tip.become_signal": _("Tip became a signal"),
            "tip.mark_person": _("Marked that a tip names a person"),
            "tip.pass_to_police": _("Noted what of a tip was told to the police"),
            "tip.close": _("Tip closed"),
        }
    )
