"""The law itself, for lawyers: every parameter with its history, worked examples, what changes on which day, and questions put to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mooring.law import Country, Finding, NotAnswered, Value
from mooring.law.countries import country, country_names
from mooring.law.examples import Example, differences, examples
from mooring.law.freshness import stale
from mooring.law.parameters import DatedValue, Parameter
from mooring.law.provisions import LAW
from mooring.law.refusals import LawError
from mooring.law.topics import fact, topic
from mooring.law.words import shown
from mooring.safeguards import clock
from mooring.web.views.law_questions import AskForm

UNCONFIRMED, NOT_CHECKED = "unconfirmed", "not_checked"


@dataclass(frozen=True)
class Row:
    """One value of a parameter as the page shows it."""

    value: str
    dated: DatedValue
    today: date
    late: bool

    @property
    def label(self) -> str:
        """The citation."""
        name = _(self.dated.instrument.name)
        return f"{name}, {_(self.dated.article)}" if self.dated.article else name

    @property
    def note(self) -> str:
        """What a reader must know, in the reader's language."""
        return _(self.dated.note) if self.dated.note else ""

    @property
    def native(self) -> str:
        """The source's own name, where the pack gives one."""
        return self.dated.instrument.native

    @property
    def is_law(self) -> bool:
        """Whether it is law at all, and not practice, report or house rule."""
        return self.dated.instrument.kind in LAW

    @property
    def holds_now(self) -> bool:
        """Whether this is the value of today."""
        return self.dated.holds_on(self.today)

    @property
    def to_come(self) -> bool:
        """Whether it has not begun."""
        return self.dated.since > self.today

    @property
    def in_doubt(self) -> bool:
        """Whether the value or its first day is not confirmed."""
        return not self.dated.confirmed or self.dated.since_earliest is not None


def _rows(pack: Country, one: Parameter, today: date) -> list[Row]:
    late = {(each.parameter, each.value.since) for each in stale(pack, today)}
    unit = _(one.unit) if one.unit else ""
    return [
        Row(f"{shown(row.value, _)} {unit}".strip(), row, today, (one.name, row.since) in late)
        for row in reversed(one.values)
    ]


def _kept(rows: list[Row], only: str) -> bool:
    if only == UNCONFIRMED:
        return any(row.in_doubt for row in rows)
    return only != NOT_CHECKED or any(row.late for row in rows)


def _fact(name: str) -> str:
    return _(fact(name))


def _says(pack: Country) -> dict[str, str]:
    return {one.name: one.says for one in pack.law.questions()}


def _value(written: object) -> Value:
    return tuple(str(part) for part in written) if isinstance(written, list) else written  # type: ignore[return-value]


def _cited(found: Finding) -> list[dict[str, Any]]:
    """The provisions of an answer, each citation once, with all the sources and notes that stand to it."""
    cited: dict[str, dict[str, Any]] = {}
    for each in found.provisions:
        entry = cited.setdefault(each.label(_), {"label": each.label(_), "provision": each, "sources": [], "notes": []})
        entry["sources"] += [each.source] if each.source not in entry["sources"] else []
        entry["notes"] += [_(each.note)] if each.note else []
        entry["in_doubt"] = entry.get("in_doubt", False) or not each.confirmed
    return list(cited.values())


def _topics(pack: Country, today: date, only: str, chosen: str) -> list[dict[str, Any]]:
    inside = sorted((one for one in pack.law.parameters if chosen in ("", one.topic)), key=lambda one: one.topic)
    found = []
    for code, ones in groupby(inside, key=lambda one: one.topic):
        kept = [(one, rows) for one in ones if _kept(rows := _rows(pack, one, today), only)]
        if kept:
            entries = [{"name": one.name, "meaning": _(one.meaning), "rows": rows} for one, rows in kept]
            found.append({"code": code, "name": _(topic(code)), "parameters": entries})
    return found


def _frame(request: HttpRequest, place: str) -> dict[str, Any]:
    """What every page of the law shows: whose law, the other packs, and where in it one is."""
    names = country_names()
    here: Country = settings.MOORING_COUNTRY
    asked = request.GET.get("country") or request.POST.get("country") or here.key
    pack = country(asked) if asked in names else here
    own = pack.key == here.key
    return {
        "pack": pack,
        "pack_name": _(pack.name),
        "own_law": own,
        "packs": [{"key": name, "name": _(country(name).name), "current": name == pack.key} for name in names],
        "place": place,
        "kept_country": "" if own else f"country={pack.key}",
        "today": clock.today(),
    }


