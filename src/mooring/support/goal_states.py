"""Where a goal of the person's can stand, and the lawful moves. Plain data: the person says, the officer writes it down."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

PERSON = "the_person"


class GoalState(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    CHANGED = "changed"
    LET_GO = "let_go"


_S = GoalState

GOAL_STATES = StateTable(
    "goal",
    (
        State(_S.OPEN, _("Open"), PERSON),
        State(_S.REACHED, _("Reached"), PERSON),
        State(_S.CHANGED, _("Changed into another goal"), NOBODY, final=True),
        State(_S.LET_GO, _("Let go"), PERSON),
    ),
    (
        Move(BEGINNING, _S.OPEN, "goal.choose", PERSON),
        Move(_S.OPEN, _S.REACHED, "goal.answer", PERSON),
        Move(_S.OPEN, _S.CHANGED, "goal.answer", PERSON),
        Move(_S.OPEN, _S.LET_GO, "goal.answer", PERSON),
        Move(_S.REACHED, _S.OPEN, "goal.answer", PERSON),
        Move(_S.LET_GO, _S.OPEN, "goal.answer", PERSON),
    ),
)
CHOICES = [(str(state.code), state.label) for state in GOAL_STATES.states]


def label(code: str) -> object:
    """What a state is called on a page."""
    return GOAL_STATES.state(code).label
