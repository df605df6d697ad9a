"""Where a tip can stand, whose turn it is there, and what moves it on. The database moves it in the same way (migration 0002)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, CLOCK, NOBODY, Move, State, StateTable

HOTLINE, WRITER = "hotline", "whoever_wrote"
ANSWER, TO_SIGNAL, CLOSE, WRITE, ERASE = "tip.answer", "tip.become_signal", "tip.close", "tip.write", "tip.erase"

STATE_TABLE = StateTable(
    "tip",
    (
        State("new", _("New"), HOTLINE, "tip.waiting"),
        State("answered", _("Answered"), WRITER),
        State("written_again", _("Written again"), HOTLINE, "tip.waiting"),
        State("signal", _("Became a signal"), HOTLINE),
        State("closed", _("Closed"), NOBODY),
        State("erased", _("Erased"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, "new", WRITE, WRITER),
        *(
            move
            for state in ("new", "answered", "written_again", "signal")
            for move in (
                Move(state, "answered", ANSWER, HOTLINE),
                *([Move(state, "signal", TO_SIGNAL, HOTLINE)] if state != "signal" else []),
                Move(state, "closed", CLOSE, HOTLINE),
            )
        ),
        Move("new", "new", WRITE, WRITER),
        *(Move(state, "written_again", WRITE, WRITER) for state in ("answered", "written_again", "signal", "closed")),
        *(Move(state, "erased", ERASE, CLOCK) for state in ("new", "answered", "written_again", "signal", "closed")),
    ),
)
WAITING = tuple(state.code for state in STATE_TABLE.states if state.notice == "tip.waiting")
