"""What time it is, in one place, so that a demo and a test can tell a story that took months.

Invented time is refused outside demo and test, here and in the database (function `house_now()` looks at a table only the owner writes).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from mooring.law.days import end_of_day

_invented: ContextVar[datetime | None] = ContextVar("mooring_invented_time", default=None)


class InventedTimeRefused(RuntimeError):
    """Somebody asked a real installation to pretend that it is another day."""


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _invented.get() or timezone.now()


def today() -> date:
    """Today's date where the country's people live (its own time zone)."""
    return timezone.localtime(now()).date()


def end_of(day: date) -> datetime:
    """The last second of a day where the country's people live."""
    return end_of_day(day, settings.MOORING_COUNTRY.zone)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Tell what follows that it happens at `moment` (aware). Opens a transaction, so that the database is told as well."""
    if settings.MOORING_MODE == "production":
        raise InventedTimeRefused("Time is invented in demo and test only.")
    token = _invented.set(moment)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select current_setting('mooring.now', true)")
                before = cursor.fetchone()[0]
                cursor.execute("select set_config('mooring.now', %s, true)", [moment.isoformat()])
            yield
            with connection.cursor() as cursor:
                cursor.execute("select set_config('mooring.now', %s, true)", [before or ""])
    finally:
        _invented.reset(token)
