"""Forms for what is known of the person in codes, and for what two authorities add in parts of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import (
    SeveralField,
    citizenship_choices,
    country_choices,
    language_choices,
)
from mooring.identification.models import AgeAssessment, Crossing, Form, Gender, ImmigrationKind, KnownHow, PoliceKind
from mooring.law import ResidenceBasis as Basis

SHORT = {"class": "form-choices-short"}
STAY = {"": None, "yes": True, "no": False}


class ResidenceForm(forms.Form):
    basis = forms.ChoiceField(
        label=_("On what ground is the person in the country?"),
        choices=lambda: [(one.value, _(one.label)) for one in reversed(Basis)],
        widget=forms.RadioSelect,
        help_text=_("“Not known yet” is a full answer. Do not ask for papers at night for our sake."),
    )
    stay_lawful = forms.TypedChoiceField(
        label=_("Does the stay still run?"),
        choices=[("", _("Not known")), ("yes", _("Yes")), ("no", _("No, it has ended"))],
        coerce=lambda given: STAY[given],
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs=SHORT),
        help_text=_("Only for a permit, a visa or a visa-free stay, which can have ended."),
    )
    known_how = forms.ChoiceField(label=_("How do we know?"), choices=KnownHow.choices, widget=forms.RadioSelect)


class PersonForm(forms.Form):
    gender = forms.ChoiceField(
        label=_("Gender, as the person says"), choices=Gender.choices, widget=forms.RadioSelect(attrs=SHORT)
    )
    own_word = forms.CharField(
        label=_("The person's own word"), required=False, max_length=60, help_text=_("Kept sealed; never in a figure.")
    )
    age_years = forms.IntegerField(
        label=_("Age in years"), min_value=0, max_value=120, required=False, help_text=_("Empty when it is not known.")
    )
    age_in_doubt = forms.BooleanField(
        label=_("It is in doubt whether the person is under 18"),
        required=False,
        help_text=_("The person is then treated as a child until it is known."),
    )
    age_assessment = forms.ChoiceField(label=_("Age assessment"), choices=AgeAssessment.choices)
    citizenships = SeveralField(
        label=_("Citizenship"),
        choices=citizenship_choices,
        required=False,
        help_text=_("As the person says. Leave it empty when it is not known."),
    )
    languages = SeveralField(label=_("Languages the person speaks"), choices=language_choices, required=False)
    known_how = forms.ChoiceField(
        label=_("How do we know?"), choices=KnownHow.choices, initial=KnownHow.SAID_BY_PERSON, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready(self, "citizenships", "languages")


class ExploitationForm(forms.Form):
    exploited_for = forms.MultipleChoiceField(
        label=_("Forms of exploitation"),
        choices=Form.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A person may have met several."),
    )
    crossing = forms.ChoiceField(
        label=_("Within the country, or across a border?"),
        choices=Crossing.choices,
        widget=forms.RadioSelect(attrs=SHORT),
    )
    countries = SeveralField(label=_("In which countries?"), choices=country_choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready(self, "countries")


def ready(form: forms.Form, *names: str) -> None:
    """Give the fields of several choices their selects, with room for what is known."""
    for name in names:
        field = form.fields[name]
        assert isinstance(field, SeveralField)
        field.ready(list(form.initial.get(name) or []))


class PoliceForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it about?"), choices=PoliceKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What the police know"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Kept sealed, in a part of its own."),
    )


class ImmigrationForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it about?"), choices=ImmigrationKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What is known from the procedure"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Kept sealed, in a part of its own."),
    )
