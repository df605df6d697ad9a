"""The forms of review and of holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework import retention
from mooring.casework.models import DataClass, HoldGround
from mooring.casework.models.retention import BY_ARCHIVES, KEEPING


class HoldForm(forms.Form):
    """A hold: nothing of the case may be erased."""

    ground = forms.ChoiceField(label=_("Why"), choices=HoldGround.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("More about it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("Sealed: read by the team of the case only."),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput,
        help_text=_("The last day. Empty: until it is lifted."),
    )


class ArchivesForm(forms.Form):
    """What the archives have done."""

    ground = forms.ChoiceField(
        label=_("What the archives have done"),
        choices=[(ground.value, ground.label) for ground in BY_ARCHIVES],
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(
        label=_("Their number of the matter"), max_length=40, help_text=_("As in their letter. No name belongs here.")
    )
    happened_on = forms.DateField(label=_("The day of their letter"), widget=forms.DateInput)


class KeepForm(forms.Form):
    """Keeping something for longer."""

    ground = forms.ChoiceField(
        label=_("Why it is kept for longer"),
        choices=[(ground.value, ground.label) for ground in KEEPING],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(label=_("Until"), widget=forms.DateInput, help_text=_("Then it is looked at again."))


class FilterForm(forms.Form):
    """Which of the things to be reviewed are shown."""

    is_a_filter = True

    state = forms.ChoiceField(label=_("How far"), required=False)
    data_class = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("state", [(state.value, words) for state, words in retention.STATE_NAMES.items()]),
            ("data_class", DataClass.choices),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]
