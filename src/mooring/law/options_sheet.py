"""The sheet of options as a lawyer reads it: for every group, stage and residence basis, as one text that can be compared."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mooring.law.countries import Country
from mooring.law.options import ANSWERS, GROUPS, STAGES, Option
from mooring.law.residence import RESIDENCE_LABELS, ResidenceBasis
from mooring.law.service_catalogue import AREAS

Cells = dict[str, list[str]]
"""For each line of a table, by its code: one cell for each column."""

MARKS = {"due": "DUE", "possible": "possible", "not_provided": "–", "not_known_yet": "?"}
SHORT = {
    "immigration_service": ("IS", "the immigration service"),
    "national_centre": ("NC", "the national centre"),
    "region": ("REG", "the region"),
    "municipality": ("MUN", "the municipality"),
    "own_country_insurance": ("INS", "an insurance of the person's own country"),
}


def in_order(options: Iterable[Option]) -> list[Option]:
    """The options area by area, each area in the pack's own order."""
    return sorted(options, key=lambda option: list(AREAS).index(option.area))


def text(country: Country, on: date) -> str:
    """The whole matrix in Markdown: a table for each stage, and for each further group the lines in which it differs."""
    return "\n".join(_lines(country, on)) + "\n"


def _lines(country: Country, on: date) -> Iterator[str]:
    yield f"# What can be offered to a person: {country.name}, as of {on.isoformat()}"
    yield ""
    yield "Written by `scripts/options_sheet.py --write` out of the answers of the country pack; a test compares the two."
    yield ""
    yield f"- The answer: {'; '.join(f'{MARKS[code]} = {words}' for code, words in ANSWERS.items())}; empty = not for them."
    yield "- “tonight”: it may be promised at once. “by”: who decides. “paid”: who pays."
    yield f"- {'; '.join(f'{short} = {words}' for short, words in SHORT.values())}."
    yield "- Whether somebody co-operates with the police is asked nowhere."
    named: dict[str, Option] = {}
    for stage, stage_words in STAGES.items():
        found = {
            (group, basis): {
                option.code: option
                for option in country.law.options(on, group=group, residence_basis=basis, stage=stage)
            }
            for group in GROUPS
            for basis in ResidenceBasis
        }
        for column in found.values():
            named = column | named
        columns = _columns(found)
        first, *others = GROUPS
        rows = {group: _rows(found, group, columns, named) for group in GROUPS}
        yield from ("", f"## {stage_words}: {GROUPS[first]}", "")
        yield from (f"{n}. {'; '.join(RESIDENCE_LABELS[each] for each in bases)}" for n, bases in enumerate(columns, 1))
        yield from ("", *_table(rows[first], named, columns))
        for group in others:
            nothing = [""] * len(columns)
            differs = {
                code: rows[group].get(code, nothing)
                for code in named
                if rows[group].get(code, nothing) != rows[first].get(code, nothing)
            }
            yield from ("", f"### {stage_words}: {GROUPS[group]}, where it differs", "")
            yield from _table(differs, named, columns) if differs else ("Nothing differs.",)
    yield from ("", "## What each line rests on", "")
    for option in in_order(named.values()):
        yield f"- **{option.what.rstrip('.')}**: {'; '.join(option.citations)}"


def _columns(found: Mapping[tuple[str, ResidenceBasis], Mapping[str, Option]]) -> list[list[ResidenceBasis]]:
    """The residence bases, those with the same answers for everybody together."""
    alike: dict[tuple[tuple[str, str], ...], list[ResidenceBasis]] = {}
    for basis in ResidenceBasis:
        answers = [(code, _cell(option)) for group in GROUPS for code, option in found[group, basis].items()]
        alike.setdefault(tuple(answers), []).append(basis)
    return list(alike.values())


def _rows(
    found: Mapping[tuple[str, ResidenceBasis], Mapping[str, Option]],
    group: str,
    columns: list[list[ResidenceBasis]],
    named: Mapping[str, Option],
) -> Cells:
    rows = {code: [_cell(found[group, bases[0]].get(code)) for bases in columns] for code in named}
    return {code: cells for code, cells in rows.items() if any(cells)}


def _table(rows: Cells, named: Mapping[str, Option], columns: list[list[ResidenceBasis]]) -> Iterator[str]:
    yield f"| What | {' | '.join(str(number) for number in range(1, len(columns) + 1))} |"
    yield f"|---|{'---|' * len(columns)}"
    area = ""
    for option in in_order(named[code] for code in rows):
        if option.area != area:
            area = option.area
            yield f"| **{AREAS[area]}** |{' |' * len(columns)}"
        yield f"| {option.what.rstrip('.')} | {' | '.join(rows[option.code])} |"


def _cell(option: Option | None) -> str:
    if option is None:
        return ""
    parts = [MARKS[option.answer]]
    if option.tonight:
        parts.append("tonight")
    if option.who_decides:
        parts.append(f"by {_short(option.who_decides)}")
    if option.who_pays and option.who_pays != "not_known_yet":
        parts.append(f"paid {_short(option.who_pays)}")
    return ", ".join(parts)


def _short(code: str) -> str:
    return SHORT[code][0] if code in SHORT else code
