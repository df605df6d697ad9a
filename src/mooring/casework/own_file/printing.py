"""What this machine has no letters for: found out before a file is typeset, said in its place, and never printed as an empty box."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.utils.translation import gettext as _

ALWAYS = frozenset(map(chr, range(32, 127)))  # carried by the typesetter's own font
REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed')
# What the probe asks of the typesetter: PDF/A forbids a letter without a form, so each is named in the refusal.
STANDARD: Any = "a-2b"


OURS = "mooring.casework.own_file"


def typeset(document: str, file: object, *, standard: Any = None, of: str = OURS) -> bytes:
    """Set a document of a package of ours with data: it sees its template alone, and no network. Raises `typst.TypstError`."""
    template = resources.files(of).joinpath(document).read_bytes()
    with TemporaryDirectory(prefix="mooring-typeset-") as folder:
        alone = Path(folder)
        (alone / document).write_bytes(template)
        made = typst.compile(
            alone / document,
            root=alone,
            package_path=alone,
            package_cache_path=alone,
            pdf_standards=standard,
            sys_inputs={"file": json.dumps(file)},
        )
    assert isinstance(made, bytes)
    return made


def unprintable(file: object) -> frozenset[str]:
    """The characters in a file (plain data) for which no font of this machine has a form."""
    asked = {letter for words in _words(file) for letter in words} - ALWAYS - {"\n", "\r", "\t"}
    missing: set[str] = set()
    while asked:
        try:
            typeset("letters.typ", sorted(asked), standard=STANDARD)
        except typst.TypstError as refusal:
            told = {letter for words in REFUSED.findall(refusal.diagnostic) for letter in _unescaped(words)} & asked
            # Refused for another cause, as a letter that means nothing outside its own house: then each is asked by itself.
            told = told or {letter for letter in asked if not _goes(letter)}
            if not told:
                raise
            missing |= told
            asked -= told
        else:
            break
    return frozenset(missing)


def scripts(letters: frozenset[str]) -> list[str]:
    """The scripts to which letters belong, by their names in Unicode: Thai, Bengali, Cjk."""
    return sorted({_script(letter) for letter in letters})


def without(file: Any, missing: frozenset[str]) -> Any:
    """The file with words in the place of every run of letters that cannot be printed."""
    if not missing:
        return file
    one = f"[{re.escape(''.join(sorted(missing)))}]"
    run = re.compile(f"{one}(?:[^\\w\\n]*{one})*")  # with the spaces and signs between them

    def said(found: re.Match[str]) -> str:
        named = ", ".join(scripts(frozenset(found[0]) & missing))
        return _("[not printed here: %(script)s]") % {"script": named}

    return _changed(file, lambda words: run.sub(said, words))


def _goes(letter: str) -> bool:
    try:
        typeset("letters.typ", [letter], standard=STANDARD)
    except typst.TypstError:
        return False
    return True


def _words(file: Any) -> list[str]:
    if isinstance(file, str):
        return [file]
    if isinstance(file, dict):
        return [words for value in file.values() for words in _words(value)]
    if isinstance(file, list | tuple):
        return [words for value in file for words in _words(value)]
    return []


def _changed(file: Any, change: Callable[[str], str]) -> Any:
    if isinstance(file, str):
        return change(file)
    if isinstance(file, dict):
        return {name: _changed(value, change) for name, value in file.items()}
    if isinstance(file, list | tuple):
        return [_changed(value, change) for value in file]
    return file


def _script(letter: str) -> str:
    return unicodedata.name(letter, "other").partition(" ")[0].partition("-")[0].title()


def _unescaped(words: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), words)
