"""What reached the desks since January of last year: the signals, how many people were met at each, and what became of whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from mooring.demo.calendar_of_the_demo import Calendar


@dataclass(frozen=True)
class Met:
    """A signal: when (days before today), by what way, to whom it came, how many were met, and the fates of those with a file.

    A fate names its story in `fates.py`; one that begins with `*` is of a person without legal residence.
    """

    days_ago: int
    hour: int
    source: str
    region: str
    officer: str
    met: int
    fates: tuple[str, ...] = ()
    danger: str = "no"


# Of the older history the day is a share: 0 the first day of it, 1 the last.
OLDER: tuple[tuple[float, int, str, str, str, int, str], ...] = (
    (0.00, 22, "police_action", "DK-84", "astrid", 4, "over *over"),
    (0.04, 11, "hotline", "DK-82", "bjorn", 1, "own-over"),
    (0.10, 20, "outreach", "DK-84", "ivar", 5, "*over"),
    (0.15, 9, "tax_control", "DK-85", "astrid", 6, "over against-over"),
    (0.22, 14, "asylum_centre", "DK-81", "rosa", 1, "*over"),
    (0.30, 10, "prison", "DK-82", "bjorn", 1, "*against-over"),
    (0.37, 13, "health_service", "DK-84", "bjorn", 1, "over"),
    (0.45, 21, "outreach", "DK-82", "johanne", 4, "own"),
    (0.52, 8, "labour_control", "DK-83", "astrid", 5, "against"),
    (0.60, 12, "dublin_transfer", "DK-84", "rosa", 1, "*over"),
    (0.68, 15, "municipality", "DK-83", "bjorn", 1, "against"),
    (0.75, 7, "border", "DK-83", "astrid", 3, "*back"),
    (0.82, 19, "outreach", "DK-84", "ivar", 4, "own"),
    (0.88, 10, "embassy", "DK-84", "svend", 1, "own"),
    (0.94, 16, "hotline", "DK-84", "laust", 2, "own"),
)

# Of the last months the day is told in days before today.
NEWER: tuple[tuple[int, int, str, str, str, int, str], ...] = (
    (86, 10, "asylum_centre", "DK-81", "rosa", 1, "*against"),
    (62, 23, "police_action", "DK-84", "astrid", 5, "*longer"),
    (58, 9, "childrens_centre", "DK-82", "bjorn", 1, "back"),
    (49, 11, "departure_control", "DK-84", "astrid", 1, "*soon"),
    (46, 10, "hotline", "DK-82", "johanne", 1, "*more"),
    (44, 13, "prison", "DK-85", "bjorn", 1, "*leave"),
    (40, 14, "labour_control", "DK-81", "astrid", 4, "legal"),
    (36, 15, "self", "DK-84", "klara", 1, "legal"),
    (34, 20, "police_action", "DK-83", "bjorn", 3, "*running"),
    (33, 9, "health_service", "DK-84", "astrid", 1, "*running"),
    (28, 22, "outreach", "DK-84", "astrid", 3, "*alarm"),
    (24, 12, "tax_control", "DK-82", "astrid", 3, "asked *asked"),
    (17, 10, "asylum_centre", "DK-83", "rosa", 1, "*asked"),
    (15, 11, "secure_institution", "DK-85", "bjorn", 1, "*asked"),
    (12, 18, "hotline", "DK-84", "laust", 2, "new new"),
    (9, 21, "outreach", "DK-82", "johanne", 2, "new"),
    (6, 13, "municipality", "DK-81", "astrid", 1, "asked"),
    (4, 10, "self", "DK-84", "bjorn", 1, "new"),
    (3, 15, "hotline", "DK-84", "astrid", 1, "nobody"),
)


def history(calendar: Calendar) -> Iterator[Met]:
    """The signals of the whole history but the last night, oldest first."""
    met = [_met(calendar.long_ago(share), *rest) for share, *rest in OLDER]  # type: ignore[arg-type]
    met += [_met(*row) for row in NEWER]
    met += [
        _met(
            calendar.ago(calendar.month_before_last + timedelta(days=11)) + 18,
            10,
            "hotline",
            "DK-84",
            "astrid",
            1,
            "court",
        ),
        _met(
            calendar.ago(calendar.last_month + timedelta(days=8)) + 18,
            12,
            "health_service",
            "DK-82",
            "bjorn",
            1,
            "*found",
        ),
        _met(calendar.ago(calendar.last_month + timedelta(days=23)) + 18, 9, "embassy", "DK-84", "astrid", 1, "late"),
    ]
    return iter(sorted(met, key=lambda one: -one.days_ago))


def _met(days_ago: int, hour: int, source: str, region: str, officer: str, met: int, fates: str) -> Met:
    danger = "yes" if source == "police_action" else "no"
    return Met(days_ago, hour, source, region, officer, met, tuple(fates.split()), danger)
