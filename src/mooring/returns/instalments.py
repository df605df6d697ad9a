"""Money by instalments: a sum divided over months, to the last øre. Pure."""

from __future__ import annotations

from datetime import date

from mooring.law.days import months_after

MOST = 24


def divided(amount: int, months: int, first_due: date) -> list[tuple[int, date]]:
    """A sum (smallest units of the currency) in so many parts, one a month from a day on; what does not divide comes first.

    Raises `ValueError` where a part would be nothing, or there are no months, or more than `MOST`.
    """
    if not 1 <= months <= MOST or amount < months:
        raise ValueError("A sum is divided into parts that are each worth something.")
    part, rest = divmod(amount, months)
    return [(part + (number < rest), months_after(first_due, number)) for number in range(months)]
