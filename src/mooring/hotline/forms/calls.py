"""The call sheet: short enough for a telephone at night, with everything that can be left out left out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case
from mooring.casework.named_by_code import LanguageField
from mooring.hotline.models import AnsweredBy, Became, Caller, CallUrgency, Information, Need, NothingMore, Tried
from mooring.hotline.models.call_backs import is_within
from mooring.identification import regions
from mooring.identification.forms.met import SHORT
from mooring.identification.models import HealthNeed, YesNoUnknown
from mooring.safeguards.years import HourField, PastHourField

NUMBER = re.compile(r"\+?[0-9 ()/-]{3,24}")


class CallBackForm(forms.Form):
    """When and how it is safe to ring back."""

    number = forms.CharField(
        label=_("Number to ring back"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Only when the caller wishes it. It is erased when that is done."),
    )
    due_at = HourField(label=_("When to ring back"), required=False)
    answered_by = forms.ChoiceField(
        label=_("Who may answer?"), choices=AnsweredBy.choices, initial=AnsweredBy.PERSON_ONLY, required=False
    )
    safe_from = forms.TimeField(label=_("Safe from"), required=False)
    safe_until = forms.TimeField(label=_("Safe until"), required=False)
    code_word = forms.CharField(
        label=_("Code word"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    voicemail = forms.BooleanField(label=_("A message may be left"), required=False)

    CALL_BACK = ("number", "due_at", "answered_by", "safe_from", "safe_until", "code_word", "voicemail")

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip()
        if number and not NUMBER.fullmatch(number):
            raise forms.ValidationError(_("Write a telephone number."))
        return number

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("number") and not given.get("due_at") and "due_at" not in self.errors:
            self.add_error("due_at", _("Say when to ring back."))
        if bool(given.get("safe_from")) != bool(given.get("safe_until")):
            self.add_error("safe_until", _("The safe hours need a beginning and an end."))
        if given.get("due_at") and not is_within(given["due_at"], given.get("safe_from"), given.get("safe_until")):
            self.add_error("due_at", _("That is not one of the safe hours."))
        return given

    def call_back(self) -> dict[str, Any] | None:
        """What was agreed on ringing back; none when nothing was."""
        if not self.cleaned_data.get("number"):
            return None
        given = {name: self.cleaned_data[name] for name in self.CALL_BACK}
        return given | {"answered_by": given["answered_by"] or AnsweredBy.PERSON_ONLY}


class CallBackAloneForm(CallBackForm):
    """The same, agreed after the call was written down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = self.fields["due_at"].required = True


class OutcomeForm(forms.Form):
    """What came of a call."""

    became = forms.ChoiceField(label=_("What comes of it?"), choices=[("", "—"), *Became.choices])
    reason = forms.ChoiceField(label=_("Why nothing more?"), choices=[("", "—"), *NothingMore.choices], required=False)
    pseudonym = forms.CharField(
        label=_("Which of your cases?"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    OUTCOME = ("became", "reason", "pseudonym")
    case: Case | None = None

    def __init__(self, *args: Any, rings: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rings = rings

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        became = given.get("became")
        if became == Became.NOTHING and not given.get("reason"):
            self.add_error("reason", _("Say why nothing more comes of it."))
        if became == Became.CASE and given.get("caller", self.rings) not in (None, Caller.PERSON):
            self.add_error("became", _("A case is opened only at the wish of the person. Make it a signal."))
        if became == Became.KNOWN_CASE:
            named = str(given.get("pseudonym") or "").strip().upper()
            self.case = Case.objects.filter(pseudonym=named).first() if named else None
            if self.case is None:
                self.add_error("pseudonym", _("There is no such case."))
        return given


class CallForm(CallBackForm, OutcomeForm):
    """One call, on one page. Nothing has to be filled in but what came of it."""

    caller = forms.ChoiceField(label=_("Who rings?"), choices=Caller.choices, initial=Caller.NOT_SAID)
    danger_now = forms.ChoiceField(
        label=_("In danger now?"),
        choices=YesNoUnknown.choices,
        widget=forms.RadioSelect(attrs=SHORT),
        help_text=_("In danger of life, ring the emergency number first."),
    )
    language = LanguageField(label=_("In which language?"), required=False)
    region = forms.ChoiceField(label=_("Where, no closer than the region?"), choices=regions.choices)
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=CallUrgency.choices)
    needs = forms.MultipleChoiceField(
        label=_("What is needed?"),
        choices=Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SHORT),
    )
    health_needs = forms.MultipleChoiceField(
        label=_("Health that cannot wait"),
        choices=HealthNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    health_happened_at = PastHourField(
        label=_("When did it happen?"),
        required=False,
        help_text=_("The hours count from then. Empty when it was not said."),
    )
    words = forms.CharField(
        label=_("What was said, and what was advised?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept sealed, and not for long. Leave out names and numbers."),
    )
    information = forms.MultipleChoiceField(
        label=_("Told about"),
        choices=Information.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SHORT),
    )
    CALL = (
        "caller",
        "language",
        "region",
        "needs",
        "urgency",
        "danger_now",
        "health_needs",
        "health_happened_at",
        "information",
        "words",
    )
    FIRST = ("danger_now", "caller", "language", "region", "urgency", "needs", "words", "information")
    HEALTH = ("health_needs", "health_happened_at")

    def call(self) -> dict[str, Any]:
        """What is written down of the call itself."""
        return {name: self.cleaned_data[name] for name in self.CALL}

    def part(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def first(self) -> list[forms.BoundField]:
        return self.part(self.FIRST)

    @property
    def health(self) -> list[forms.BoundField]:
        return self.part(self.HEALTH)

    @property
    def ringing_back(self) -> list[forms.BoundField]:
        return self.part(self.CALL_BACK)

    @property
    def outcome(self) -> list[forms.BoundField]:
        return self.part(self.OUTCOME)

    @property
    def health_is_open(self) -> bool:
        """Whether the folded part has something in it, or something to be mended."""
        return any(field.errors or field.value() for field in self.health)

    @property
    def ringing_back_is_open(self) -> bool:
        return any(self[name].errors for name in self.CALL_BACK) or bool(self["number"].value())


class TriedForm(forms.Form):
    """How ringing back ended."""

    how = forms.ChoiceField(label=_("How did it end?"), choices=Tried.choices, widget=forms.RadioSelect)
