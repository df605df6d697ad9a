"""Worked examples: cases a lawyer can read, kept beside the law they test, and run as tests.

[[example]]
says = "In 2012 the period cannot pass 100 days."
source = "Action plan 2011-2014"
question = "reflection_extension"
on = 2012-05-01
facts = { granted_days_so_far = 90, reason = "special_reasons", days = 20 }
answer = "beyond_the_total"                 # or: raises = "NotAnswered"
provides = false                            # the rest is checked where it is written
confirmed = true
expect = { total_days = 100 }
because = ["total_of_the_law"]
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from mooring.law.countries import Country
from mooring.law.findings import Finding
from mooring.law.refusals import BadPack, LawError

ALLOWED = {
    "says",
    "source",
    "question",
    "on",
    "facts",
    "answer",
    "raises",
    "provides",
    "confirmed",
    "expect",
    "because",
}


@dataclass(frozen=True)
class Example:
    """One worked example: what it says, where that comes from, the question with its facts, and what must come out."""

    says: str
    source: str
    question: str
    on: date | None
    where: str
    facts: Mapping[str, object] = field(default_factory=dict)
    answer: str | None = None
    raises: str | None = None
    provides: bool | None = None
    confirmed: bool | None = None
    expect: Mapping[str, object] = field(default_factory=dict)
    because: tuple[str, ...] = ()


def examples(country: Country) -> tuple[Example, ...]:
    """All worked examples of a country pack. Raises `BadPack` when one says, cites or expects nothing."""
    return tuple(
        _example(table, f"{path.name}, example {place}")
        for path in sorted(country.examples_folder.glob("*.toml"))
        for place, table in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("example", []), start=1)
    )


def differences(country: Country, example: Example) -> list[str]:
    """In what the pack's answer differs from the worked example; empty when it agrees."""
    try:
        finding = country.law.ask(example.question, example.on, **example.facts)
    except LawError as refusal:
        if example.raises in {cls.__name__ for cls in type(refusal).__mro__}:
            return []
        return [f"raised {type(refusal).__name__}: {refusal}"]
    if example.raises is not None:
        return [f"should raise {example.raises}, but answers {finding.answer}"]
    return _compared(finding, example)


def _compared(finding: Finding, example: Example) -> list[str]:
    wrong = [
        f"{what} is {got}, not {wanted}"
        for what, got, wanted in (
            ("the answer", finding.answer, example.answer),
            ("provides", finding.provides, example.provides),
            ("confirmed", finding.confirmed, example.confirmed),
        )
        if wanted is not None and got != wanted
    ]
    for name, wanted in example.expect.items():
        got = _written(finding.particulars.get(name))
        if got != _written(wanted):
            wrong.append(f"{name} is {got}, not {_written(wanted)}")
    codes = [reason.code for reason in finding.because]
    wrong += [
        f"the reason “{code}” is not given, only {', '.join(codes)}" for code in example.because if code not in codes
    ]
    return wrong


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return tuple(value) if isinstance(value, list) else value


def _example(table: Mapping[str, object], where: str) -> Example:
    if strange := sorted(set(table) - ALLOWED):
        raise BadPack(f"{where}: {', '.join(strange)} not known here.")
    if missing := [name for name in ("says", "source", "question") if not table.get(name)]:
        raise BadPack(f"{where}: {', '.join(missing)} missing.")
    if ("answer" in table) == ("raises" in table):
        raise BadPack(f"{where}: expect either an answer or that it raises.")
    facts, expect, because = table.get("facts", {}), table.get("expect", {}), table.get("because", [])
    if not isinstance(facts, Mapping) or not isinstance(expect, Mapping) or not isinstance(because, list):
        raise BadPack(f"{where}: facts and expect are tables, because is a list.")
    on, answer, raises = table.get("on"), table.get("answer"), table.get("raises")
    provides, confirmed = table.get("provides"), table.get("confirmed")
    return Example(
        says=str(table["says"]),
        source=str(table["source"]),
        question=str(table["question"]),
        on=on if isinstance(on, date) else None,
        where=where,
        facts=facts,
        answer=str(answer) if answer is not None else None,
        raises=str(raises) if raises is not None else None,
        provides=bool(provides) if provides is not None else None,
        confirmed=bool(confirmed) if confirmed is not None else None,
        expect=expect,
        because=tuple(str(code) for code in because),
    )
