"""Choosing the year whose spending is shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock

BACK = 6


class YearForm(forms.Form):
    """A calendar year: shorter spans would let small sums be worked out."""

    is_a_filter = True

    year = forms.ChoiceField(label=_("Year"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = self.fields["year"]
        assert isinstance(year, forms.ChoiceField)
        year.choices = [(str(each), str(each)) for each in years()]


def years() -> list[int]:
    """This year and those before it, the latest first."""
    return [clock.today().year - back for back in range(BACK)]
