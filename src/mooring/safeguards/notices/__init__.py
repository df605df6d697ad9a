"""Notices: that something waits for an officer. They say that, never who or what."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.models.notices import Notice, Urgency

__all__ = ["KINDS", "Urgency", "coordinators", "leads_of", "register", "tell", "unseen"]

KINDS: dict[str, Any] = {}


def register(words: dict[str, Any]) -> None:
    """What each kind of notice says, in words that name nobody. For rooms' `apps.ready()`."""
    KINDS.update(words)


def tell(kind: str, *, to: Iterable[Officer | Desk], address: str = "", urgency: str = Urgency.ORDINARY) -> None:
    """Leave a notice for officers, or for all who serve at a desk now; each once, and not for the one who does the deed.

    In the transaction of the deed: rolled back with it. Sent afterwards, in each officer's own way. Raises `KeyError` for a kind
    that no room has put into words.
    """
    KINDS[kind]
    officers = {one.pk for one in to if isinstance(one, Officer)}
    desks = [one.pk for one in to if isinstance(one, Desk)]
    with connection.cursor() as cursor:
        cursor.execute(
            "select mooring_tell(%s, %s::bigint[], %s::bigint[], %s, %s)",
            [kind, list(officers), desks, address, str(urgency)],
        )
    if urgency != Urgency.ORDINARY:
        transaction.on_commit(_send_soon)


def unseen(officer: Officer) -> int:
    """How many notices the officer has not opened."""
    return Notice.objects.filter(officer=officer, seen_at=None).count()


def leads_of(agency_key: int) -> list[Officer]:
    """The officers who lead an agency now, to whom an escalation goes."""
    serving = Posting.objects.running().filter(desk__agency_id=agency_key, role="agency_lead")
    return list(Officer.objects.filter(postings__in=serving).distinct())


def coordinators() -> list[Officer]:
    """The coordinators at the national centre, the last step of a ladder."""
    serving = Posting.objects.running().filter(role="centre_coordinator")
    return list(Officer.objects.filter(postings__in=serving).distinct())


def _send_soon() -> None:
    with suppress(AlreadyEnqueued):  # the one that waits in the queue sends this one too
        app.configure_task("safeguards.send_notices", queueing_lock="send_notices").defer(timestamp=0)
