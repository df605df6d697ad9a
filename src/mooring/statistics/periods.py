"""Periods of a table: years (`2023`) and quarters (`2023-Q4`), without gaps between the first and the last."""

from __future__ import annotations

from datetime import date, timedelta

YEAR_SQL = "to_char({day}, 'YYYY')"
QUARTER_SQL = "to_char({day}, 'YYYY\"-Q\"Q')"


def years_between(first: str, last: str) -> list[str]:
    return [str(year) for year in range(int(first), int(last) + 1)]


def quarters_between(first: str, last: str) -> list[str]:
    return [f"{number // 4}-Q{number % 4 + 1}" for number in range(_number(first), _number(last) + 1)]


def first_day(period: str) -> date:
    """The first day of a year or quarter."""
    year, _sep, quarter = period.partition("-Q")
    return date(int(year), 3 * int(quarter or 1) - 2, 1)


def last_day(period: str) -> date:
    """The last day of a year or quarter."""
    year, _sep, quarter = period.partition("-Q")
    following = date(int(year) + 1, 1, 1) if quarter in ("", "4") else date(int(year), 3 * int(quarter) + 1, 1)
    return following - timedelta(days=1)


def _number(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[6]) - 1
