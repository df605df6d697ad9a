"""Keeps the Danish words of the pages: gathers what must be translated, checks it, and compiles it for Django.

    scripts/translations.py                 gather: new words come in untranslated, words no longer used are set aside
    scripts/translations.py --missing       the words without a translation, as JSON to fill in
    scripts/translations.py --fill FILE     take in such a JSON file
    scripts/translations.py --check         fail on words missing, unsure, no longer used, or with other gaps
    scripts/translations.py --compile       write the .mo files that Django reads
    scripts/translations.py --tidy          throw away what was set aside

Words come from Python (`gettext` and its kin, and `N_`), from templates, and from the law and the country packs.
English is the language of the code itself and needs no catalogue.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from mooring.law import country
from mooring.law.countries import country_names
from mooring.law.extraction import words as law_words

SOURCE = Path(__file__).resolve().parent.parent / "src" / "mooring"
LANGUAGES = {"da": "nplurals=2; plural=(n != 1);"}
KEYWORDS = {
    **dict.fromkeys(("_", "_now", "N_", "gettext", "gettext_lazy", "gettext_noop", "translated")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*[^{}]*\}")
CONTEXT_MARK = "\x04"

Word = tuple[str, str, str]
"""Context, English, English plural; the first and last are mostly empty."""


def words_of(source: str) -> Iterator[Word]:
    """The marked words of a piece of Python."""
    for _line, message, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        singular, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        if singular:
            yield context or "", singular, plural


def all_words(source: Path = SOURCE) -> set[Word]:
    """Every word of the house that can be seen on a page."""
    found: set[Word] = set()
    for path in source.rglob("*.py"):
        if "migrations" not in path.parts:
            found.update(words_of(path.read_text(encoding="utf-8")))
    for path in source.rglob("templates/**/*"):
        if path.suffix in (".html", ".txt"):
            as_python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # What is left of a template's indentation means something else in Python.
            found.update(words_of(re.sub(r"(?m)^[ \t]+", "", as_python)))
    for name in country_names():
        found.update(("", sentence, "") for sentence in law_words(country(name)))
    return found


def catalogue_path(language: str, source: Path = SOURCE) -> Path:
    return source / "locale" / language / "LC_MESSAGES" / "django.po"


def catalogue(path: Path, language: str) -> polib.POFile:
    """The catalogue of a language as it lies on disk, or an empty one. It holds no dates and no places."""
    kept = polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)
    kept.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": LANGUAGES[language],
    }
    return kept


def word(entry: polib.POEntry) -> Word:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def gathered(kept: polib.POFile, words: set[Word]) -> polib.POFile:
    """The catalogue with every word of the house, sorted; what is no longer used is set aside until it returns."""
    known = {word(entry): entry for entry in kept}
    for each in sorted(words):
        context, singular, plural = each
        if each in known:
            known[each].obsolete = False
            continue
        entry = polib.POEntry(msgid=singular, msgctxt=context or None)
        if plural:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: "", 1: ""}
        known[each] = entry
    for each, entry in known.items():
        entry.obsolete = each not in words
        entry.occurrences, entry.comment, entry.tcomment = [], "", ""
    kept[:] = [entry for _, entry in sorted(known.items(), key=lambda pair: (pair[0][1], pair[0]))]
    return kept


def translations_of(entry: polib.POEntry) -> list[str]:
    """What is written for an entry: one text, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def is_missing(entry: polib.POEntry) -> bool:
    return not all(translations_of(entry))


def gaps(text: str) -> list[str]:
    """The gaps of a sentence that are filled in later, such as `%(part)s` or `{days}`."""
    return sorted(set(GAP.findall(text.replace("%%", ""))))


def faults(kept: polib.POFile, words: set[Word]) -> Iterator[str]:
    """What is wrong with a catalogue, a sentence each."""
    present = {word(entry): entry for entry in kept if not entry.obsolete}
    for each in sorted(words - present.keys()):
        yield f"not in the catalogue: {each[1]!r}"
    for each in sorted(present.keys() - words):
        yield f"no longer used: {each[1]!r}"
    for each in sorted(present.keys() & words):
        entry = present[each]
        if is_missing(entry):
            yield f"not translated: {entry.msgid!r}"
            continue
        if entry.fuzzy:
            yield f"unsure: {entry.msgid!r}"
        allowed = [gaps(entry.msgid), gaps(entry.msgid_plural or entry.msgid)]
        for text in translations_of(entry):
            if gaps(text) not in allowed:
                yield f"other gaps than the English: {entry.msgid!r} → {text!r}"


def missing(kept: polib.POFile) -> dict[str, str | list[str]]:
    """The words to fill in, in the shape that `fill` takes."""
    return {
        _key(entry): ["", ""] if entry.msgid_plural else ""
        for entry in kept
        if not entry.obsolete and is_missing(entry)
    }


def fill(kept: polib.POFile, given: dict[str, str | list[str]]) -> list[str]:
    """Take in translations. Answers the words that the catalogue does not know."""
    known = {_key(entry): entry for entry in kept}
    for key, text in given.items():
        entry = known.get(key)
        if entry is None or not text:
            continue
        if isinstance(text, list):
            entry.msgstr_plural = dict(enumerate(text))
        else:
            entry.msgstr = text
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
    return [key for key in given if key not in known]


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt}{CONTEXT_MARK}{entry.msgid}" if entry.msgctxt else str(entry.msgid)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    task = parser.add_mutually_exclusive_group()
    for name in ("--missing", "--check", "--compile", "--tidy"):
        task.add_argument(name, action="store_true")
    task.add_argument("--fill", type=Path, metavar="FILE")
    asked = parser.parse_args(arguments)
    wrong = 0
    for language in LANGUAGES:
        path = catalogue_path(language)
        kept = catalogue(path, language)
        if asked.compile:
            kept.save_as_mofile(str(path.with_suffix(".mo")))
            continue
        words = all_words()
        if asked.check:
            for fault in faults(kept, words):
                wrong += 1
                print(f"{language}: {fault}", file=sys.stderr)
            continue
        kept = gathered(kept, words)
        if asked.missing:
            print(json.dumps(missing(kept), ensure_ascii=False, indent=1))
            continue
        if asked.fill:
            for unknown in fill(kept, json.loads(asked.fill.read_text(encoding="utf-8"))):
                print(f"{language}: nobody uses {unknown!r}", file=sys.stderr)
        if asked.tidy:
            kept[:] = [entry for entry in kept if not entry.obsolete]
        path.parent.mkdir(parents=True, exist_ok=True)
        kept.save(str(path))
        print(f"{language}: {len(words)} words, {len(missing(kept))} without a translation.")
    if wrong:
        print(
            f"{wrong} faults. Gather with scripts/translations.py, list with --missing, take in with --fill.",
            file=sys.stderr,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
