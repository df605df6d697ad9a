"""Reckoning with a roster: which hours nobody has, which two have, and what the wall clock means on the days when it is put on or back.

Plain functions over moments; knows no table. Moments are aware; hours of the wall clock are those of the country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST = timedelta(hours=16)
"""The longest shift that may be planned; a rule of the house."""
MIDNIGHT = time(0)


@dataclass(frozen=True, order=True)
class Stretch:
    """A stretch of time, from one moment up to another that is no part of it."""

    begins: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        return self.ends.astimezone(UTC) - self.begins.astimezone(UTC)

    @property
    def hours(self) -> float:
        return round(self.length.total_seconds() / 3600, 2)


def on_the_wall(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The moment (UTC) at which the clock on the wall shows this hour. An hour that is leapt over is the one after the leap."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def stretch_on(day: date, begins: time, ends: time, zone: ZoneInfo) -> Stretch:
    """From one hour of the wall clock to the next time it shows another: over midnight when that is not later on the same day."""
    until = day if ends > begins else day + timedelta(days=1)
    return Stretch(on_the_wall(day, begins, zone), on_the_wall(until, ends, zone))


def each_day(first: date, last: date, weekdays: Iterable[int] = range(7)) -> Iterator[date]:
    """The days from the first to the last, of these weekdays only (0 is Monday)."""
    wanted = set(weekdays)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() in wanted:
            yield day


def to_be_covered(first: date, last: date, opens: time | None, closes: time | None, zone: ZoneInfo) -> list[Stretch]:
    """The stretches in which somebody must answer. Without hours it is day and night, as one stretch."""
    if opens is None or closes is None or opens == closes:
        return [Stretch(on_the_wall(first, MIDNIGHT, zone), on_the_wall(last + timedelta(days=1), MIDNIGHT, zone))]
    return joined(stretch_on(day, opens, closes, zone) for day in each_day(first, last))


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time in as few stretches as possible, in order."""
    found: list[Stretch] = []
    for one in sorted(stretches):
        if found and one.begins <= found[-1].ends:
            found[-1] = Stretch(found[-1].begins, max(found[-1].ends, one.ends))
        else:
            found.append(one)
    return found


def gaps(wanted: Iterable[Stretch], covered: Iterable[Stretch]) -> list[Stretch]:
    """What of the wanted time nobody covers, in order."""
    there = joined(covered)
    found: list[Stretch] = []
    for want in joined(wanted):
        begins = want.begins
        for one in there:
            if one.ends <= begins:
                continue
            if one.begins >= want.ends:
                break
            if one.begins > begins:
                found.append(Stretch(begins, one.begins))
            begins = max(begins, one.ends)
        if begins < want.ends:
            found.append(Stretch(begins, want.ends))
    return found


def overlaps(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The time that is covered more than once, in order."""
    found: list[Stretch] = []
    reached: datetime | None = None
    for one in sorted(stretches):
        if reached is not None and one.begins < reached:
            found.append(Stretch(one.begins, min(one.ends, reached)))
        reached = one.ends if reached is None else max(reached, one.ends)
    return joined(found)


def length_of(stretches: Iterable[Stretch]) -> timedelta:
    """How much time these stretches are together, each counted for itself."""
    return sum((one.length for one in stretches), timedelta())
