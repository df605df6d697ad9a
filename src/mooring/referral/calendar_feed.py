"""Meetings for an officer's calendar: that she meets, when, and nothing more. No group, no place, no agenda leaves the house.

A feed is asked for without signing in, by a token in its address. Source: RFC 5545 (iCalendar).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from mooring.referral.models import Arrangement, MeetingState
from mooring.safeguards import clock, one_time_links
from mooring.safeguards.references import reference

CONTENT_TYPE = "text/calendar; charset=utf-8"
DOMAIN = "mooring.invalid"


def feed(token: str) -> bytes | None:
    """The calendar behind a token; none when there is no such address, or it works no more."""
    if not token or len(token) > one_time_links.LONGEST_TOKEN:
        return None
    given = one_time_links.hash_of(token)
    with connection.cursor() as cursor:
        cursor.execute("select mooring_calendar_is_known(%s)", [given])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(
            "select meeting, number, state, starts_at, ends_at, changed_at from mooring_calendar(%s)", [given]
        )
        rows = cursor.fetchall()
    return _written(rows)


def one_meeting(arrangement: Arrangement) -> bytes:
    """One meeting as a file for a calendar."""
    last = arrangement
    return _written(
        [(last.meeting_id, last.number, last.state, last.starts_at, last.ends_at, last.recorded_at)],
    )


def _written(rows: list[tuple[int, int, str, datetime, datetime, datetime]]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Mooring//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for meeting, number, state, starts_at, ends_at, changed_at in rows:
        event = Event()
        event.add("uid", f"{reference('calendar', meeting)}@{DOMAIN}")
        event.add("sequence", number - 1)
        event.add("summary", _("Mooring: meeting"))
        event.add("dtstart", _utc(starts_at))
        event.add("dtend", _utc(ends_at))
        event.add("dtstamp", _utc(clock.now()))
        event.add("last-modified", _utc(changed_at))
        event.add("status", "CANCELLED" if state == MeetingState.CANCELLED else "CONFIRMED")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    made: Any = calendar.to_ical()
    return bytes(made)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
