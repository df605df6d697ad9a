"""Where a claim for compensation stands, who holds the pen in each state, and the lawful moves. Plain data."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

TEAM, DECIDES = "team", "decides"


class ClaimState(StrEnum):
    CONSIDERED = "considered"
    PREPARED = "prepared"
    FILED = "filed"
    AWARDED = "awarded"
    REJECTED = "rejected"
    APPEALED = "appealed"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


_S = ClaimState
BEFORE_FILING = frozenset({_S.CONSIDERED, _S.PREPARED})
"""The time to apply still runs."""
OPEN = frozenset({_S.CONSIDERED, _S.PREPARED, _S.FILED, _S.APPEALED, _S.AWARDED})
"""Something is still to come: one claim of a kind at a time stands here."""

CLAIM_STATES = StateTable(
    "claim",
    (
        State(_S.CONSIDERED, _("Considered with the person"), TEAM),
        State(_S.PREPARED, _("Prepared"), TEAM),
        State(_S.FILED, _("Filed"), DECIDES),
        State(_S.AWARDED, _("Awarded, not yet paid"), DECIDES),
        State(_S.REJECTED, _("Rejected"), TEAM),
        State(_S.APPEALED, _("Appealed"), DECIDES),
        State(_S.PAID, _("Paid"), NOBODY, final=True),
        State(_S.WITHDRAWN, _("Withdrawn by the person's wish"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, _S.CONSIDERED, "claim.consider", TEAM),
        Move(_S.CONSIDERED, _S.PREPARED, "claim.prepare", TEAM),
        Move(_S.CONSIDERED, _S.FILED, "claim.file", TEAM),
        Move(_S.PREPARED, _S.FILED, "claim.file", TEAM),
        *(
            Move(source, target, "claim.decide", DECIDES)
            for source in (_S.FILED, _S.APPEALED)
            for target in (_S.AWARDED, _S.REJECTED)
        ),
        Move(_S.AWARDED, _S.PAID, "claim.pay", DECIDES),
        *(Move(source, source, "claim.let_stand", TEAM) for source in (_S.AWARDED, _S.REJECTED)),
        Move(_S.AWARDED, _S.APPEALED, "claim.appeal", TEAM),
        Move(_S.REJECTED, _S.APPEALED, "claim.appeal", TEAM),
        *(
            Move(source, _S.WITHDRAWN, "claim.withdraw", TEAM)
            for source in (_S.CONSIDERED, _S.PREPARED, _S.FILED, _S.APPEALED, _S.REJECTED)
        ),
    ),
)
PENS = {TEAM: _("the team, with the person"), DECIDES: _("who decides on it"), NOBODY: _("nobody any more")}
"""Whose turn it is, in words for a page."""


def ways_on(state: str) -> list[str]:
    """The verbs by which a claim in this state can be moved on, each once."""
    return list(dict.fromkeys(move.verb for move in CLAIM_STATES.moves_from(state)))
