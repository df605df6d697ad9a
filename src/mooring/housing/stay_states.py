"""Where a stay can stand, who holds the pen there, and who may move it on. Plain data.

What the database lets happen is the same list (migration 0001), and a test compares the two.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, CLOCK, NOBODY, Move, State, StateTable

TEAM, HOUSE = "team", "house"


class StayState(StrEnum):
    """Where a stay stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    ARRIVED = "arrived"
    MISSING = "missing"
    MOVED = "moved"
    LEFT = "left"


_S = StayState

STAY_STATES = StateTable(
    "stay",
    (
        State(_S.OFFERED, _("Place held, the house is asked"), HOUSE, "stay.offered"),
        State(_S.ACCEPTED, _("Accepted by the house, expected"), HOUSE, "stay.accepted"),
        State(_S.DECLINED, _("Declined by the house"), NOBODY, "stay.declined", final=True),
        State(_S.WITHDRAWN, _("Taken back before arrival"), NOBODY, "stay.withdrawn", final=True),
        State(_S.LAPSED, _("Lapsed: the house did not answer in time"), NOBODY, "stay.lapsed", final=True),
        State(_S.ARRIVED, _("Lives there"), HOUSE, "stay.arrived"),
        State(_S.MISSING, _("Missing"), TEAM, "stay.missing"),
        State(_S.MOVED, _("Moved to another place"), NOBODY, "stay.moved", final=True),
        State(_S.LEFT, _("Left"), NOBODY, "stay.left", final=True),
    ),
    (
        Move(BEGINNING, _S.OFFERED, "stay.offer", TEAM),
        Move(_S.OFFERED, _S.ACCEPTED, "stay.accept", HOUSE),
        Move(_S.OFFERED, _S.DECLINED, "stay.decline", HOUSE),
        Move(_S.OFFERED, _S.LAPSED, "stay.lapse", CLOCK),
        *(Move(state, _S.WITHDRAWN, "stay.withdraw", TEAM) for state in (_S.OFFERED, _S.ACCEPTED)),
        *(Move(state, state, "stay.change_bed", HOUSE) for state in (_S.ACCEPTED, _S.ARRIVED)),
        Move(_S.ACCEPTED, _S.ARRIVED, "stay.arrive", HOUSE),
        *(
            Move(state, _S.MISSING, "stay.missing", side)
            for state in (_S.ACCEPTED, _S.ARRIVED)
            for side in (HOUSE, TEAM)
        ),
        Move(_S.MISSING, _S.ARRIVED, "stay.come_back", HOUSE),
        *(Move(_S.ARRIVED, _S.MOVED, "stay.move", side) for side in (HOUSE, TEAM)),
        *(Move(state, _S.LEFT, "stay.leave", side) for state in (_S.ARRIVED, _S.MISSING) for side in (HOUSE, TEAM)),
    ),
)

HOLDS_THE_BED = (_S.OFFERED, _S.ACCEPTED, _S.ARRIVED, _S.MISSING, _S.MOVED, _S.LEFT)
"""States in which the nights between `begins` and `ends` belong to this stay and to no other."""
OPEN = (_S.OFFERED, _S.ACCEPTED, _S.ARRIVED, _S.MISSING)
WITH_THE_PARENT = ("stay.accept", "stay.decline", "stay.arrive")
"""What is done with the bed of a child only along with the parent's stay, as long as both stand in the same place."""
LIVED = (_S.ARRIVED, _S.MISSING, _S.MOVED, _S.LEFT)

PENS = {
    TEAM: _("the team of the case"),
    HOUSE: _("the house"),
    CLOCK: _("the clock"),
    NOBODY: _("nobody any more"),
}


def sides_of(verb: str) -> frozenset[str]:
    """On which sides somebody stands who uses this verb."""
    return frozenset(move.by for move in STAY_STATES.moves if move.verb == verb)
