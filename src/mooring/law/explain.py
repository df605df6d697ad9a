"""Explaining an answer of the law in plain text: the answer, why, and under which provisions."""

from collections.abc import Mapping
from datetime import date

from mooring.law.countries import Country
from mooring.law.countries import country as _country
from mooring.law.findings import Finding
from mooring.law.provisions import Provision
from mooring.law.words import N_, Translate, shown


def text(
    country: Country | str,
    question: str,
    on: date | None,
    facts: Mapping[str, object] = {},
    translate: Translate = str,
) -> str:
    """What a country's law answers to a question on a day, as text for a terminal.

    `country` may be the name of its pack, `facts` may be words, as a command line has them. Raises `NoSuchCountry`, and
    `NotAnswered` and `FactsMissing` as `Law.ask` does; their messages are fit to be shown.
    """
    asked_of = _country(country) if isinstance(country, str) else country
    finding = asked_of.law.ask(question, on, **facts)
    asked = next(one for one in asked_of.law.questions() if one.name == question)
    return "\n".join(
        [
            f"{translate(asked_of.name)} · {question} · {finding.on.isoformat()}",
            asked.says,
            "",
            f"{translate(N_('Answer'))}: {finding.sentence(translate)}",
            *(f"  {_plain(name)}: {shown(value, translate)}" for name, value in finding.particulars.items()),
            "",
            f"{translate(N_('Because'))}:",
            *_reasons(finding, translate),
            *_facts(finding, facts, translate),
            *_doubts(finding, translate),
        ]
    )


def questions(country: Country) -> str:
    """The questions that can be put to a country's law, each with its facts, as text for a terminal."""
    lines = []
    for one in country.law.questions():
        facts = ", ".join(fact.name if fact.needed else f"[{fact.name}]" for fact in one.facts)
        lines.append(f"{one.name}  {one.says}")
        lines.append(f"    {facts}" if one.answered else "    not answered by this pack")
    return "\n".join(lines)


def _reasons(finding: Finding, translate: Translate) -> list[str]:
    lines = []
    for place, reason in enumerate(finding.because, start=1):
        lines.append(f"  {place}. {reason.sentence(translate)}")
        for provision in reason.provisions:
            lines.append(f"     {provision.label(translate)} ({_when(provision, translate)})")
            if provision.note:
                lines.append(f"     {translate(provision.note)}")
    return lines


def _when(provision: Provision, translate: Translate) -> str:
    span = f"{translate(N_('since'))} {provision.since.isoformat()}"
    if provision.until:
        span += f", {translate(N_('until'))} {provision.until.isoformat()}"
    if not provision.is_law:
        span += f"; {translate(N_('not law'))}"
    if not provision.confirmed:
        span += f"; {translate(N_('unconfirmed'))}"
    return span


def _facts(finding: Finding, given: Mapping[str, object], translate: Translate) -> list[str]:
    if not finding.facts:
        return []
    lines = ["", f"{translate(N_('Facts'))}:"]
    for name, value in finding.facts.items():
        if value is None and name not in given:
            continue
        granted = "" if name in given else f" ({translate(N_('taken for granted'))})"
        lines.append(f"  {_plain(name)}: {shown(value, translate)}{granted}")
    return lines


def _doubts(finding: Finding, translate: Translate) -> list[str]:
    doubts = finding.doubts(translate)
    if not doubts:
        return []
    return ["", f"{translate(N_('Not confirmed'))}:", *(f"  {doubt}" for doubt in doubts)]


def _plain(name: str) -> str:
    return name.replace("_", " ")
