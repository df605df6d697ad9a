"""What reached the desks since January of last year: the signals, how many people were met at each, and what became of whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.countries import script


@dataclass(frozen=True)
class Met:
    """A signal: when (days before today), by what way, to whom it came, how many were met, and the fates of those with a file.

    A fate names its story in `fates.py`; one that begins with `*` is of a person without legal residence, with `^` of a child.
    """

    days_ago: int
    hour: int
    source: str
    region: str
    officer: str
    met: int
    fates: tuple[str, ...] = ()
    danger: str = "no"


def history(calendar: Calendar) -> Iterator[Met]:
    """The signals of the whole history but the last night, oldest first."""
    told = script()
    met = [_met(calendar.long_ago(share), *rest) for share, *rest in told.older]  # type: ignore[arg-type]
    met += [_met(int(days), *rest) for days, *rest in told.newer]  # type: ignore[arg-type]
    met += _corrected(calendar) if told.corrections else []
    return iter(sorted(met, key=lambda one: -one.days_ago))


def _met(days_ago: int, hour: int, source: str, region: str, officer: str, met: int, fates: str) -> Met:
    danger = "yes" if source == "police_action" else "no"
    return Met(days_ago, hour, source, region, officer, met, tuple(fates.split()), danger)


def _corrected(calendar: Calendar) -> list[Met]:
    """Denmark's three whose decisions were corrected or recorded late, so that two vintages of last month differ."""
    found = calendar.ago(calendar.month_before_last + timedelta(days=11)) + 18
    corrected = calendar.ago(calendar.last_month + timedelta(days=8)) + 18
    late = calendar.ago(calendar.last_month + timedelta(days=23)) + 18
    return [
        _met(found, 10, "hotline", "DK-84", "astrid", 1, "court"),
        _met(corrected, 12, "health_service", "DK-82", "bjorn", 1, "*found"),
        _met(late, 9, "embassy", "DK-84", "astrid", 1, "late"),
    ]
