"""The hotline's forms for tips."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.hotline.models.tips import ClosedBecause, PoliceGround
from mooring.identification import regions
from mooring.identification.models import YesNoUnknown

LONGEST = 20_000


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Whoever finds the receipt can read it. Repeat nothing of what was told, and name nobody."),
    )


class TipSignalForm(forms.Form):
    danger_now = forms.ChoiceField(
        label=_("Is anybody in danger now?"),
        choices=YesNoUnknown.choices,
        widget=forms.RadioSelect(attrs={"class": "form-choices-short"}),
        help_text=_("In danger of life, ring the emergency number first."),
    )
    region = forms.ChoiceField(label=_("Where, no closer than the region?"), choices=regions.choices)
    words = forms.CharField(
        label=_("What the desk needs to know"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "The words of the tip to begin with. Take out what tells who wrote them, and names that are not needed."
        ),
    )


class CloseTipForm(forms.Form):
    because = forms.ChoiceField(label=_("Why"), choices=ClosedBecause.choices, widget=forms.RadioSelect)


class PoliceForm(forms.Form):
    ground = forms.ChoiceField(label=_("On which ground"), choices=PoliceGround.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What was told to the police, by whom it was asked for, and which lawyer was asked"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "The least that is needed. Mooring sends nothing: this notes what you told by telephone or letter."
        ),
    )
