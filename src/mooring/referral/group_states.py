"""Where a matter stands on its way through the groups: up to the group that can decide, and home again with the answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

GROUP, RAISER = "group", "raiser"
RAISED, ON_AGENDA, RAISED_HIGHER = "raised", "on_agenda", "raised_higher"
ANSWERED, CARRIED_DOWN, HOME = "answered", "carried_down", "home"
CLOSED, WITHDRAWN = "closed", "withdrawn"

MATTER_STATES = StateTable(
    "matter",
    (
        State(RAISED, _("Raised"), GROUP, "matter.raised"),
        State(ON_AGENDA, _("On the agenda"), GROUP, "matter.moved"),
        State(RAISED_HIGHER, _("Raised to the group above"), GROUP, "matter.raised"),
        State(ANSWERED, _("Answered"), GROUP, "matter.moved"),
        State(CARRIED_DOWN, _("The answer is on its way down"), GROUP, "matter.carried_down"),
        State(HOME, _("The answer has come home"), RAISER, "matter.home"),
        State(CLOSED, _("Closed"), NOBODY, "matter.closed", final=True),
        State(WITHDRAWN, _("Withdrawn"), NOBODY, "matter.closed", final=True),
    ),
    (
        Move(BEGINNING, RAISED, "matter.raise", RAISER),
        Move(RAISED, ON_AGENDA, "matter.put_on_agenda", GROUP),
        Move(RAISED_HIGHER, ON_AGENDA, "matter.put_on_agenda", GROUP),
        Move(ON_AGENDA, ON_AGENDA, "matter.put_on_agenda", GROUP),
        Move(ON_AGENDA, RAISED_HIGHER, "matter.raise_higher", GROUP),
        Move(ON_AGENDA, ANSWERED, "matter.answer", GROUP),
        Move(ANSWERED, CARRIED_DOWN, "matter.carry_down", GROUP),
        Move(CARRIED_DOWN, CARRIED_DOWN, "matter.carry_down", GROUP),
        Move(ANSWERED, HOME, "matter.carry_down", GROUP),
        Move(CARRIED_DOWN, HOME, "matter.carry_down", GROUP),
        Move(HOME, CLOSED, "matter.close", RAISER),
        Move(RAISED, WITHDRAWN, "matter.withdraw", RAISER),
        Move(ON_AGENDA, WITHDRAWN, "matter.withdraw", RAISER),
        Move(RAISED_HIGHER, WITHDRAWN, "matter.withdraw", RAISER),
    ),
)
OPEN = frozenset(state.code for state in MATTER_STATES.states if not state.final)
PENS = {GROUP: _("the group where it lies"), RAISER: _("who raised it"), NOBODY: _("nobody any more")}