def parameters(request: HttpRequest) -> HttpResponse:
    """Every parameter of the law with its whole history, by topic; or only what is unconfirmed, or long unchecked."""
    frame = _frame(request, "law")
    pack, today = frame["pack"], frame["today"]
    only, chosen = request.GET.get("only", ""), request.GET.get("topic", "")
    rows = [row for one in pack.law.parameters for row in _rows(pack, one, today)]
    codes = sorted({one.topic for one in pack.law.parameters})
    return render(
        request,
        "web/law/parameters.html",
        frame
        | {
            "topics": _topics(pack, today, only, chosen),
            "only": only,
            "choices": [(UNCONFIRMED, _("Only unconfirmed")), (NOT_CHECKED, _("Not checked for a year"))],
            "chosen": chosen,
            "topic_choices": [(code, _(topic(code))) for code in codes],
            "values": len(rows),
            "unconfirmed": sum(not row.dated.confirmed for row in rows),
            "first_days": sum(row.dated.confirmed and row.in_doubt for row in rows),
            "late": sum(row.late for row in rows),
        },
    )


def _worked(pack: Country, example: Example, asks: str) -> dict[str, Any]:
    wrong = differences(pack, example)
    found = None
    if example.raises is None:
        try:
            found = pack.law.ask(example.question, example.on, **example.facts)
        except LawError:
            found = None
    return {
        "example": example,
        "asks": asks,
        "facts": [(_fact(name), shown(_value(value), _)) for name, value in example.facts.items()],
        "finding": found,
        "citations": found.citations(_) if found else [],
        "wrong": wrong,
    }


def worked_examples(request: HttpRequest) -> HttpResponse:
    """The worked examples of the pack: facts, answer, provisions, and whether the law's answer agrees with them now."""
    frame = _frame(request, "law_examples")
    pack, says = frame["pack"], _says(frame["pack"])
    worked = [_worked(pack, each, _(says.get(each.question, each.question))) for each in examples(pack)]
    worked.sort(key=lambda one: (not one["wrong"], one["example"].question))
    return render(
        request,
        "web/law/examples.html",
        frame | {"worked": worked, "wrong": sum(bool(one["wrong"]) for one in worked)},
    )


def _changes(pack: Country, today: date) -> Iterator[dict[str, Any]]:
    for one in pack.law.parameters:
        for place, row in enumerate(one.values):
            shown_row = Row(shown(row.value, _), row, today, late=False)
            before = shown(one.values[place - 1].value, _) if place else ""
            if one.topic != "breaks":
                yield {"day": row.since, "meaning": _(one.meaning), "row": shown_row, "before": before, "ends": False}
            if row.until and (place + 1 == len(one.values)):
                yield {"day": row.until, "meaning": _(one.meaning), "row": shown_row, "before": "", "ends": True}


def _breaks(pack: Country) -> list[dict[str, Any]]:
    """The days that break figures, the latest first; none where the pack names none."""
    try:
        found = pack.law.breaks(date.min, date.max)
    except NotAnswered:
        return []
    return [
        {
            "day": each.day,
            "sentence": each.sentence(_),
            "confirmed": each.confirmed,
            "citations": [provision.label(_) for provision in each.provisions],
        }
        for each in reversed(found)
    ]


def changes(request: HttpRequest) -> HttpResponse:
    """What changes on which day, what is to come first; and the days that break figures."""
    frame = _frame(request, "law_changes")
    pack, today = frame["pack"], frame["today"]
    by_day = groupby(
        sorted(_changes(pack, today), key=lambda each: each["day"], reverse=True), key=lambda each: each["day"]
    )
    days = [{"day": day, "to_come": day > today, "changes": list(found)} for day, found in by_day]
    return render(
        request,
        "web/law/changes.html",
        frame
        | {
            "to_come": [each for each in days if each["to_come"]],
            "past": [each for each in days if not each["to_come"]],
            "breaks": _breaks(pack),
        },
    )


def ask(request: HttpRequest) -> HttpResponse:
    """Put a question to the law on a day, with facts. It is asked by a form that leaves nothing in the address."""
    frame = _frame(request, "law_ask")
    pack = frame["pack"]
    answered = [one for one in pack.law.questions() if one.answered]
    name = request.POST.get("question") or request.GET.get("question") or answered[0].name
    question = next((one for one in answered if one.name == name), answered[0])
    form = AskForm(pack, question, request.POST or None, initial={"on": frame["today"]})
    found, raised = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            found = pack.law.ask(question.name, form.day(), **form.facts())
        except LawError as refusal:
            raised = str(refusal)
    return render(
        request,
        "web/law/ask.html",
        frame
        | {
            "form": form,
            "question": question,
            "asks": _(question.says),
            "questions": [(one.name, _(one.says)) for one in answered],
            "unanswered": [_(one.says) for one in pack.law.questions() if not one.answered],
            "found": found,
            "particulars": [(_fact(key), shown(value, _)) for key, value in found.particulars.items()] if found else [],
            "citations": _cited(found) if found else [],
            "raised": raised,
        },
        status=422 if request.method == "POST" and not form.is_valid() else 200,
    )
