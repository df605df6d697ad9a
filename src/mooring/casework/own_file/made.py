"""The person's own file made: as a document one can read, and as data. In memory only, from the choice that an officer made."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mooring.casework import retention
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, DataClass, Event, Grant, OwnFilePrepared, StageReached
from mooring.casework.own_file import Part, Section, printing, sections
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.models import Officer

HELD_ELSEWHERE = "held_elsewhere"  # no ground to withhold: another controller answers for it
ELSEWHERE = (Compartment.POLICE, Compartment.IMMIGRATION)
FORMAT = "mooring-own-file/1"


@dataclass(frozen=True)
class Recipient:
    """An agency that had access: since when, and when it last looked."""

    name: str
    since: date
    looked_last: date | None


def withheld_finding(ground: str) -> Finding:
    """What the law of today says of a ground. Raises `NotAnswered`."""
    finding: Finding = settings.MOORING_COUNTRY.law.access_withheld(ground, clock.today())
    return finding


def recipients(case: Case) -> list[Recipient]:
    """Which agencies had access and when they last looked. For a lead of the case."""
    given: dict[str, date] = {}
    for grant in Grant.objects.filter(case=case).select_related("desk__agency", "officer").order_by("since"):
        desks = [grant.desk] if grant.desk else grant.officer.desks() if grant.officer else []
        agency = desks[0].agency if desks else None
        if agency is not None:
            given.setdefault(agency.name, timezone.localdate(grant.since))
    with connection.cursor() as cursor:
        cursor.execute("select agency, first, last from mooring_agencies_that_looked(%s)", [case.pk])
        looked = {agency: (first, last) for agency, first, last in cursor.fetchall()}
    return [
        Recipient(
            name,
            given.get(name) or timezone.localdate(looked[name][0]),
            timezone.localdate(looked[name][1]) if name in looked else None,
        )
        for name in sorted(given.keys() | looked.keys())
    ]


def elsewhere(officer: Officer, case: Case) -> list[str]:
    """The parts of the case that are not open to the officer and that other authorities answer for, whether or not they hold anything."""
    held = case.held_by(officer)
    return [str(part.label) for part in ELSEWHERE if part not in held]


def content(officer: Officer, case: Case, prepared: OwnFilePrepared) -> dict[str, Any]:
    """The whole file as plain data, in its language: what goes in, what is withheld and why, and what the person may know besides."""
    with translation.override(prepared.language):
        choice = prepared.choice()
        chosen, out = set(choice["in"]), choice["out"]
        found = sections(officer, case)
        file = {
            "format": FORMAT,
            "language": prepared.language,
            "title": _("Your own file"),
            "made": _("Made on %(day)s for %(pseudonym)s.")
            % {"day": _shown(timezone.localdate(prepared.recorded_at)), "pseudonym": case.pseudonym},
            "pseudonym": case.pseudonym,
            "introduction": [
                _("This is what is held about you here, in the words in which it was written."),
                _("It was given to you in person. Keep it where nobody finds it who should not, or leave it with us."),
            ],
            "sections": [_section(section, chosen) for section in found if any(p.key in chosen for p in section.parts)],
            "withheld": _withheld(out),
            "notices": [*_notices(officer, case, out)],
        }
    missing = printing.unprintable(file)
    return file | {"not_printed": {"characters": sorted(missing), "scripts": printing.scripts(missing)}}


def as_document(file: dict[str, Any]) -> bytes:
    """The file as a PDF. The words go in as data, never as markup. Letters that this machine has no form for are named in their place."""
    not_printed = file["not_printed"]
    if not not_printed["characters"]:
        return printing.typeset("document.typ", file)
    with translation.override(file["language"]):
        told = _(
            "Some words are in letters that could not be printed here (%(scripts)s). They stand in full in the data file:"
            " ask for it, or have them read to you."
        ) % {"scripts": ", ".join(not_printed["scripts"])}
        printed = printing.without(file | {"not_printed": {}}, frozenset(not_printed["characters"]))
    return printing.typeset("document.typ", printed | {"introduction": [*printed["introduction"], told]})


def as_data(file: dict[str, Any]) -> bytes:
    """The file as JSON (UTF-8) with keys that stay the same in every language."""
    return json.dumps(file, ensure_ascii=False, indent=2).encode()


def _section(section: Section, chosen: set[str]) -> dict[str, Any]:
    return {
        "code": section.code,
        "title": section.title,
        "parts": [_part(part) for part in section.parts if part.key in chosen],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "title": part.title,
        "day": part.day.isoformat(),
        "day_shown": _shown(part.day),
        "agency": part.agency,
        "lines": [{"code": line.code, "label": line.label, "words": line.words} for line in part.lines],
    }


def _withheld(out: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """What is withheld, by ground: how many parts, the provision, what the officer wished to say. Never what it is about."""
    told: list[dict[str, Any]] = []
    for ground, count in sorted(Counter(entry["ground"] for entry in out.values()).items()):
        if ground == HELD_ELSEWHERE:
            continue
        try:
            finding: Finding | None = withheld_finding(ground)
        except NotAnswered:
            finding = None
        told.append(
            {
                "ground": ground,
                "parts": count,
                "why": " ".join(finding.sentences(_)) if finding else "",
                "provisions": finding.citations(_) if finding else [],
                "words": [entry["words"] for entry in out.values() if entry["ground"] == ground and entry["words"]],
            }
        )
    return told


def _notices(officer: Officer, case: Case, out: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    held_back = [
        " ".join(
            [
                ngettext("%(count)d part is not in this file.", "%(count)d parts are not in this file.", entry["parts"])
                % {"count": entry["parts"]},
                entry["why"],
                f"({'; '.join(entry['provisions'])})" if entry["provisions"] else "",
                *entry["words"],
            ]
        )
        for entry in _withheld(out)
    ]
    others = elsewhere(officer, case)
    if any(entry["ground"] == HELD_ELSEWHERE for entry in out.values()):
        others.append(_("Something that another authority wrote here"))
    who = recipients(case)
    return [
        _notice(
            _("What is not in it, and why"), [] if held_back else [_("Nothing that we hold was left out.")], held_back
        ),
        _notice(
            _("Ask other authorities"),
            [_("For what they hold, they answer themselves. Ask there; we help you to ask.")],
            others,
        ),
        _notice(
            _("Who answers for it"),
            [_("The agency that opened the file answers for it, and each for what it wrote.")],
            [_controller(case)],
        ),
        _notice(
            _("What it is held for"),
            [
                _(
                    "To find out whether you are a victim of trafficking, to protect and support you, and to count without names."
                )
            ],
            [],
        ),
        _notice(
            _("Where it comes from"),
            [_("From you, from the agencies named beside each part, and from papers you showed.")],
            [],
        ),
        _notice(_("Who had access"), [], [_recipient(one) for one in who]),
        _notice(_("How long it is kept"), _period(case), []),
        _notice(
            _("What you may ask for"),
            [],
            [
                _("That what is wrong is corrected."),
                _("That it is erased or no longer used, where the law allows it. An authority may have to keep it."),
                _("That you are told whom it was given to."),
                _("You may complain to the country's data protection authority, and to a court."),
                _("Earlier wordings that were corrected are kept too; you may ask for them."),
            ],
        ),
    ]


def _notice(title: str, paragraphs: list[str], points: list[str]) -> dict[str, Any]:
    return {"title": title, "paragraphs": paragraphs, "points": points}


def _recipient(one: Recipient) -> str:
    since = _("%(agency)s, since %(day)s") % {"agency": one.name, "day": _shown(one.since)}
    if one.looked_last is None:
        return _("%(since)s; has not looked") % {"since": since}
    return _("%(since)s; last looked on %(day)s") % {"since": since, "day": _shown(one.looked_last)}


def _controller(case: Case) -> str:
    opened = Event.objects.filter(case=case, kind="case.open").select_related("agency").first()
    return opened.agency.name if opened else "–"


def _period(case: Case) -> list[str]:
    opened = Event.objects.filter(case=case, kind="case.open").select_related("agency").first()
    closed = StageReached.objects.standing().filter(case=case, stage="closed").first()
    try:
        kind = opened.agency.kind if opened else ""
        finding = retention.law_of(DataClass.CASE_FILE, kind, closed.since.date() if closed else None)
    except NotAnswered:
        return [_("The law of this country gives no answer that we know; nothing is erased without a review.")]
    doubts = [] if finding.confirmed else [_("This period is not confirmed by a law that was found.")]
    return [finding.sentence(_), *finding.sentences(_), *doubts]


def _shown(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
