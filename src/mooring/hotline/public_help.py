"""What anybody may read without signing in, in the languages of those it is for: texts kept as data, one file a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "public_texts"
# The order in which they are offered: the country's own and English first, then by how many are met who read them.
LANGUAGES = ("en", "da", "ro", "th", "vi", "es", "fr", "ar", "uk")
PARTS = ("signs", "help", "call", "report", "traces")


class BadText(ValueError):
    """A file of texts lacks something; the message says what, in which language."""


@dataclass(frozen=True)
class Part:
    """One part of the page. `items` may be empty; `audio` is the name of a sound file, empty while there is none."""

    code: str
    title: str
    words: dict[str, str]
    items: tuple[str, ...]
    audio: str


@dataclass(frozen=True)
class Text:
    """The page in one language. `checked_on`: when somebody who speaks it read the whole; none while nobody has."""

    code: str
    language: str
    direction: str
    checked_on: date | None
    words: dict[str, str]
    parts: dict[str, Part]


@cache
def texts() -> dict[str, Text]:
    """All texts by language. Raises `BadText` when one lacks what the English has."""
    found = {code: _read(code) for code in LANGUAGES}
    whole = _shape(found["en"])
    for code, text in found.items():
        if missing := whole - _shape(text):
            raise BadText(f"The text in “{code}” lacks {', '.join(sorted(missing))}.")
    return found


def _read(code: str) -> Text:
    told = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    parts = {name: _part(name, told.get(name, {})) for name in PARTS}
    words = {name: value for name, value in told.items() if isinstance(value, str)}
    checked = words.pop("checked_on", "")
    return Text(
        code=code,
        language=words.pop("language"),
        direction=words.pop("direction"),
        checked_on=date.fromisoformat(checked) if checked else None,
        words=words,
        parts=parts,
    )


def _part(code: str, told: dict[str, object]) -> Part:
    words = {
        name: str(value) for name, value in told.items() if isinstance(value, str) and name not in ("title", "audio")
    }
    items = told.get("items", [])
    assert isinstance(items, list)
    return Part(code, str(told.get("title", "")), words, tuple(map(str, items)), str(told.get("audio", "")))


def _shape(text: Text) -> set[str]:
    shape = {name for name, value in text.words.items() if value}
    for part in text.parts.values():
        shape |= {f"{part.code}.{name}" for name, value in part.words.items() if value}
        shape |= {f"{part.code}.items.{place}" for place, _item in enumerate(part.items)}
        shape |= {f"{part.code}.title"} if part.title else set()
    return shape
