"""Notices: that something waits for an officer. They say that, never who or what."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from mooring.safeguards.models import Desk, Officer


class Urgency(StrEnum):
    """How soon a notice must reach somebody."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    ESCALATION = "escalation"


KINDS: dict[str, Any] = {}


def register(words: dict[str, Any]) -> None:
    """What each kind of notice says, in words that name nobody. For rooms' `apps.ready()`."""
    KINDS.update(words)


def tell(kind: str, *, to: Iterable[Officer | Desk], address: str = "", urgency: Urgency = Urgency.ORDINARY) -> None:
    """Leave a notice for officers, or for all who serve at a desk now; sent in their own ways once the transaction has ended well."""


def leads_of(agency_key: int) -> list[Officer]:
    """The officers who lead an agency now, to whom an escalation goes."""
    return list(
        Officer.objects.filter(
            postings__in=_running().filter(desk__agency_id=agency_key, role="agency_lead"), is_active=True
        ).distinct()
    )


def coordinators() -> list[Officer]:
    """The coordinators at the national centre, the last step of a ladder."""
    return list(
        Officer.objects.filter(postings__in=_running().filter(role="centre_coordinator"), is_active=True).distinct()
    )


def _running() -> Any:
    from mooring.safeguards.models import Posting

    return Posting.objects.running()
