"""Countries and languages as they are named on a page: chosen by name, kept by code, several of them in one field."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

STATELESS = "stateless"
# Territories of the common locale data that are no countries: groupings, tests, the unknown.
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})
# Spoken often where people meet this mechanism; first in the list, so that nobody scrolls at night.
OFTEN = (
    "en",
    "da",
    "ar",
    "bg",
    "es",
    "fr",
    "hu",
    "lt",
    "pl",
    "pt",
    "ro",
    "ru",
    "so",
    "sw",
    "th",
    "tl",
    "ti",
    "uk",
    "vi",
    "zh",
)

Choices = list[tuple[str, Any]]


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"), sep="_")


def _here() -> Locale:
    return _locale(get_language() or "en")


def country_choices() -> Choices:
    """All countries by name, in the language of the page."""
    names = [
        (code, name)
        for code, name in _here().territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    ]
    return [("", "—"), *sorted(names, key=lambda named: named[1])]


def citizenship_choices() -> Choices:
    """All countries, and having none."""
    countries = country_choices()
    return [countries[0], (STATELESS, gettext("Stateless")), *countries[1:]]


def language_choices() -> Choices:
    """All languages by name, those most often spoken first."""
    names = {code: name[:1].upper() + name[1:] for code, name in _here().languages.items() if len(code) <= 3}
    often = sorted(((code, names[code]) for code in OFTEN if code in names), key=lambda named: named[1])
    rest = sorted(((code, name) for code, name in names.items() if code not in OFTEN), key=lambda named: named[1])
    return [("", "—"), (gettext("Often spoken"), often), (gettext("All others"), rest)]


def country_name(code: str) -> str:
    """A country's name, or the word for having none; the code itself when it is not known."""
    return gettext("Stateless") if code == STATELESS else str(_here().territories.get(code, code))


def language_name(code: str) -> str:
    """A language's name; the code itself when it is not known."""
    return str(_here().languages.get(code, code)) if code else ""


class LanguageField(forms.ChoiceField):
    """One language, chosen by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=language_choices, **kwargs)


class SeveralSelects(forms.MultiWidget):
    """A few selects one under the other, for up to as many values."""

    def __init__(self, number: int) -> None:
        super().__init__([forms.Select(attrs={"aria-label": _("Choose")}) for _nothing in range(number)])

    def decompress(self, value: Any) -> list[str]:
        return list(value or [])


class SeveralField(forms.Field):
    """Several codes out of a list; empty ones fall away. Answers a list."""

    def __init__(self, *, choices: Any, number: int = 2, **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(widget=SeveralSelects(number), **kwargs)

    def ready(self, known: list[str]) -> None:
        """Write the choices in the language of the page; one select more than there are values already."""
        number = max(len(known) + 1, len(self.widget.widgets))
        self.widget = SeveralSelects(number)
        for select in self.widget.widgets:
            select.choices = self.choices()

    def clean(self, value: Any) -> list[str]:
        given = list(dict.fromkeys(code for code in value or [] if code))
        allowed = {code for code, _name in flat(self.choices())}
        if set(given) - allowed:
            raise forms.ValidationError(_("Choose one of the list."))
        if self.required and not given:
            raise forms.ValidationError(_("Choose at least one."))
        return given


def flat(choices: Choices) -> Choices:
    """Choices without their groups."""
    return [one for code, name in choices for one in (name if isinstance(name, list) else [(code, name)])]
