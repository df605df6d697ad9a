"""The forms by which two files on one person are joined and parted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import JoiningGround, PartingReason
from mooring.casework.pseudonym import NotAPseudonym, normalised


class PseudonymField(forms.CharField):
    """A pseudonym in any spelling; the last character checks the others."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return normalised(typed, settings.MOORING_PSEUDONYM_PREFIX)
        except NotAPseudonym:
            raise forms.ValidationError(
                _("This is no pseudonym. Read it once more; its last character checks the others.")
            ) from None


class ProposeForm(forms.Form):
    """Two files that are thought to be on one person, and why."""

    leading = PseudonymField(
        label=_("The file that leads"), help_text=_("The person is counted by this one; in doubt the older one.")
    )
    other = PseudonymField(label=_("The other file"))
    ground = forms.ChoiceField(label=_("Why?"), choices=JoiningGround.choices, widget=forms.RadioSelect)


class PartForm(forms.Form):
    """Why two files are not to be taken as being on one person."""

    reason = forms.ChoiceField(label=_("Why?"), choices=PartingReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("More about the reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text=_("Sealed. The leads of both cases and the matching desk can read it: name nobody."),
    )
