"""Texts that a person is told, as a country pack writes them: topic by topic, version by version, language by language.

A pack that has them gives their folder to `Country.information_folder`; each TOML file is one topic:

    topic = "rights"
    [[versions]]
    version = "2026-1"
    since = 2026-11-22              # the day from which this version is told
    confirmed = false               # whether a lawyer has read it
    source = "Where the words come from"
    [versions.texts.en]
    title = "…"
    words = "…"                     # one paragraph a line
    safe_title = "…"                # what a page may say that somebody else may find
    safe_words = "…"
    [versions.not_yet_translated]
    ro = "…"                        # a title alone: told by an interpreter
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mooring.law.refusals import BadPack


@dataclass(frozen=True)
class Telling:
    """A text in one language. Without `words` it is not yet translated, and is told by an interpreter."""

    language: str
    title: str
    words: str = ""
    safe_title: str = ""
    safe_words: str = ""

    @property
    def is_translated(self) -> bool:
        return bool(self.words)

    def paragraphs(self, *, safe: bool = False) -> list[str]:
        """The words, a paragraph each; those that endanger nobody if found, when asked for."""
        return [line for line in (self.safe_words if safe else self.words).splitlines() if line.strip()]


@dataclass(frozen=True)
class TextVersion:
    """One version of what is told of a topic."""

    topic: str
    version: str
    since: date
    source: str
    confirmed: bool
    tellings: Mapping[str, Telling]

    def in_language(self, language: str, otherwise: str = "en") -> Telling:
        """The text in a language, or in the other where this one has none of it."""
        found = self.tellings.get(language)
        return found if found is not None else self.tellings[otherwise]


@dataclass(frozen=True)
class InformationTexts:
    """All texts of a country, oldest version first."""

    by_topic: Mapping[str, tuple[TextVersion, ...]]

    def on(self, day: date) -> tuple[TextVersion, ...]:
        """The version of each topic that is told on a day."""
        standing = (
            [version for version in versions if version.since <= day] or [versions[0]]
            for versions in self.by_topic.values()
        )
        return tuple(each[-1] for each in standing)

    def version(self, topic: str, version: str) -> TextVersion | None:
        """A version by its name, or none."""
        return next((each for each in self.by_topic.get(topic, ()) if each.version == version), None)

    def current(self, topic: str, day: date) -> TextVersion | None:
        """The version of a topic that is told on a day, or none where the pack has no such topic."""
        return next((each for each in self.on(day) if each.topic == topic), None)


def load_texts(folder: Path) -> InformationTexts:
    """Read every file of a folder. Raises `BadPack` naming the file, when a version lacks its source, its words or English."""
    found: dict[str, tuple[TextVersion, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        topic = str(table.get("topic", ""))
        if topic != path.stem or topic in found:
            raise BadPack(f"{path.name}: a file is named after its topic.")
        versions = sorted((_version(topic, row, path.name) for row in table.get("versions", ())), key=lambda v: v.since)
        if not versions:
            raise BadPack(f"{path.name}: a topic has at least one version.")
        if len({each.version for each in versions}) != len(versions):
            raise BadPack(f"{path.name}: a version stands twice.")
        found[topic] = tuple(versions)
    return InformationTexts(found)


def _version(topic: str, row: Mapping[str, Any], where: str) -> TextVersion:
    if missing := sorted({"version", "since", "source", "confirmed", "texts"} - set(row)):
        raise BadPack(f"{where}: {', '.join(missing)} missing; every version is dated and says where it comes from.")
    tellings: dict[str, Telling] = {}
    for language, text in row["texts"].items():
        if lacking := sorted({"title", "words", "safe_title", "safe_words"} - {name for name in text if text[name]}):
            raise BadPack(f"{where}, {row['version']}, {language}: {', '.join(lacking)} missing.")
        tellings[language] = Telling(language, **text)
    for language, title in row.get("not_yet_translated", {}).items():
        if language in tellings:
            raise BadPack(f"{where}, {row['version']}: {language} is translated and not yet translated.")
        tellings[language] = Telling(language, str(title))
    if "en" not in row["texts"]:
        raise BadPack(f"{where}, {row['version']}: the English words are missing.")
    return TextVersion(topic, str(row["version"]), row["since"], str(row["source"]), bool(row["confirmed"]), tellings)
