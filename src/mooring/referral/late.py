"""Referrals that nobody answered in time, for those who get them moving: codes, agencies and times, and nothing of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from mooring.referral.due import Rung, Urgency
from mooring.referral.models import ReferralKind
from mooring.referral.reading import PRESSING
from mooring.referral.referral_states import REFERRAL_STATES
from mooring.referral.service_codes import service_label
from mooring.safeguards.models import Agency, Desk, Officer

COORDINATOR = "centre_coordinator"


@dataclass(frozen=True)
class Late:
    """One that is late: for whom it waits since when, and who has been told."""

    reference: str
    need: str
    urgency: Any
    urgent: bool
    kind: Any
    state: Any
    due_at: datetime | None
    from_agency: Any
    waits_for: Any
    told: Any


def sees_all(officer: Officer) -> bool:
    """Whether the officer sees those of the whole country, and not of her own agency alone."""
    return any(posting.role == COORDINATOR for posting in officer.running_postings())


def late_for(officer: Officer, limit: int) -> list[Late]:
    """Those that this officer sees, the longest first; at most `limit`. The database gives each role its own. Three queries."""
    with connection.cursor() as cursor:
        cursor.execute("select * from mooring_late_referrals() limit %s", [limit])
        rows = cursor.fetchall()
    agencies = Agency.objects.in_bulk({key for row in rows for key in row[6:8]})
    desks = Desk.objects.select_related("agency").in_bulk({row[8] for row in rows if row[8]})
    return [
        Late(
            reference=named,
            need=service_label(need),
            urgency=Urgency(urgency).label,
            urgent=urgency in PRESSING,
            kind=ReferralKind(kind).label,
            state=REFERRAL_STATES.state(state).label,
            due_at=due_at,
            from_agency=agencies.get(sender),
            waits_for=desks.get(desk) or agencies.get(receiver),
            told=Rung(rung).label if rung else "",
        )
        for named, need, urgency, kind, state, due_at, sender, receiver, desk, rung in rows
    ]
