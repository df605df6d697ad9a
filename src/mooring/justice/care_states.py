"""Where a measure that spares a witness stands. Declined is no end: the person may wish it after all. Plain data."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

PERSON, TEAM = "person", "team"
VERB = "witness_care.record"


class CareState(StrEnum):
    OFFERED = "offered"
    WISHED = "wished"
    DECLINED = "declined"
    ARRANGED = "arranged"
    NOT_GIVEN = "not_given"
    DONE = "done"


_S = CareState
CARE_STATES = StateTable(
    "witness_care",
    (
        State(_S.OFFERED, _("Offered"), PERSON),
        State(_S.WISHED, _("Wished, to be arranged"), TEAM),
        State(_S.DECLINED, _("Not wished for now"), PERSON),
        State(_S.ARRANGED, _("Arranged"), TEAM),
        State(_S.NOT_GIVEN, _("Asked for, and not given"), TEAM),
        State(_S.DONE, _("Done"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, _S.OFFERED, VERB, TEAM),
        *(Move(_S.OFFERED, target, VERB, PERSON) for target in (_S.WISHED, _S.DECLINED)),
        Move(_S.DECLINED, _S.WISHED, VERB, PERSON),
        *(Move(_S.WISHED, target, VERB, TEAM) for target in (_S.ARRANGED, _S.NOT_GIVEN)),
        Move(_S.WISHED, _S.DECLINED, VERB, PERSON),
        Move(_S.NOT_GIVEN, _S.WISHED, VERB, PERSON),
        *(Move(_S.ARRANGED, target, VERB, TEAM) for target in (_S.DONE, _S.NOT_GIVEN)),
        Move(_S.ARRANGED, _S.DECLINED, VERB, PERSON),
    ),
)
PENS = {PERSON: _("the person"), TEAM: _("the team"), NOBODY: _("nobody any more")}
"""Whose turn it is, in words for a page."""
