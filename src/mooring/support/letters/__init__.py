"""Letters to the person about the period, drafted from what the law answered: given, longer, not given, about to end.

A letter names no person. One that is neutral outside tells whoever finds it neither what it is about, nor from which office it comes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from mooring.casework.models import Case
from mooring.casework.own_file.printing import typeset, unprintable, without
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.support import turns
from mooring.support.actions.period_rows import last_refusal, standing_period
from mooring.support.law_of_the_period import last_day_to_ask, the_law
from mooring.support.models import AskedFor, Complaint, LetterKind, ReflectionPeriod, RefusalGround, RequestRefusal
from mooring.support.persons_words import day_in_words, in_the_law_s_language, mark_of, speaking, written_in
from mooring.support.persons_words import said as _

FILE_NAME = "letter.pdf"


def kinds_for(case: Case) -> list[LetterKind]:
    """Which letters there is something to write in."""
    period = standing_period(case)
    kinds = []
    if period is not None and not period.is_none:
        kinds.append(LetterKind.GRANTED)
        if any(extension.days for extension in period.standing_extensions()):
            kinds.append(LetterKind.EXTENDED)
    if last_refusal(case) is not None:
        kinds.append(LetterKind.REFUSED)
    last = period.last_day_of_all() if period is not None else None
    if last is not None and last >= clock.today():
        kinds.append(LetterKind.ABOUT_TO_END)
    return kinds


def draft(
    case: Case, officer: Officer, kind: str, language: str, *, neutral: bool, sentence: str = ""
) -> dict[str, Any]:
    """The letter as plain data, in the language of the person where our words exist in it. Raises `LookupError` for nothing to tell."""
    ours = written_in(language)
    with speaking(ours):
        period, refusal = standing_period(case), last_refusal(case)
        if kind == LetterKind.REFUSED:
            if refusal is None:
                raise LookupError(kind)
            finding, lines = Finding.from_record(refusal.finding), _refused(refusal)
        else:
            if period is None or period.begins is None:
                raise LookupError(kind)
            finding, lines = _law_of(period, kind), _of_a_period(period, kind)
        appointed = turns.contact_person_of(case)
        named = appointed.officer.name if appointed is not None else officer.name
        closing = [_("If you have questions, talk to %(name)s. You need not do it alone.") % {"name": named}]
        if not neutral:
            lines += [
                _("This rests on: %(provisions)s.")
                % {"provisions": "; ".join(finding.citations(in_the_law_s_language))}
            ]
        return {
            "language": ours,
            "title": _("A letter for you") if neutral else _("About your %(period)s") % {"period": _name()},
            "office": "" if neutral else str(officer.agency.name),
            "reference": "" if neutral else str(case),
            "day": day_in_words(clock.today()),
            "lines": [*lines, *([sentence.strip()] if sentence.strip() else []), *closing],
            "unchecked": mark_of(ours),
        }


def as_document(content: dict[str, Any]) -> bytes:
    """A letter as PDF, made now from what was written. What this machine has no letters for is said in its place."""
    with speaking(content["language"]):
        return typeset("letter.typ", without(content, unprintable(content)), of="mooring.support.letters")


def _of_a_period(period: ReflectionPeriod, kind: str) -> list[str]:
    """What is told of a period that runs: its days, and what can be asked for until when."""
    last = period.last_day_of_all()
    assert last is not None
    assert period.begins is not None
    given = (last - period.begins).days + 1
    least = "total_days" not in Finding.from_record(period.finding).particulars
    days = {
        "days": given,
        "first": day_in_words(period.begins),
        "last": day_in_words(last),
        "left": (last - clock.today()).days + 1,
    }
    if kind == LetterKind.GRANTED:
        lines = [
            _("You have been given time to recover and to think: %(days)s days, from %(first)s to %(last)s.") % days
            if not least
            else _("You have time to recover and to think: at least until %(last)s.") % days
        ]
        lines += [_("The first and the last day are whole days of it.")]
    elif kind == LetterKind.EXTENDED:
        lines = [_("You have been given more time. It is now %(days)s days in all, to %(last)s.") % days]
    elif least:
        lines = [_("The least days of your time end on %(last)s. It goes on until the last decision.") % days]
    else:
        lines = [_("Your time ends on %(last)s. Today %(left)s days are left, today included.") % days]
    lines += _how_to_ask_for_more(last)
    return [*lines, _("A place to live, protection and care do not end with a letter. Ask what is open to you.")]


def _how_to_ask_for_more(last: date) -> list[str]:
    if not the_law().answers("reflection_extension") or last < clock.today():
        return []
    safe = last_day_to_ask(last)
    lines = [
        _("If you need more time, say so before it ends: it must be asked for by %(last)s.")
        % {"last": day_in_words(last)}
    ]
    if safe is not None and safe >= clock.today():
        lines += [_("Offices are closed on that day: ask by %(safe)s.") % {"safe": day_in_words(safe)}]
    return lines


def _refused(refusal: RequestRefusal) -> list[str]:
    """What is told of a refusal: what, why, how to complain, and what is open without it."""
    what = _("more time") if refusal.asked_for == AskedFor.EXTENSION else _("time to recover and to think")
    on = {"what": what, "day": day_in_words(refusal.decided_on), "why": _(RefusalGround(refusal.ground).label)}
    lines = [
        _("You asked for %(what)s. On %(day)s the authority decided: no.") % on,
        _("The ground is: %(why)s.") % on,
    ]
    if refusal.complaint == Complaint.POSSIBLE:
        lines += [_("You can complain. %(to)s") % {"to": refusal.words("complain_to")}]
        if refusal.complain_until is not None:
            lines += [
                _("The last day on which you can complain is %(day)s.") % {"day": day_in_words(refusal.complain_until)}
            ]
    else:
        lines += [_("Can you complain?"), f"{_(Complaint(refusal.complaint).label)}."]
    return [
        *lines,
        _("A place to live, protection, care and a contact person do not hang on this. They are open to you."),
    ]


def _law_of(period: ReflectionPeriod, kind: str) -> Finding:
    extensions = [extension for extension in period.standing_extensions() if extension.days]
    latest = extensions[-1].finding if kind == LetterKind.EXTENDED and extensions else period.finding
    return Finding.from_record(latest)


def _name() -> str:
    return _(settings.MOORING_COUNTRY.period_name).lower()
