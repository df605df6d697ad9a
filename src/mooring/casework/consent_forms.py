"""The forms of consent: to be supported, that others are told, withdrawn; and the basis of the file, which is none of these."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework import consent_choices
from mooring.casework.models import Basis, Case, ExplainedHow, GivenHow, Relation
from mooring.casework.named_by_code import LanguageField
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.years import DayField, HourField


class HowGiven(forms.Form):
    """How it was explained, and how the person answered."""

    explained_how = forms.ChoiceField(
        label=_("How it was explained"), choices=ExplainedHow.choices, widget=forms.RadioSelect
    )
    language = LanguageField(label=_("In which language"))
    given_how = forms.ChoiceField(label=_("Who answered, and how"), choices=GivenHow.choices, widget=forms.RadioSelect)
    relation = forms.ChoiceField(
        label=_("If somebody answered for the person: who"),
        choices=[("", "–"), *Relation.choices],
        required=False,
        help_text=_("Never somebody who may have to do with what happened to the person."),
    )
    given_at = HourField(label=_("When"), initial=clock.now)
    words = forms.CharField(
        label=_("What the person said"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In the person's own words, if possible. It is sealed."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        by_somebody_else = given.get("given_how") == GivenHow.REPRESENTATIVE
        if by_somebody_else and not given.get("relation"):
            self.add_error("relation", _("Say who answered for the person."))
        if not by_somebody_else:
            given["relation"] = ""
        return given


class SupportForm(HowGiven):
    """That the person agreed to be supported."""


class ShareForm(HowGiven):
    """That the person agreed that something is told: to whom, for what, which parts, until when."""

    recipient = forms.ModelChoiceField(
        label=_("Who may be told"), queryset=Agency.objects.none(), to_field_name="code", empty_label="–"
    )
    purpose = forms.ChoiceField(label=_("For what"))
    parts = forms.MultipleChoiceField(
        label=_("What may be told"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the person said yes to, one by one. What is not ticked is not told."),
    )
    until = DayField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput,
        help_text=_("The last day, if the person wants one. Empty: until the person changes their mind."),
    )
    field_order = ("recipient", "purpose", "parts", "until")

    def __init__(self, *args: Any, officer: Officer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recipient, purpose, parts = (self.fields[name] for name in ("recipient", "purpose", "parts"))
        assert isinstance(recipient, forms.ModelChoiceField)
        assert isinstance(purpose, forms.ChoiceField) and isinstance(parts, forms.ChoiceField)
        recipient.queryset = Agency.objects.exclude(pk=officer.agency.pk)
        purpose.choices = [("", "–"), *consent_choices.purposes()]
        parts.choices = consent_choices.parts(officer, case)


class WithdrawForm(forms.Form):
    """That the person no longer agrees."""

    reason_words = forms.CharField(
        label=_("Why, if the person wishes to say"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No reason is needed. It is sealed."),
    )


class BasisForm(forms.Form):
    """On what the agency rests when it keeps the file."""

    basis = forms.ChoiceField(
        label=_("On what does your agency rest?"), choices=Basis.choices, widget=forms.RadioSelect
    )
