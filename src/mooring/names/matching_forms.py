"""The forms of matching: whom one looks for, and why one asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PersonForm(forms.Form):
    """Whom one looks for, as far as it is known. A name, a number, or both; a date alone finds too many."""

    given_names = forms.CharField(label=_("Given names"), required=False, max_length=200)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=200)
    known_as = forms.CharField(label=_("Another name, or what the person is called"), required=False, max_length=120)
    date_of_birth = forms.CharField(
        label=_("Date of birth"),
        required=False,
        max_length=40,
        help_text=_("As far as it is known: 5.3.1999, or a year. The day stands first."),
    )
    document_number = forms.CharField(label=_("Number of a passport or identity card"), required=False, max_length=60)
    alien_number = forms.CharField(label=_("Number at the immigration service"), required=False, max_length=60)

    PERSON = ("given_names", "family_name", "known_as", "date_of_birth", "document_number", "alien_number")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(name) for name in self.PERSON if name != "date_of_birth"):
            raise forms.ValidationError(_("Write a name or a number."))
        return given

    def person(self) -> dict[str, str]:
        """What was written of the person, after the form was checked."""
        return {name: self.cleaned_data.get(name, "") for name in self.PERSON}


class QuestionForm(PersonForm):
    """Whom one asks about, why, and how one is reached."""

    why = forms.CharField(
        label=_("Why do you ask?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("The team of the case reads this, if there is one. Do not write the name here."),
    )
    reach = forms.CharField(
        label=_("How does the team reach you?"), max_length=300, help_text=_("Your telephone at work, and when.")
    )
