"""Where a permit for the sake of a case at court stands, who holds the pen, and the lawful moves. Plain data."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

TEAM, AUTHORITY = "team", "authority"


class PermitState(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


_S = PermitState
OPEN = frozenset({_S.ASKED, _S.GIVEN})
"""Something is still to come: an answer, or the last day."""

PERMIT_STATES = StateTable(
    "proceedings-permit",
    (
        State(_S.ASKED, _("Asked for, not yet decided"), AUTHORITY),
        State(_S.GIVEN, _("Given"), AUTHORITY),
        State(_S.REFUSED, _("Not given"), NOBODY, final=True),
        State(_S.WITHDRAWN, _("No longer asked for"), NOBODY, final=True),
        State(_S.ENDED, _("Ended"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, _S.ASKED, "permit.ask", TEAM),
        Move(_S.ASKED, _S.GIVEN, "permit.give", AUTHORITY),
        Move(_S.GIVEN, _S.GIVEN, "permit.give", AUTHORITY),
        Move(_S.ASKED, _S.REFUSED, "permit.refuse", AUTHORITY),
        Move(_S.ASKED, _S.WITHDRAWN, "permit.withdraw", TEAM),
        Move(_S.GIVEN, _S.ENDED, "permit.end", AUTHORITY),
    ),
)
