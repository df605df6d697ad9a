"""Forms for the clarifying conversation and for the signs observed in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import LanguageField
from mooring.identification.models import AnswerState, IndicatorObserved, Interpreter, PlaceKind, SecondMeeting, YesNo
from mooring.safeguards.years import PastHourField
from mooring.screening.indicators import Indicator

SHORT = {"class": "form-choices-short"}


class MeetingForm(forms.Form):
    """How a meeting is held: what the person was offered, and what the person chose."""

    told_voluntary = forms.BooleanField(
        label=_("The person was told that it is voluntary, and what the answers are for"),
        required=False,
        help_text=_("Also that the person may stop, take a break, skip a question and say no to the interpreter."),
    )
    held_on = PastHourField(label=_("When"))
    place = forms.ChoiceField(label=_("Where, as a kind of place"), choices=PlaceKind.choices)
    interpreter = forms.ChoiceField(label=_("Interpreter"), choices=Interpreter.choices, widget=forms.RadioSelect)
    interpreter_language = LanguageField(label=_("Language of the interpreter"), required=False)
    interpreter_by_telephone = forms.BooleanField(label=_("By telephone, without the person's name"), required=False)
    interpreter_not_from_community = forms.ChoiceField(
        label=_("Made sure that the interpreter is not from the person's own community or town"),
        choices=YesNo.choices,
        initial=YesNo.NOT_ASKED,
        widget=forms.RadioSelect(attrs=SHORT),
    )
    companion = forms.ChoiceField(
        label=_("A companion of the person's own choice"),
        choices=YesNo.choices,
        initial=YesNo.NOT_ASKED,
        widget=forms.RadioSelect(attrs=SHORT),
    )
    lawyer = forms.ChoiceField(
        label=_("A lawyer"), choices=YesNo.choices, initial=YesNo.NOT_ASKED, widget=forms.RadioSelect(attrs=SHORT)
    )
    breaks = forms.IntegerField(label=_("Breaks taken"), min_value=0, max_value=50, initial=0, required=False)
    second_meeting = forms.ChoiceField(
        label=_("A second meeting"),
        choices=SecondMeeting.choices,
        initial=SecondMeeting.NOT_NEEDED,
        widget=forms.RadioSelect(attrs=SHORT),
        help_text=_("Rest and another place often help. Nothing is asked twice."),
    )

    WITH_THE_PERSON = ("companion", "lawyer", "breaks", "second_meeting")
    OF_THE_INTERPRETER = (
        "interpreter",
        "interpreter_language",
        "interpreter_by_telephone",
        "interpreter_not_from_community",
    )

    def clean_breaks(self) -> int:
        return self.cleaned_data.get("breaks") or 0

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("interpreter") == Interpreter.ACCEPTED and not given.get("interpreter_language"):
            self.add_error("interpreter_language", _("Say into which language."))
        return given

    def section(self, names: Iterable[str]) -> list[forms.BoundField]:
        return [self[name] for name in names]


class SectionForm(forms.Form):
    """One section of the conversation, in the person's words as far as possible. Which button was pressed says the rest."""

    words = forms.CharField(
        label=_("What the person told"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write what was told, or choose that the person does not wish to speak of it now.")
        },
    )
    state = forms.ChoiceField(choices=AnswerState.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = self.data.get("state") in (None, "", AnswerState.TOLD)

    def clean_state(self) -> str:
        return self.cleaned_data.get("state") or AnswerState.TOLD.value


class SignsForm(forms.Form):
    """Some signs of a published list: each with whether it was observed, and what shows it."""

    def __init__(
        self, *args: Any, signs: Iterable[Indicator], known: Mapping[str, IndicatorObserved], **kwargs: Any
    ) -> None:
        self.signs = tuple(signs)
        self.known = known
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for sign in self.signs:
            earlier = known.get(sign.code)
            self.fields[f"seen-{sign.code}"] = forms.BooleanField(
                label=sign.text(language), required=False, initial=earlier is not None and earlier.observed
            )
            self.fields[f"evidence-{sign.code}"] = forms.CharField(
                label=_("What shows it, if observed"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=earlier.words("evidence") if earlier is not None else "",
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each sign with its two fields and what was recorded before."""
        return [
            {
                "seen": self[f"seen-{sign.code}"],
                "evidence": self[f"evidence-{sign.code}"],
                "earlier": self.known.get(sign.code),
            }
            for sign in self.signs
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for sign in self.signs:
            if given.get(f"seen-{sign.code}") and not given.get(f"evidence-{sign.code}", "").strip():
                self.add_error(f"evidence-{sign.code}", _("Say in a few words what shows it: seen, heard or told."))
        return given

    def changed(self) -> list[tuple[Indicator, bool, str]]:
        """The signs that are new or otherwise than recorded: the sign, whether it was observed, and what shows it."""
        found = []
        for sign in self.signs:
            seen, evidence = self.cleaned_data[f"seen-{sign.code}"], self.cleaned_data[f"evidence-{sign.code}"].strip()
            earlier = self.known.get(sign.code)
            before = (earlier.observed, earlier.words("evidence")) if earlier is not None else (False, "")
            if (seen, evidence) != before:
                found.append((sign, seen, evidence))
        return found
