"""The ends of an officer's periods and permits for her calendar: on which day something ends or is to be answered, and nothing more.

Fetched with the token of her calendar, which she makes, shows once and ends on the page of her calendar. Source: RFC 5545 (iCalendar).
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from mooring.referral import calendar_feed

DAYS_BEFORE = (14, 7, 2)


def feed(token: str) -> bytes | None:
    """The calendar behind a token; none when there is no such address, or it works no more."""
    given = calendar_feed.is_known(token)
    if given is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select clock, due_at, changed_at from mooring_calendar_clocks(%s)", [given])
        rows = cursor.fetchall()
    days = [(key, timezone.localtime(due).date(), changed) for key, due, changed in rows]
    return calendar_feed.written(
        [(key, 1, "", day, day + timedelta(days=1), changed) for key, day, changed in days],
        summary=_("Mooring: something ends"),
        days_before=DAYS_BEFORE,
    )
