"""Where a call-back, a shift and an offer to swap can stand, whose turn it is there, and who may move it on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mooring.safeguards.state_tables import BEGINNING, CLOCK, NOBODY, Move, State, StateTable

HOTLINE, COLLEAGUE, COORDINATOR = "the_one_on_duty", "the_colleague", "the_coordinator"
DUE = "due"

CALL_BACK = StateTable(
    "call_back",
    (
        State(DUE, _("To be rung"), HOTLINE),
        State("reached", _("Reached"), NOBODY, final=True),
        State("no_longer", _("No longer wished"), NOBODY, final=True),
        State("given_up", _("Given up"), NOBODY, final=True),
        State("lapsed", _("Lapsed, and the number erased"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, DUE, "call_back.agree", HOTLINE),
        Move(DUE, DUE, "call_back.try", HOTLINE),
        Move(DUE, "reached", "call_back.try", HOTLINE),
        Move(DUE, "no_longer", "call_back.try", HOTLINE),
        Move(DUE, "given_up", "call_back.try", HOTLINE),
        Move(DUE, "lapsed", "call_back.lapse", CLOCK),
    ),
)

SHIFT = StateTable(
    "shift",
    (
        State("open", pgettext_lazy("of a shift", "Open"), COORDINATOR, "roster.gap"),
        State("taken", _("Taken"), HOTLINE),
        State("withdrawn", _("Withdrawn"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, "open", "roster.plan", COORDINATOR),
        Move(BEGINNING, "taken", "roster.plan", COORDINATOR),
        Move("open", "taken", "roster.take", HOTLINE),
        Move("taken", "open", "roster.give_back", HOTLINE),
        Move("taken", "taken", "roster.answer", COLLEAGUE),
        Move("open", "withdrawn", "roster.withdraw", COORDINATOR),
        Move("taken", "withdrawn", "roster.withdraw", COORDINATOR),
    ),
)

OFFERED = "offered"
SWAP = StateTable(
    "shift_swap",
    (
        State(OFFERED, _("Offered"), COLLEAGUE, "roster.offered"),
        State("accepted", _("Accepted"), NOBODY, "roster.answered", final=True),
        State("declined", _("Declined"), NOBODY, "roster.answered", final=True),
        State("withdrawn", _("Taken back"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, OFFERED, "roster.offer", HOTLINE),
        Move(OFFERED, "accepted", "roster.answer", COLLEAGUE),
        Move(OFFERED, "declined", "roster.answer", COLLEAGUE),
        Move(OFFERED, "withdrawn", "roster.take_back", HOTLINE),
    ),
)
