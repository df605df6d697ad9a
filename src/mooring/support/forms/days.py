"""Days and words as the forms of support ask for them."""

from __future__ import annotations

from datetime import timedelta

from django import forms

FAR = timedelta(days=366)


def lines_of_text(rows: int = 3) -> forms.Textarea:
    """A field of so many lines."""
    return forms.Textarea(attrs={"rows": rows})
