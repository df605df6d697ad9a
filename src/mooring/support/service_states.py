"""Where a request for help stands, who holds the pen in each state, and the lawful moves. Plain data.

What the database lets happen is the same list (migration 0006), and a test compares the two.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

TEAM, PAYER = "team", "payer"


class ServiceState(StrEnum):
    ASKED = "asked"
    AUTHORISED = "authorised"
    REFUSED = "refused"
    COMPLAINED = "complained"
    BOOKED = "booked"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    INVOICED = "invoiced"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


_S = ServiceState
WAITING = frozenset({_S.ASKED, _S.COMPLAINED})
"""Who pays has not answered yet: the clock runs."""
PROMISED = frozenset({_S.AUTHORISED, _S.BOOKED, _S.NOT_DELIVERED, _S.DELIVERED})
"""Money was promised, and no invoice has come."""
OVER = frozenset({_S.PAID, _S.WITHDRAWN})

SERVICE_STATES = StateTable(
    "service",
    (
        State(_S.ASKED, _("Asked for"), PAYER, "service.asked"),
        State(_S.AUTHORISED, _("Authorised"), TEAM, "service.answered"),
        State(_S.REFUSED, _("Said no to by who pays"), TEAM, "service.answered"),
        State(_S.COMPLAINED, _("Complained of"), PAYER, "service.asked"),
        State(_S.BOOKED, _("Booked"), TEAM),
        State(_S.DELIVERED, _("Given"), TEAM),
        State(_S.NOT_DELIVERED, _("Not given"), TEAM),
        State(_S.INVOICED, _("Invoice received"), PAYER, "service.invoiced"),
        State(_S.PAID, _("Paid"), NOBODY, final=True),
        State(_S.WITHDRAWN, _("Taken back"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, _S.ASKED, "service.ask", TEAM),
        Move(BEGINNING, _S.AUTHORISED, "service.ask", TEAM),
        *(
            Move(source, target, verb, side)
            for source in (_S.ASKED, _S.COMPLAINED)
            for target, verb, side in (
                (_S.AUTHORISED, "service.authorise", PAYER),
                (_S.REFUSED, "service.refuse", PAYER),
                # An insurance or a region answers outside; the team records what it said.
                (_S.AUTHORISED, "service.record_answer", TEAM),
                (_S.REFUSED, "service.record_answer", TEAM),
            )
        ),
        Move(_S.REFUSED, _S.COMPLAINED, "service.complain", TEAM),
        *(Move(source, _S.BOOKED, "service.book", TEAM) for source in (_S.AUTHORISED, _S.NOT_DELIVERED)),
        *(Move(source, _S.DELIVERED, "service.deliver", TEAM) for source in (_S.AUTHORISED, _S.BOOKED)),
        Move(_S.BOOKED, _S.NOT_DELIVERED, "service.not_delivered", TEAM),
        Move(_S.DELIVERED, _S.INVOICED, "service.invoice", TEAM),
        Move(_S.INVOICED, _S.PAID, "service.pay", PAYER),
        Move(_S.INVOICED, _S.PAID, "service.record_payment", TEAM),
        *(
            Move(source, _S.WITHDRAWN, "service.withdraw", TEAM)
            for source in (_S.ASKED, _S.COMPLAINED, _S.REFUSED, _S.AUTHORISED, _S.BOOKED, _S.NOT_DELIVERED)
        ),
    ),
)
PENS = {
    TEAM: _("the team"),
    PAYER: _("who pays"),
    NOBODY: _("nobody any more"),
}


def side_of(verb: str) -> str | None:
    """On which side somebody stands who uses this verb; none when both sides may."""
    return next((move.by for move in SERVICE_STATES.moves if move.verb == verb), None)
