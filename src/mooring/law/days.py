"""Counting days and hours as a time limit of the mechanism is counted: said once, so that no room counts otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mooring.law.public_holidays import public_holidays

if TYPE_CHECKING:
    from mooring.law.countries import Country

SATURDAY = 5  # as `date.weekday` counts


def last_day(begins: date, days: int) -> date:
    """The last day of a period of so many days that begins on a day, which counts as the first.

    A period of 30 days that begins on 1 May ends with 30 May; the person may be here all of that day. Calendar days:
    weekends and holidays count. Raises `ValueError` when the period has no day.
    """
    if days < 1:
        raise ValueError("A period has at least one day.")
    return begins + timedelta(days=days - 1)


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises `ValueError` when it does not say in which zone it was noted.

    A clock on the wall shows the hour between two and three twice on the last Sunday of October: without the zone
    nobody can tell when 72 hours are over.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("This moment does not say its time zone; note it with the zone and ask again.")
    return moment.astimezone(UTC)


def hours_after(moment: datetime, hours: int) -> datetime:
    """The moment so many hours later, in UTC, counted as time passes and not as the clock on the wall shows it."""
    return in_utc(moment) + timedelta(hours=hours)


def a_year_after(day: date) -> date:
    """The same day a year later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def months_after(day: date, months: int, *, days: int = 0) -> date:
    """The same day so many months later, or the last day of a month that has no such day; then so many days more."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = 31
    while True:
        try:
            return date(year, month + 1, min(day.day, last)) + timedelta(days=days)
        except ValueError:
            last -= 1


def working_days_after(day: date, days: int) -> date:
    """The working day so many working days after a day; Saturdays and Sundays do not count.

    Public holidays count as working days, since no pack lists them: what is due comes rather too soon than too late.
    """
    while days > 0:
        day += timedelta(days=1)
        days -= 1 if day.weekday() < SATURDAY else 0
    return day


def is_working_day(day: date, country: Country) -> bool:
    """Whether offices of a country are open on a day: no Saturday, no Sunday, no public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(country.holidays, day.year)


def working_days(first: date, last: date, country: Country) -> int:
    """How many working days there are from one day to another, both included; none when the last lies before the first."""
    days = range((last - first).days + 1)
    return sum(is_working_day(first + timedelta(days=number), country) for number in days)


def next_working_day(day: date, country: Country) -> date:
    """The first working day on or after a day."""
    while not is_working_day(day, country):
        day += timedelta(days=1)
    return day


def safe_working_day(day: date, country: Country) -> date:
    """The last working day on or before a day: who asks then has asked in time, whatever an office does on holidays."""
    while not is_working_day(day, country):
        day -= timedelta(days=1)
    return day


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a day where the person lives: what is due on that day is not late before it is over."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone)
