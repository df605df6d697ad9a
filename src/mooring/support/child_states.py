"""Where the appointment of a child's representative stands, and where the search for a missing child does. Plain data."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mooring.safeguards.state_tables import BEGINNING, NOBODY, Move, State, StateTable

TEAM, APPOINTS = "team", "who_appoints"


class RepresentativeState(StrEnum):
    ASKED_FOR = "asked_for"
    APPOINTED = "appointed"
    ENDED = "ended"


class MissingState(StrEnum):
    MISSING = "missing"
    FOUND = "found"


_R, _M = RepresentativeState, MissingState
REPRESENTATIVE_STATES = StateTable(
    "representative",
    (
        State(_R.ASKED_FOR, _("Asked for"), APPOINTS),
        State(_R.APPOINTED, _("Appointed"), TEAM),
        State(_R.ENDED, _("Ended"), TEAM),
    ),
    (
        Move(BEGINNING, _R.ASKED_FOR, "child.ask_representative", TEAM),
        Move(_R.ENDED, _R.ASKED_FOR, "child.ask_representative", TEAM),
        Move(BEGINNING, _R.APPOINTED, "child.appoint_representative", TEAM),
        Move(_R.ASKED_FOR, _R.APPOINTED, "child.appoint_representative", TEAM),
        Move(_R.APPOINTED, _R.APPOINTED, "child.appoint_representative", TEAM),
        Move(_R.ENDED, _R.APPOINTED, "child.appoint_representative", TEAM),
        Move(_R.APPOINTED, _R.ENDED, "child.end_representative", TEAM),
    ),
)
MISSING_STATES = StateTable(
    "missing_child",
    (
        State(_M.MISSING, _("Missing"), TEAM, "child.missing"),
        State(_M.FOUND, _("Found, or was not missing"), NOBODY, final=True),
    ),
    (
        Move(BEGINNING, _M.MISSING, "child.alarm", TEAM),
        Move(_M.MISSING, _M.FOUND, "child.found", TEAM),
    ),
)
