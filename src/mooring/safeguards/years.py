"""Days and moments that forms take: within years that a working life meets. What lies outside is a slip.

The database keeps the first of all years, but nobody reads it again, nor the list in which it stands: its moment falls before Christ.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock

EARLIEST = 1900
LATEST = 2200


def within_our_years(value: date) -> None:
    """Refuse a slip of the year, for a day or a moment. Raises `ValidationError`."""
    if value.year < EARLIEST:
        raise forms.ValidationError(_("This lies too far back. Check the year."))
    if value.year >= LATEST:
        raise forms.ValidationError(_("This lies in the future. Check the day and the hour."))


def not_to_come(value: date) -> None:
    """Refuse a day that has not come yet, or a slip of the year. Raises `ValidationError`."""
    if value > clock.today():
        raise forms.ValidationError(_("This day has not come yet."))
    within_our_years(value)


def not_ahead(value: datetime) -> None:
    """Refuse a moment that lies ahead, or a slip of the year. Raises `ValidationError`."""
    if value > clock.now():
        raise forms.ValidationError(_("This lies in the future. Check the day and the hour."))
    within_our_years(value)


class DayField(forms.DateField):
    """A day."""

    default_validators: list[Any] = [within_our_years]


class HourField(forms.DateTimeField):
    """A day and an hour."""

    default_validators: list[Any] = [within_our_years]


class PastDayField(DayField):
    """A day that is here or over."""

    default_validators: list[Any] = [not_to_come]


class PastHourField(HourField):
    """A day and an hour that is over."""

    default_validators: list[Any] = [not_ahead]
