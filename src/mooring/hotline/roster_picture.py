"""The roster as a coloured strip: one bar a day, with what is taken, what is only backed up, and what nobody has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mooring.hotline.models import DutyLine, Shift, ShiftKind
from mooring.hotline.roster import MIDNIGHT, Stretch, on_the_wall

# Told apart by lightness as well as by colour, for who sees few colours.
COLOURS = {"day": "#2f7fb5", "night": "#14495a", "back_up": "#b98a00", "open": "#d6d3c9", "gap": "#a8201a"}
WIDTH = 960


@dataclass(frozen=True)
class Bar:
    """A piece of a day's strip: what it is, and where it lies, in units of a 960th of that day."""

    kind: str
    x: int
    width: int

    @property
    def colour(self) -> str:
        return COLOURS[self.kind]


@dataclass
class DayOfRoster:
    """One day of a desk: its shifts, its gaps, and the strip. A day may have 23 or 25 hours."""

    day: date
    whole: Stretch
    shifts: list[Shift] = field(default_factory=list)
    gaps: list[Stretch] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    def draw(self, kind: str, begins: datetime, ends: datetime) -> None:
        """Add a piece, cut off at both ends of the day."""
        all_of_it = self.whole.length.total_seconds()
        start = max(begins, self.whole.begins) - self.whole.begins
        stop = min(ends, self.whole.ends) - self.whole.begins
        x, to = (round(WIDTH * part.total_seconds() / all_of_it) for part in (start, stop))
        if to > x:
            self.bars.append(Bar(kind, x, to - x))


def days_of(
    first: date, days: int, line: DutyLine | None, shifts: Iterable[Shift], gaps: Iterable[Stretch], zone: ZoneInfo
) -> list[DayOfRoster]:
    """The days of a desk from the first on. A shift is listed on the day on which it begins, and drawn on every day it touches."""
    told = []
    shifts, gaps = list(shifts), list(gaps)
    for number in range(days):
        day = first + timedelta(days=number)
        whole = Stretch(on_the_wall(day, MIDNIGHT, zone), on_the_wall(day + timedelta(days=1), MIDNIGHT, zone))
        one = DayOfRoster(day, whole)
        for gap in (gap for gap in gaps if gap.begins < whole.ends and gap.ends > whole.begins):
            one.gaps.append(Stretch(max(gap.begins, whole.begins), min(gap.ends, whole.ends)))
            one.draw("gap", gap.begins, gap.ends)
        for shift in shifts:
            if whole.begins <= shift.begins_at < whole.ends or (number == 0 and shift.begins_at < whole.begins):
                one.shifts.append(shift)
            if shift.begins_at < whole.ends and shift.ends_at > whole.begins and not (shift.is_open and one.gaps):
                one.draw(_kind(shift), shift.begins_at, shift.ends_at)
        told.append(one)
    return told


def _kind(shift: Shift) -> str:
    if shift.is_open:
        return "open"
    return {ShiftKind.DAY: "day", ShiftKind.NIGHT: "night"}.get(ShiftKind(shift.kind), "back_up")
