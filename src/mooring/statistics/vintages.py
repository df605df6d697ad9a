"""Vintages: the state of knowledge at the end of a day. Asked again in a year, a vintage gives the same figures, to the digit."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from mooring.safeguards import clock


class DayNotOver(ValueError):
    """The day asked about is not over, so what is known on it can still change."""


@dataclass(frozen=True)
class Vintage:
    """What was known when `day` ended: facts recorded before `moment`, and not superseded before it."""

    day: date
    moment: datetime


def latest_day() -> date:
    """The last day that is over, in the country's own time zone: yesterday there."""
    return clock.now().astimezone(_zone()).date() - timedelta(days=1)


def as_known_on(day: date) -> Vintage:
    """The vintage of a day that is over. Raises `DayNotOver` for today and later, and while work begun on that day is still unfinished."""
    if day > latest_day():
        raise DayNotOver(
            _("What is known on %(day)s can still change. Choose %(latest)s or a day before it.")
            % {"day": day.isoformat(), "latest": latest_day().isoformat()}
        )
    moment = datetime.combine(day + timedelta(days=1), time.min, tzinfo=_zone())
    with connection.cursor() as cursor:
        cursor.execute("select mooring_open_since_before(%s)", [moment])
        unfinished = cursor.fetchone()[0]
    if unfinished:
        raise DayNotOver(
            _(
                "Somebody is still recording something begun on %(day)s. Ask again in a minute, or choose an earlier day."
            )
            % {"day": day.isoformat()}
        )
    return Vintage(day, moment)


def as_known_by_months(day: date) -> Vintage:
    """The vintage of the last month that was over on a day: between two days one person less or more would tell who it was.

    Raises `DayNotOver` as `as_known_on` does.
    """
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return as_known_on(last if day == last else day.replace(day=1) - timedelta(days=1))


def _zone() -> ZoneInfo:
    zone: ZoneInfo = settings.MOORING_COUNTRY.zone
    return zone
