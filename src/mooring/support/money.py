"""An amount of money as a page shows it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format


def shown(amount: int | None, currency: str) -> str:
    """An amount held in the smallest unit, with its currency; a dash where none is known."""
    if amount is None:
        return "–"
    return f"{number_format(Decimal(amount) / 100, decimal_pos=2, force_grouping=True)} {currency}"
