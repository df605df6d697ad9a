"""The demo's calendar: every day of its history is counted from today, so that it is always fresh."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

QUIET_DAYS = 120  # what lies further back than this is over: its cases are closed or rest


@dataclass(frozen=True)
class Calendar:
    """The moment at which the demo is built, and the days of the story. All numbers are whole days before today."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localtime(self.now).date()

    @property
    def start(self) -> date:
        """The first of January of last year: the mechanism of the demo begins."""
        return date(self.today.year - 1, 1, 1)

    @property
    def month(self) -> date:
        """The first day of this month."""
        return self.today.replace(day=1)

    @property
    def last_month(self) -> date:
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def month_before_last(self) -> date:
        return (self.last_month - timedelta(days=1)).replace(day=1)

    def ago(self, day: date) -> int:
        """How many days before today a day lies."""
        return (self.today - day).days

    def long_ago(self, share: float) -> int:
        """A day of the older history: 0 is the first day of it, 1 the last one."""
        oldest = self.ago(self.start) - 8
        return round(oldest - share * (oldest - QUIET_DAYS))

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def moment(self, days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment of the story, aware; never later than now."""
        told = datetime.combine(self.day(days_ago), time(hour, minute), tzinfo=settings.MOORING_COUNTRY.zone)
        return min(told, self.now - timedelta(seconds=30))

    def since_the_month_began(self, share: float) -> datetime:
        """A moment of this month, between its first minute (0) and now (1)."""
        first = datetime.combine(self.month, time(0, 1), tzinfo=settings.MOORING_COUNTRY.zone)
        return first + (self.now - first) * share
