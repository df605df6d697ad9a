"""Where a prepared return stands, who holds the pen in each state, and the lawful moves. Plain data.

No for now is no end: the offer can be made again. Withdrawing is open in every state, costs nothing, and is no end either.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

TEAM, PERSON, PLANNER = "team", "person", "planner"


class ReturnState(StrEnum):
    OFFERED = "offered"
    CONSIDERING = "considering"
    SAID_NO = "said_no_for_now"
    ACCEPTED = "accepted"
    ASSESSED = "risks_assessed"
    PLANNED = "planned"
    TRAVELLING = "travelling"
    ARRIVED = "arrived"
    FOLLOWED_UP = "followed_up"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


_S = ReturnState
UNDER_WAY = (
    _S.OFFERED,
    _S.CONSIDERING,
    _S.ACCEPTED,
    _S.ASSESSED,
    _S.PLANNED,
    _S.TRAVELLING,
    _S.ARRIVED,
    _S.FOLLOWED_UP,
)
"""The person can withdraw from each of these."""

RETURN_STATES = StateTable(
    "prepared_return",
    (
        State(_S.OFFERED, _("Offered"), TEAM),
        State(_S.CONSIDERING, _("The person thinks it over"), PERSON),
        State(_S.SAID_NO, _("Said no for now"), TEAM),
        State(_S.ACCEPTED, _("Accepted"), TEAM),
        State(_S.ASSESSED, _("Risks and family looked at"), PLANNER),
        State(_S.PLANNED, _("Planned"), PLANNER, "return.planned"),
        State(_S.TRAVELLING, _("On the way"), PLANNER, "return.travelling"),
        State(_S.ARRIVED, _("Arrived"), PLANNER, "return.arrived"),
        State(_S.FOLLOWED_UP, _("Arrived, and asked after since"), PLANNER),
        State(_S.WITHDRAWN, _("Withdrawn by the person"), TEAM, "return.withdrawn"),
        State(_S.CLOSED, _("Closed"), NOBODY, final=True),
    ),
    (
        *(Move(source, _S.OFFERED, "return.offer", TEAM) for source in (BEGINNING, _S.SAID_NO, _S.WITHDRAWN)),
        Move(_S.OFFERED, _S.CONSIDERING, "return.consider", PERSON),
        *(
            Move(source, target, verb, PERSON)
            for source in (_S.OFFERED, _S.CONSIDERING)
            for target, verb in ((_S.ACCEPTED, "return.accept"), (_S.SAID_NO, "return.say_no"))
        ),
        Move(_S.ACCEPTED, _S.ASSESSED, "return.assess", TEAM),
        Move(_S.ASSESSED, _S.PLANNED, "return.plan", PLANNER),
        Move(_S.PLANNED, _S.TRAVELLING, "return.travel", PLANNER),
        Move(_S.TRAVELLING, _S.PLANNED, "return.not_travelled", PLANNER),
        Move(_S.TRAVELLING, _S.ARRIVED, "return.arrive", PLANNER),
        Move(_S.ARRIVED, _S.FOLLOWED_UP, "return.follow_up", PLANNER),
        *(Move(source, _S.CLOSED, "return.close", PLANNER) for source in (_S.ARRIVED, _S.FOLLOWED_UP)),
        *(Move(source, _S.WITHDRAWN, "return.withdraw", PERSON) for source in UNDER_WAY),
    ),
)

MAY_BE_WRITTEN_ANEW = {
    "return.offer": (_S.OFFERED, _S.CONSIDERING),
    "return.assess": (_S.ASSESSED, _S.PLANNED),
    "return.plan": (_S.PLANNED,),
    "return.follow_up": (_S.FOLLOWED_UP,),
}
"""Deeds that may be done again without a move: a second assessment, another version of the plan, the next time somebody asks."""

PENS = {
    TEAM: _("the team"),
    PERSON: _("the person"),
    PLANNER: _("who plans the return"),
    NOBODY: _("nobody any more"),
}
"""Whose turn it is, in words for a page."""


def may_do(verb: str, state: str) -> bool:
    """Whether a deed is open in a state: as a move, or once more."""
    moves = any(move.verb == verb for move in RETURN_STATES.moves_from(state))
    return moves or state in MAY_BE_WRITTEN_ANEW.get(verb, ())
