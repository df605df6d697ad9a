"""The forms of emergency access, of who looked, and of handing over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mooring.casework import pseudonym as pseudonyms
from mooring.casework.break_glass import kinds_for
from mooring.casework.models import ReviewOutcome
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference


class EmergencyForm(forms.Form):
    """Which case, why now, and in words."""

    pseudonym = forms.CharField(
        label=_("Pseudonym of the case"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("As it is written on the person's card or in a message. Its last character checks the others."),
    )
    kind = forms.ChoiceField(label=_("What is the emergency?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Why it cannot wait"),
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=10,
        max_length=4000,
        help_text=_("The team of the case reads this, and somebody else reviews it. It is sealed with the case."),
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each.value, each.label) for each in kinds_for(officer)]

    def clean_pseudonym(self) -> str:
        try:
            return pseudonyms.normalised(self.cleaned_data["pseudonym"], settings.MOORING_PSEUDONYM_PREFIX)
        except pseudonyms.NotAPseudonym:
            raise forms.ValidationError(
                _("A character of this pseudonym is wrong or missing. Read it once more, letter by letter.")
            ) from None


class ReviewForm(forms.Form):
    """What a lead says of an emergency access."""

    outcome = forms.ChoiceField(
        label=_("Was it right to open the case?"), choices=ReviewOutcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_("Sealed with the case. Say what was looked at, and what follows."),
    )


class WhoLookedForm(forms.Form):
    """Whose looks, and from when to when."""

    is_a_filter = True

    officer = forms.ChoiceField(label=_("Officer"), required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("To"), required=False)

    def __init__(self, *args: Any, looked: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer = self.fields["officer"]
        assert isinstance(officer, forms.ChoiceField)
        officer.choices = [("", _("All")), *((reference("officer", each.pk), each.name) for each in looked)]

    def clean_since(self) -> datetime | None:
        return _midnight(self.cleaned_data["since"], 0)

    def clean_until(self) -> datetime | None:
        return _midnight(self.cleaned_data["until"], 1)


def _midnight(day: date | None, days: int) -> datetime | None:
    if day is None:
        return None
    if not 1900 <= day.year < 2200:
        raise forms.ValidationError(_("Check the year."))
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min))


class HandoverForm(forms.Form):
    """Who receives the cases, and which of them."""

    to = forms.ChoiceField(label=_("Who takes them over"), widget=forms.RadioSelect)
    cases = forms.MultipleChoiceField(
        label=_("Which cases"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one case.")},
    )

    def __init__(
        self, *args: Any, receivers: list[tuple[str, str]], offered: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("to", receivers), ("cases", offered)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
