"""The form for what the police decided about where a person met stays."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.identification.models import PoliceDecision
from mooring.safeguards.years import PastHourField


class PlacementForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("What did the police decide?"), choices=PoliceDecision.choices, widget=forms.RadioSelect
    )
    decided_at = PastHourField(
        label=_("When did they decide?"),
        help_text=_("Ask the police for the hour. The clock of a detention counts from it."),
    )
