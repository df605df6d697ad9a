"""The police as a receiver: what belongs to a person's support, and what was done before a confidence is broken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.referral.pieces import Piece
from mooring.referral.service_codes import Service
from mooring.safeguards.models import AgencyKind

# The prosecution works from the same file as the police.
POLICE_KINDS = frozenset({AgencyKind.POLICE.value, "prosecution"})
POLICE_NEEDS = frozenset({Service.POLICE_CONTACT.value, Service.INVESTIGATION.value, Service.PROSECUTION.value})
PARTS_OF_SUPPORT = frozenset({Compartment.SUPPORT.value, Compartment.HEALTH.value, Compartment.SHELTER_ADDRESS.value})


class NotToldBecause(models.TextChoices):
    """Why the person was not told that the police were."""

    ENDANGERS_PERSON = "endangers_person", _("Telling the person now would endanger her or him")
    ENDANGERS_OTHERS = "endangers_others", _("Telling the person now would endanger somebody else")


@dataclass(frozen=True)
class PoliceGround:
    """What was done before one of the three named grounds is used: the lawyer asked, and the person told unless that endangers."""

    lawyer_asked_on: date | None
    told_person: bool
    not_told_because: str = ""


def is_support_matter(need: str, pieces: Iterable[Piece]) -> bool:
    """Whether what is asked, or any piece of what is told, belongs to the person's support."""
    return need not in POLICE_NEEDS or any(piece.compartment in PARTS_OF_SUPPORT for piece in pieces)
