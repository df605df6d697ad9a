"""Where a referral stands, who holds the pen in each state, and the lawful moves. Plain data.

What the database lets happen is the same list (migration 0002), and a test compares the two.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, CLOCK, NOBODY, Move, State, StateTable

SENDER, RECEIVER = "sender", "receiver"


class ReferralState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    DONE = "done"


_S = ReferralState
WAITING = frozenset({_S.SENT, _S.RECEIVED})
"""The receiver has not answered yet: the clock runs."""
OPEN = frozenset({_S.DRAFT, _S.SENT, _S.RECEIVED, _S.RETURNED, _S.ACCEPTED})
"""Something is still to be done by one side."""
PACKAGE_OPEN = frozenset({_S.SENT, _S.RECEIVED, _S.RETURNED, _S.ACCEPTED, _S.DONE})
"""The receiver may read what was shared, and write about it; after an answer that is no, there is no need of it."""

REFERRAL_STATES = StateTable(
    "referral",
    (
        State(_S.DRAFT, _("Draft"), SENDER),
        State(_S.SENT, _("Sent"), RECEIVER, "referral.sent"),
        State(_S.RECEIVED, _("Received"), RECEIVER, "referral.received"),
        State(_S.ACCEPTED, _("Accepted"), RECEIVER, "referral.accepted"),
        State(_S.DECLINED, _("Declined"), NOBODY, "referral.declined", final=True),
        State(_S.RETURNED, _("Returned: more is needed"), SENDER, "referral.returned"),
        State(_S.WITHDRAWN, _("Withdrawn"), NOBODY, "referral.withdrawn", final=True),
        State(_S.LAPSED, _("Lapsed: nobody answered in time"), NOBODY, "referral.lapsed", final=True),
        State(_S.DONE, _("Done"), NOBODY, "referral.done", final=True),
    ),
    (
        Move(BEGINNING, _S.DRAFT, "referral.draft", SENDER),
        Move(_S.DRAFT, _S.SENT, "referral.send", SENDER),
        Move(_S.RETURNED, _S.SENT, "referral.send", SENDER),
        Move(_S.SENT, _S.RECEIVED, "referral.receive", RECEIVER),
        *(
            Move(source, target, verb, RECEIVER)
            for source in (_S.SENT, _S.RECEIVED)
            for target, verb in (
                (_S.ACCEPTED, "referral.accept"),
                (_S.DECLINED, "referral.decline"),
                (_S.RETURNED, "referral.return"),
            )
        ),
        *(
            Move(source, _S.WITHDRAWN, "referral.withdraw", SENDER)
            for source in (_S.DRAFT, _S.SENT, _S.RECEIVED, _S.RETURNED, _S.ACCEPTED)
        ),
        *(Move(source, _S.LAPSED, "referral.lapse", CLOCK) for source in (_S.SENT, _S.RECEIVED)),
        Move(_S.ACCEPTED, _S.DONE, "referral.finish", RECEIVER),
    ),
)

PENS = {
    SENDER: _("the agency that sent it"),
    RECEIVER: _("the agency that received it"),
    CLOCK: _("the clock"),
    NOBODY: _("nobody any more"),
}
"""Whose turn it is, in words for a page."""


def side_of(verb: str) -> str | None:
    """On which side somebody stands who uses this verb; none when both sides may."""
    return next((move.by for move in REFERRAL_STATES.moves if move.verb == verb), None)
