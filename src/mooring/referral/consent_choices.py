"""What referral says to the pages of consent: which parts can be told, and for which needs of a person."""

from __future__ import annotations

from typing import Any

from mooring.casework import consent_choices
from mooring.casework.models import Case
from mooring.referral.pieces import offered
from mooring.referral.service_codes import NEEDS_OF_A_PERSON
from mooring.safeguards.models import Officer


def parts(officer: Officer, case: Case) -> list[tuple[str, Any]]:
    """The parts of the case that this officer could tell."""
    return [(piece.code, piece.title) for piece in offered(case, officer)]


def purposes() -> list[tuple[str, Any]]:
    """The needs for which a person can be referred."""
    return [(need.value, need.label) for need in NEEDS_OF_A_PERSON]


def fill() -> None:
    """Put both on the pages of consent."""
    consent_choices.parts_from(parts)
    consent_choices.purposes_from(purposes)
