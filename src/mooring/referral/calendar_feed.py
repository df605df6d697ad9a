"""Meetings for an officer's calendar: that she meets, when, and nothing more. No group, no place, no agenda leaves the house.

A feed is asked for without signing in, by a token in its address. Source: RFC 5545 (iCalendar).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from mooring.referral.models import Arrangement, MeetingState
from mooring.safeguards import clock, one_time_links
from mooring.safeguards.references import reference

CONTENT_TYPE = "text/calendar; charset=utf-8"
DOMAIN = "mooring.invalid"


def feed(token: str) -> bytes | None:
    """The calendar behind a token; none when there is no such address, or it works no more."""
    given = is_known(token)
    if given is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "select meeting, number, state, starts_at, ends_at, changed_at from mooring_calendar(%s)", [given]
        )
        rows = cursor.fetchall()
    return written(rows)


def is_known(token: str) -> bytes | None:
    """The hash of a token that works, for another feed of the same officer; none for every other token."""
    if not token or len(token) > one_time_links.LONGEST_TOKEN:
        return None
    given = one_time_links.hash_of(token)
    with connection.cursor() as cursor:
        cursor.execute("select mooring_calendar_is_known(%s)", [given])
        return given if cursor.fetchone()[0] else None


def one_meeting(arrangement: Arrangement) -> bytes:
    """One meeting as a file for a calendar."""
    last = arrangement
    return written(
        [(last.meeting_id, last.number, last.state, last.starts_at, last.ends_at, last.recorded_at)],
    )


def written(
    rows: Sequence[tuple[int, int, str, datetime | date, datetime | date, datetime]],
    *,
    summary: str = "",
    days_before: Sequence[int] = (),
) -> bytes:
    """A calendar of events: key, number of the change, state, beginning, end, when it changed; a day is a whole day.

    `summary`: what each is called, a meeting when left out. `days_before`: on which days before it the calendar reminds.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Mooring//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for key, number, state, starts_at, ends_at, changed_at in rows:
        event = Event()
        event.add("uid", f"{reference('calendar', key)}@{DOMAIN}")
        event.add("sequence", number - 1)
        event.add("summary", summary or _("Mooring: meeting"))
        event.add("dtstart", _utc(starts_at) if isinstance(starts_at, datetime) else starts_at)
        event.add("dtend", _utc(ends_at) if isinstance(ends_at, datetime) else ends_at)
        event.add("dtstamp", _utc(clock.now()))
        event.add("last-modified", _utc(changed_at))
        event.add("status", "CANCELLED" if state == MeetingState.CANCELLED else "CONFIRMED")
        event.add("class", "PRIVATE")
        for days in days_before:
            event.add_component(_reminder(days, summary))
        calendar.add_component(event)
    made: Any = calendar.to_ical()
    return bytes(made)


def _reminder(days: int, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -timedelta(days=days))
    return alarm


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
