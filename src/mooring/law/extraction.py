"""Gathering the sentences of the law for the translators.

`words` lists every sentence a country's answers can hold. `from_toml` is an extraction method for Babel, so that
the notes and names that stand in a pack's TOML are found as those marked with `N_` are. In the mapping file of Babel:

    [extractors]
    law_toml = mooring.law.extraction:from_toml

    [law_toml: **/law/*.toml]
"""

import ast
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from mooring.law.countries import Country

SHOWN = ("name", "meaning", "article", "note")
SHOWN_OF_SERVICES = ("name", "what")
SHOWN_OF_AGENCIES = ("role", "note", "contract_content")  # an agency's name is not translated

Extracted = tuple[int, str, str, list[str]]


def words(country: Country) -> tuple[str, ...]:
    """Every English sentence that an answer of this country's law can hold, each once, in alphabetical order."""
    found = {country.name}
    for path in [*Path(__file__).parent.glob("*.py"), *country.law_folder.parent.rglob("*.py")]:
        found.update(marked(path.read_text(encoding="utf-8")))
    for path in country.law_folder.glob("*.toml"):
        found.update(sentence for _, sentence in _shown(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in country.directory_folder.glob("*.toml") if country.directory_folder else ():
        told = _shown(tomllib.loads(path.read_text(encoding="utf-8")), SHOWN_OF_AGENCIES)
        found.update(sentence for _, sentence in told)
    services = country.law_folder.parent / "services.toml"
    if services.exists():
        told = _shown(tomllib.loads(services.read_text(encoding="utf-8")), SHOWN_OF_SERVICES)
        found.update(sentence for _, sentence in told)
    found.update(asked.says for asked in country.law.questions())
    return tuple(sorted(found))


def marked(source: str) -> Iterator[str]:
    """The sentences marked with `N_` in a piece of Python."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def from_toml(
    fileobj: BinaryIO,
    keywords: Sequence[str],
    comment_tags: Sequence[str],
    options: Mapping[str, object],
) -> Iterator[Extracted]:
    """Babel's extraction method for a pack's TOML: names, articles and notes; a native name as comment."""
    text = fileobj.read().decode("utf-8")
    lines = text.splitlines()
    for native, sentence in dict.fromkeys(_shown(tomllib.loads(text))):
        line = next((place for place, line in enumerate(lines, start=1) if sentence in line), 1)
        yield line, "", sentence, [native] if native else []


def _shown(table: Mapping[str, object], shown: Sequence[str] = SHOWN) -> Iterator[tuple[str, str]]:
    native = str(table.get("native", ""))
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _shown(value, shown)
        elif isinstance(value, list):
            yield from (pair for row in value if isinstance(row, Mapping) for pair in _shown(row, shown))
        elif name in shown and isinstance(value, str) and value:
            yield (native if name == "name" else "", value)
