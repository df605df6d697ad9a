"""The forms of the person's own file: the request, the look through its parts, the handing over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import FileAskedBy, Given, IdentityConfirmed
from mooring.casework.named_by_code import LanguageField
from mooring.casework.own_file import Part, Section
from mooring.casework.own_file.made import HELD_ELSEWHERE
from mooring.law.words import shown
from mooring.safeguards import clock


class RequestForm(forms.Form):
    """That the own file was asked for."""

    asked_on = forms.DateField(label=_("Asked for on"), widget=forms.DateInput)
    asked_by = forms.ChoiceField(label=_("By whom"), choices=FileAskedBy.choices, widget=forms.RadioSelect)


class PrepareForm(forms.Form):
    """Each part of the file goes in, or is withheld on a ground."""

    language = forms.ChoiceField(
        label=_("Language of headings and explanations"),
        choices=settings.LANGUAGES,
        help_text=_("What was written stays in the words in which it was written."),
    )

    def __init__(self, *args: Any, found: list[Section], grounds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        words: list[tuple[str, Any]] = [("", "–"), *((ground, _label(ground)) for ground in grounds)]
        words.append((HELD_ELSEWHERE, _("Held by another authority: ask there")))
        for part in self._parts():
            self.fields[f"in_{part.key}"] = forms.BooleanField(
                label=_("Goes in"), required=False, initial=not part.from_elsewhere
            )
            self.fields[f"ground_{part.key}"] = forms.ChoiceField(
                label=_("Withheld because of"),
                choices=words,
                required=False,
                initial=HELD_ELSEWHERE if part.from_elsewhere else "",
            )
            self.fields[f"words_{part.key}"] = forms.CharField(
                label=_("What the person is told about it"), required=False, max_length=500
            )

    def rows(self) -> list[dict[str, Any]]:
        """The parts with their fields, section by section, for the page."""
        return [
            {
                "section": section,
                "parts": [
                    {
                        "part": part,
                        "in": self[f"in_{part.key}"],
                        "ground": self[f"ground_{part.key}"],
                        "words": self[f"words_{part.key}"],
                    }
                    for part in section.parts
                ],
            }
            for section in self.found
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for part in self._parts():
            if not given.get(f"in_{part.key}") and not given.get(f"ground_{part.key}"):
                self.add_error(f"ground_{part.key}", _("Say why this part is withheld, or put it in."))
        return given

    def choice(self) -> tuple[list[str], dict[str, dict[str, str]]]:
        """The keys of the parts that go in; and for each one withheld, its ground and what the person is told."""
        given = self.cleaned_data
        inside = [part.key for part in self._parts() if given[f"in_{part.key}"]]
        out = {
            part.key: {"ground": given[f"ground_{part.key}"], "words": given[f"words_{part.key}"]}
            for part in self._parts()
            if not given[f"in_{part.key}"]
        }
        return inside, out

    def _parts(self) -> list[Part]:
        return [part for section in self.found for part in section.parts]


def _label(code: str) -> str:
    words = shown(code, gettext)
    return words[:1].upper() + words[1:]


class HandOverForm(forms.Form):
    """That the file was handed over in person."""

    handed_over_at = forms.DateTimeField(label=_("When"), initial=clock.now)
    identity_confirmed = forms.ChoiceField(
        label=_("How it was made sure that it is the person"),
        choices=IdentityConfirmed.choices,
        widget=forms.RadioSelect,
    )
    given = forms.ChoiceField(label=_("What was given"), choices=Given.choices, widget=forms.RadioSelect)
    read_aloud_in = LanguageField(label=_("Read aloud in"), required=False)
    words = forms.CharField(
        label=_("What the person said about it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
