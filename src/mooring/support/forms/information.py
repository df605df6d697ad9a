"""The form on which an officer records what a person was told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import LanguageField
from mooring.safeguards import clock
from mooring.safeguards.years import HourField
from mooring.support import told
from mooring.support.forms.days import lines_of_text
from mooring.support.models import Channel, Interpreting, Understood

BEFORE = "topic_"


class TellForm(forms.Form):
    """What was told, matter by matter; in which language and way; when; and what the person asked."""

    language = LanguageField(label=_("Language"), help_text=_("The language in which it was told."))
    channel = forms.ChoiceField(
        label=_("How"), choices=Channel, widget=forms.RadioSelect(attrs={"class": "form-choices-short"})
    )
    interpreting = forms.ChoiceField(label=_("Interpreter"), choices=Interpreting)
    told_at = HourField(label=_("When"), widget=forms.DateTimeInput)
    words = forms.CharField(
        label=_("What the person asked, or did not understand"),
        help_text=_("Sealed. Empty when nothing was."),
        widget=lines_of_text(),
        required=False,
    )

    def __init__(self, *args: Any, pressing: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Not told now")), *Understood.choices]
        for topic in told.topics():
            self.fields[BEFORE + topic] = forms.ChoiceField(
                label=told.title(topic),
                choices=choices,
                required=False,
                help_text=_("Not told yet, or to be told again.") if topic in pressing else "",
            )

    def topic_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(BEFORE)]

    def topics(self) -> dict[str, str]:
        """What was told: how it was taken in, by matter."""
        given = self.cleaned_data
        return {name.removeprefix(BEFORE): given[name] for name in given if name.startswith(BEFORE) and given[name]}

    def clean_told_at(self) -> datetime:
        moment: datetime = self.cleaned_data["told_at"]
        if moment > clock.now():
            raise forms.ValidationError(_("This hour has not come yet."))
        return moment

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not any(given.get(name) for name in self.fields if name.startswith(BEFORE)):
            self.add_error(None, _("Say for at least one matter how it was taken in."))
        return given


class LanguageChoice(forms.Form):
    """In which language the texts are shown."""

    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
