"""Days and words as the forms of support ask for them."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.years import EARLIEST

FAR = timedelta(days=366)


def lines_of_text(rows: int = 3) -> forms.Textarea:
    """A field of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def not_in_the_future(day: date) -> date:
    """A day that is here or over. Raises a form's `ValidationError`."""
    if day > clock.today():
        raise forms.ValidationError(_("This day has not come yet."))
    if day.year < EARLIEST:
        raise forms.ValidationError(_("This lies too far back. Check the year."))
    return day
