"""Where the notice of an action can stand, who holds the pen there, and who may move it on. Plain data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, CLOCK, NOBODY, Move, State, StateTable

TELLER, COORDINATOR, TEAM = "who_told", "coordinator", "team"

ANNOUNCED, CHANGED, RECEIVED, CONFIRMED = "announced", "changed", "received", "confirmed"
UNDER_WAY, ENDED, CLOSED, CALLED_OFF = "under_way", "ended", "closed", "called_off"

BEFORE = (ANNOUNCED, CHANGED, RECEIVED, CONFIRMED)
OPEN = (*BEFORE, UNDER_WAY, ENDED)

STATE_TABLE = StateTable(
    "notice_of_action",
    (
        State(ANNOUNCED, _("Announced"), pen=COORDINATOR, notice="action.announced"),
        State(CHANGED, _("Changed"), pen=COORDINATOR, notice="action.changed"),
        State(RECEIVED, _("Received"), pen=COORDINATOR, notice="action.received"),
        State(CONFIRMED, _("Confirmed"), pen=TEAM, notice="action.confirmed"),
        State(UNDER_WAY, _("Under way"), pen=TEAM, notice="action.under_way"),
        State(ENDED, _("Ended"), pen=COORDINATOR, notice="action.ended"),
        State(CLOSED, _("Closed, address erased"), pen=NOBODY, notice="action.closed", final=True),
        State(CALLED_OFF, _("Called off, address erased"), pen=NOBODY, notice="action.called_off", final=True),
    ),
    (
        Move(BEGINNING, ANNOUNCED, "action.announce", TELLER),
        *(Move(state, CHANGED, "action.change", TELLER) for state in BEFORE),
        *(Move(state, RECEIVED, "action.receive", COORDINATOR) for state in (ANNOUNCED, CHANGED)),
        Move(RECEIVED, CONFIRMED, "action.confirm", COORDINATOR),
        Move(CONFIRMED, UNDER_WAY, "action.begin", TEAM),
        Move(UNDER_WAY, ENDED, "action.end", TEAM),
        Move(ENDED, CLOSED, "action.close", COORDINATOR),
        *(Move(state, CALLED_OFF, "action.call_off", TELLER) for state in BEFORE),
        *(Move(state, CLOSED, "action.forget", CLOCK) for state in OPEN),
    ),
)

# To whom each notice goes, besides whoever moved the matter on: sides of the action.
TOLD: dict[str, tuple[str, ...]] = {
    ANNOUNCED: (COORDINATOR,),
    CHANGED: (COORDINATOR, TEAM),
    RECEIVED: (TELLER,),
    CONFIRMED: (TELLER, TEAM),
    UNDER_WAY: (COORDINATOR,),
    ENDED: (COORDINATOR, TELLER),
    CLOSED: (TELLER,),
    CALLED_OFF: (COORDINATOR, TEAM),
}

NOTICES = {
    "action.announced": _("A notice of an action waits for you"),
    "action.changed": _("Something has changed in a notice of an action"),
    "action.received": _("A notice of yours has been received"),
    "action.confirmed": _("A notice of an action has been confirmed"),
    "action.under_way": _("Something you coordinate has begun"),
    "action.ended": _("Something you told of, or coordinate, is over"),
    "action.closed": _("A notice of yours is closed"),
    "action.called_off": _("Something you were to take part in has been called off"),
    "action.rostered": _("You are on the roster of an action"),
    "action.taken_off": _("You are no longer on the roster of an action"),
    "action.named": _("A notice of an action was opened to you"),
}
