"""Freshness: a number of the law that nobody has looked at for a year is a number nobody should trust."""

from dataclasses import dataclass
from datetime import date

from mooring.law.countries import Country
from mooring.law.days import a_year_after
from mooring.law.parameters import DatedValue, Parameter


@dataclass(frozen=True)
class Stale:
    """A value still in force that was last checked more than twelve months ago."""

    parameter: str
    value: DatedValue
    due: date

    def __str__(self) -> str:
        return (
            f"{self.parameter} ({self.value.instrument.name}, {self.value.article}) was last checked on "
            f"{self.value.checked_on.isoformat()}; look again and set checked_on."
        )


@dataclass(frozen=True)
class Unconfirmed:
    """A value, or the first day of a value, that was not found in a published text."""

    parameter: str
    value: DatedValue

    def __str__(self) -> str:
        what = "its first day" if self.value.confirmed else "the value"
        return f"{self.parameter} since {self.value.since.isoformat()}: {what} is not confirmed."


def stale(country: Country, today: date) -> list[Stale]:
    """The values in force today, or still to come, that nobody has checked for twelve months. The longest due first."""
    found = [
        Stale(parameter.name, row, a_year_after(row.checked_on))
        for parameter, row in _rows(country)
        if (row.until is None or row.until >= today) and a_year_after(row.checked_on) < today
    ]
    return sorted(found, key=lambda one: (one.due, one.parameter))


def unconfirmed(country: Country) -> list[Unconfirmed]:
    """All values of a pack that are not confirmed, or whose first day is not."""
    return [
        Unconfirmed(parameter.name, row)
        for parameter, row in _rows(country)
        if not row.confirmed or row.since_earliest is not None
    ]


def _rows(country: Country) -> list[tuple[Parameter, DatedValue]]:
    return [(parameter, row) for parameter in country.law.parameters for row in parameter.values]
