"""What nights cost: night by night, at the price that held on each. Whole numbers of the smallest unit of the money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.numbers import format_currency, get_currency_precision
from django.conf import settings
from django.utils.translation import get_language

from mooring.housing.models import HouseContract

Month = tuple[int, int]


@dataclass(frozen=True)
class Price:
    """What a night costs from a day to a last day; none: until further notice."""

    since: date
    until: date | None
    night_minor: int
    currency: str = ""


@dataclass(frozen=True)
class Cost:
    """What a number of nights cost, and how many of them had no price."""

    nights: int = 0
    minor: int = 0
    unpriced: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.nights + other.nights, self.minor + other.minor, self.unpriced + other.unpriced)


def own_currency() -> str:
    """The money of the country, by ISO 4217."""
    return str(settings.MOORING_COUNTRY.currency)


def in_money(minor: int, currency: str) -> str:
    """A sum of the smallest unit as it is written in the language of the page."""
    major = minor / 10 ** get_currency_precision(currency)
    # The code after the sum, as every page about money has it.
    spoken = (get_language() or "en").replace("-", "_")
    return str(format_currency(major, currency, "#,##0.00 ¤¤", locale=spoken))


def nights(begins: date, ends: date | None, first: date, last: date) -> Iterator[date]:
    """The nights of a stay between two days, both included: from the evening of `begins` to the morning of `ends`.

    Without `ends` the stay goes on: ask with `last` no later than last night.
    """
    day = max(begins, first)
    stop = last if ends is None else min(last, ends - timedelta(days=1))
    while day <= stop:
        yield day
        day += timedelta(days=1)


def price_on(prices: Iterable[Price], day: date) -> Price | None:
    """The price that holds on a night: the latest that has begun and has not ended."""
    holding = [one for one in prices if one.since <= day and (one.until is None or day <= one.until)]
    return max(holding, key=lambda one: one.since, default=None)


def by_month(begins: date, ends: date | None, first: date, last: date, prices: Iterable[Price]) -> dict[Month, Cost]:
    """What the nights of a stay cost, month by month."""
    told, found = list(prices), dict[Month, Cost]()
    for night in nights(begins, ends, first, last):
        price = price_on(told, night)
        cost = Cost(1, price.night_minor, 0) if price is not None else Cost(1, 0, 1)
        month = (night.year, night.month)
        found[month] = found.get(month, Cost()) + cost
    return found


def total(months: Iterable[Cost]) -> Cost:
    return sum(months, Cost())


def prices_of(house_key: int) -> list[Price]:
    """The prices of a house that are open to who asks."""
    rows = HouseContract.objects.standing().filter(house=house_key).order_by("since")
    return [Price(row.since, row.until, row.night_minor, row.currency) for row in rows]
