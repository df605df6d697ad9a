"""By when a referral is answered, and the ladder that one without an answer climbs.

The times are the house's own rule, not the law's: an hour, eight hours, a week, a fortnight. A rung is climbed half the time, the whole
time and twice the time after sending; after three times it lapses, and is again the sender's. The database climbs by the same table.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(models.TextChoices):
    """How soon the receiver must answer."""

    NOW = "now", _("Now: within an hour")
    TODAY = "today", _("Today: within eight hours")
    WEEK = "week", _("Within a week")
    ORDINARY = "ordinary", _("Within two weeks")


TIME_TO_ANSWER: dict[str, timedelta] = {
    Urgency.NOW: timedelta(hours=1),
    Urgency.TODAY: timedelta(hours=8),
    Urgency.WEEK: timedelta(days=7),
    Urgency.ORDINARY: timedelta(days=14),
}


class Rung(models.IntegerChoices):
    """Who is told that a referral waits, one after the other."""

    REMINDER = 1, _("The desk was reminded")
    AGENCY = 2, _("The agency's lead was told")
    CENTRE = 3, _("The national centre was told")


RUNG_AFTER: dict[int, float] = {Rung.REMINDER: 0.5, Rung.AGENCY: 1, Rung.CENTRE: 2}
LAPSES_AFTER = 3
"""In times to answer, counted from the sending."""


def due_at(urgency: str, sent_at: datetime) -> datetime:
    """By when a referral of this urgency is answered."""
    return sent_at + TIME_TO_ANSWER[urgency]
