"""The log of a house."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.housing.models import IncidentKind, Severity, Told
from mooring.safeguards.years import HourField

WORDS = forms.Textarea(attrs={"rows": 3})


class IncidentForm(forms.Form):
    """What happened, how grave it was, what was done, who was told."""

    kind = forms.ChoiceField(label=_("What happened"), choices=IncidentKind.choices, widget=forms.RadioSelect)
    severity = forms.ChoiceField(label=_("How grave was it?"), choices=Severity.choices, widget=forms.RadioSelect)
    happened_at = HourField(label=_("When"))
    words = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=4000,
        widget=WORDS,
        help_text=_("No names of who lives here. Sealed: only the desk of the house reads it."),
    )
    done = forms.CharField(label=_("What was done"), required=False, max_length=4000, widget=WORDS)
    told = forms.MultipleChoiceField(
        label=_("Who was told"), choices=Told.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class SureForm(forms.Form):
    """A page that asks once more before something grave."""

    sure = forms.BooleanField(label=_("Yes, that is so"))
