"""Who the contact person is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.years import PastDayField


class ContactPersonForm(forms.Form):
    """Who is the contact person, and since when."""

    officer = forms.ModelChoiceField(
        label=_("Contact person"),
        help_text=_("Officers who plan with people and to whom this case is open."),
        queryset=Officer.objects.none(),
        empty_label=_("Choose"),
    )
    since = PastDayField(label=_("Since"), initial=clock.today)

    def __init__(self, *args: Any, officers: Sequence[Officer] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [officer.pk for officer in officers]
        self.fields["officer"].queryset = Officer.objects.filter(pk__in=keys).order_by("name")  # type: ignore[attr-defined]
        # Keys never leave the house: an officer is named by the work address, which colleagues know.
        self.fields["officer"].to_field_name = "email"  # type: ignore[attr-defined]
