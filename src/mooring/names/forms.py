"""The forms of names: why the name is opened, who the person is, how the person may be reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from mooring.names.models import Channel, RevealReason

# Languages often met; any other can be typed in the hours or the code word. Codes of ISO 639-1.
SPOKEN = (
    "da",
    "en",
    "ro",
    "bg",
    "th",
    "tl",
    "vi",
    "es",
    "pt",
    "fr",
    "ar",
    "so",
    "uk",
    "ru",
    "pl",
    "lt",
    "hu",
    "sq",
    "zh",
    "hi",
    "ne",
    "sw",
)


def spoken_languages() -> list[tuple[str, Any]]:
    """Languages by the names that those who speak them give them."""
    named = {"tl": "Tagalog", "so": "Soomaali", "zh": "中文"}
    return [("", "–"), *((code, named.get(code) or LANG_INFO.get(code, {}).get("name_local", code)) for code in SPOKEN)]


def spoken(code: str) -> Any:
    """The name of a language by its code; nothing for none."""
    return dict(spoken_languages()).get(code, code) if code else ""


class RevealForm(forms.Form):
    """Why the name is opened."""

    reason = forms.ChoiceField(
        label=_("Why do you need to see it?"), choices=RevealReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("More about the reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


class IdentityForm(forms.Form):
    """Who the person is. Everything may stay empty."""

    known_as = forms.CharField(label=_("What the person wishes to be called"), required=False, max_length=120)
    given_names = forms.CharField(label=_("Given names"), required=False, max_length=200)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=200)
    date_of_birth = forms.CharField(
        label=_("Date of birth"),
        required=False,
        max_length=40,
        help_text=_("As far as it is known; “about 1999” will do."),
    )
    document_number = forms.CharField(label=_("Number of a passport or identity card"), required=False, max_length=60)
    alien_number = forms.CharField(label=_("Number at the immigration service"), required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.values()):
            raise forms.ValidationError(_("Nothing is written yet."))
        return given


class SafeContactForm(forms.Form):
    """How the person may be reached without danger, as agreed."""

    channel = forms.ChoiceField(
        label=_("How may the person be contacted?"), choices=Channel.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("In which language?"), required=False)
    hours = forms.CharField(
        label=_("When is it safe?"), required=False, max_length=500, help_text=_("Days and hours, and when never.")
    )
    code_word = forms.CharField(
        label=_("Code word"),
        required=False,
        max_length=500,
        help_text=_("What to say first, and what the person says if it is not safe to talk."),
    )
    who_may_answer = forms.CharField(
        label=_("Who else may answer?"), required=False, max_length=500, help_text=_("And what may be said to them.")
    )
    threats_to_others = forms.CharField(
        label=_("Is anybody else threatened?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=_("Children, parents or others, here or elsewhere."),
    )
    detail = forms.CharField(
        label=_("The number or place itself"),
        required=False,
        max_length=500,
        help_text=_("Sealed, and shown only after the rule above. Empty: what is kept stays as it is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = spoken_languages()
