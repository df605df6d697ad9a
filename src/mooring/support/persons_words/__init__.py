"""What is printed for the person, in languages in which no page of ours is: our words kept as data, one file a language.

A language is offered only when the whole is there. Each file says whether somebody who speaks it has read it; while nobody has, page
and paper say so. The words stand under the English ones, which the rooms write with `said`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, override

from mooring.casework.own_file.printing import scripts, unprintable

FOLDER = Path(__file__).parent
OTHERWISE = "en"


@dataclass(frozen=True)
class Words:
    """Our words in one language. `direction`: ltr or rtl. `unchecked`: that nobody who speaks it has read them, said in it."""

    code: str
    direction: str
    checked_on: date | None
    unchecked: str
    said: Mapping[str, str]

    @property
    def mark(self) -> str:
        """What is written below a text that nobody who speaks the language has read; empty once somebody has."""
        return self.unchecked if self.checked_on is None else ""


@cache
def languages() -> dict[str, Words]:
    """The languages that are kept as data, by their codes."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def written_in(language: str) -> str:
    """The language of our words for a reader of this language: the same where we have them in it, else English."""
    return language if language in languages() or language in dict(settings.LANGUAGES) else OTHERWISE


def every_language() -> list[str]:
    """The codes of all languages in which our words exist, those of the pages first."""
    return [*dict(settings.LANGUAGES), *languages()]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, `said` and the names of days answer in this language; it is one that `written_in` gave."""
    with override(language):
        yield


def said(words: Any) -> str:
    """Our words in the language spoken here. One that is kept as data lacks what no paper says so far: that stays English."""
    kept = languages().get(get_language() or OTHERWISE)
    if kept is None:
        return gettext(words) if isinstance(words, str) else str(words)
    with override(OTHERWISE):
        english = str(words)
    return kept.said.get(english, english)


def day_in_words(day: date) -> str:
    """A day as it is written in the language spoken here."""
    language = get_language() or OTHERWISE
    return format_date(day, "long", locale=language) if language in languages() else date_format(day, "DATE_FORMAT")


def in_the_law_s_language(words: str) -> str:
    """A provision as the law's own country names it, where the reader's language is kept as data: so that anybody finds it."""
    if (get_language() or OTHERWISE) not in languages():
        return gettext(words)
    with override(settings.MOORING_COUNTRY.languages[0]):
        return gettext(words)


def mark_of(language: str) -> str:
    """That no speaker of the language has read our words in it, said in the language; empty where somebody has."""
    kept = languages().get(language)
    return kept.mark if kept is not None else ""


def direction_of(language: str) -> str:
    """Which way the language is written: ltr or rtl."""
    kept = languages().get(language)
    return kept.direction if kept is not None else "ltr"


def letters_missing(file: object) -> list[str]:
    """The names of the scripts in a text that this machine cannot print: said on the page, before the paper is made."""
    return scripts(unprintable(file))


def _read(path: Path) -> Words:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    checked = str(told["checked_on"])
    return Words(
        path.stem,
        str(told["direction"]),
        date.fromisoformat(checked) if checked else None,
        str(told["unchecked"]),
        {str(english): str(words) for english, words in told["said"].items()},
    )
