"""Forms for interpreters: the list, the hours on call, and what came of a call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import LanguageField, SeveralField, language_choices, language_name
from mooring.hotline.models import CallAnswer, InterpreterCard, InterpreterGender, WishedGender
from mooring.identification import regions
from mooring.safeguards.years import DayField, HourField

SHORT = {"class": "form-choices-short"}


class InterpreterForm(forms.Form):
    alias = forms.CharField(label=_("What the interpreter is called"), max_length=120)
    telephone = forms.CharField(label=_("Telephone"), max_length=40, widget=forms.TextInput(attrs={"type": "tel"}))
    languages = SeveralField(label=_("Languages"), choices=language_choices, number=3)
    gender = forms.ChoiceField(
        label=_("A person may wish one or the other"),
        choices=InterpreterGender.choices,
        widget=forms.RadioSelect(attrs=SHORT),
    )
    region = forms.ChoiceField(label=_("Region"), choices=regions.choices)
    comes_from = forms.CharField(
        label=_("Town or community the interpreter comes from"),
        required=False,
        max_length=120,
        help_text=_("So that a person can be asked before whether somebody from there will do."),
    )
    promised_on = DayField(
        label=_("Confidentiality promised on"), help_text=_("Nobody interprets before it is promised.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].ready(list(self.initial.get("languages") or []))  # type: ignore[attr-defined]


def as_entered(card: InterpreterCard) -> dict[str, Any]:
    """A card as it stands, to start a change from."""
    return {
        "alias": card.alias,
        "telephone": card.telephone,
        "languages": card.languages,
        "gender": card.gender,
        "region": card.region,
        "comes_from": card.comes_from,
        "promised_on": card.promised_on,
    }


class OnCallForm(forms.Form):
    begins_at = HourField(label=_("From"))
    ends_at = HourField(label=_("Until"))


class NowForm(forms.Form):
    """In which language; nothing about the person but a wish."""

    use_required_attribute = False
    language = LanguageField(label=_("Which language?"))
    gender = forms.ChoiceField(
        label=_("Does the person wish a woman or a man?"),
        choices=WishedGender.choices,
        initial=WishedGender.NO_MATTER,
        required=False,
        widget=forms.RadioSelect(attrs=SHORT),
    )

    def clean_gender(self) -> str:
        return str(self.cleaned_data["gender"] or WishedGender.NO_MATTER)


class AnswerForm(forms.Form):
    """What came of calling an interpreter. No name, no number of a person."""

    answer = forms.ChoiceField(label=_("What came of it?"), choices=CallAnswer.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("In which language?"))
    wished_gender = forms.ChoiceField(
        label=_("Whom does the person wish?"),
        choices=WishedGender.choices,
        initial=WishedGender.NO_MATTER,
        widget=forms.RadioSelect(attrs=SHORT),
    )
    not_from_the_same_town = forms.BooleanField(label=_("Not somebody from the same town or community"), required=False)

    def __init__(self, *args: Any, card: InterpreterCard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, language_name(code)) for code in card.languages]  # type: ignore[attr-defined]
