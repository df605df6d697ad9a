"""Matters: raising one from a case or a pattern, seeing where it is, and each step of its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.referral import group_states as states
from mooring.referral.actions import matters as actions
from mooring.referral.forms.groups import OnAgendaForm, PerhapsWordsForm, WordsForm
from mooring.referral.forms.matters import MatterForm
from mooring.referral.group_words import about
from mooring.referral.models import Matter, Meeting, MeetingState
from mooring.referral.views.opening import matter_or_unseen
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.references import key_of, reference

MOVES = (
    ("matter.put_on_agenda", "matter_on_agenda"),
    ("matter.answer", "matter_answer"),
    ("matter.raise_higher", "matter_higher"),
    ("matter.carry_down", "matter_down"),
    ("matter.close", "matter_close"),
    ("matter.withdraw", "matter_withdraw"),
)


def matters(request: HttpRequest) -> HttpResponse:
    """The matters that are open to the officer: those that wait for her first, then the others, then the closed ones."""
    officer = officer_of(request)
    rows: list[dict[str, Any]] = []
    for matter in Matter.objects.select_related("raised_desk__agency").order_by("-raised_on", "-id")[:200]:
        step = matter.last()
        rows.append(
            {
                "matter": matter,
                "title": matter.opened("title"),
                "step": step,
                "about": about(matter),
                "waits": any(actions.may_move(officer, step, verb) for verb, _door in MOVES[:5]),
                "mine": matter.is_raised_by(officer),
            }
        )
    ledger.look(officer, "matter.look", count=len(rows))
    rows.sort(key=lambda row: (row["step"].rule.final, not row["waits"]))
    return render(request, "referral/matters.html", {"rows": rows, "may_raise": officer.may("matter.raise")})


def matter(request: HttpRequest, matter: str) -> HttpResponse:
    """One matter: the question, where it stands, its way, and what may be done now."""
    officer = officer_of(request)
    given = matter_or_unseen(officer, matter, "matter.look")
    way = given.way()
    step = way[-1]
    ledger.look(officer, "matter.look", count=1)
    context = {
        "matter": given,
        "title": given.opened("title"),
        "words": given.opened("words"),
        "about": about(given),
        "way": [{"step": one, "words": one.words()} for one in way],
        "step": step,
        "pen": _pen(given),
        "moves": {door: reverse(door, args=[matter]) for verb, door in MOVES if actions.may_move(officer, step, verb)},
        "mine": given.is_raised_by(officer),
    }
    return render(request, "referral/matter.html", context)


def matter_new(request: HttpRequest) -> HttpResponse:
    """Raise a matter from a pattern that somebody has seen."""
    return _raise(request, None, reverse("matters"))


def matter_from_case(request: HttpRequest, case: Case) -> HttpResponse:
    """Raise a matter to which a case gave rise; its words are compared with the names of the case, and the case is not kept."""
    officer = officer_of(request)
    if request.method == "POST":
        ledger.look(officer, "matter.raise", case_key=case.pk, compartment=Compartment.IDENTITY)
    return _raise(request, case, case_address(case, open="matter"))


def _raise(request: HttpRequest, case: Case | None, back: str) -> HttpResponse:
    officer = officer_of(request)
    form = initial_or_draft(request, MatterForm, officer=officer, case=case)
    made: list[Matter] = []
    if done(
        request, form, lambda: made.append(actions.raise_matter(by=officer, checked_against=case, **form.matter()))
    ):
        sent(request)
        return redirect("matter", matter=made[0].reference)
    return form_page(request, "referral/matter_new.html", {"form": form, "back": back, "case": case})


def on_agenda(request: HttpRequest, matter: str) -> HttpResponse:
    """Put a matter on the agenda of a meeting to come."""
    officer = officer_of(request)
    given = matter_or_unseen(officer, matter, "matter.put_on_agenda")
    coming = {reference("meeting", one.pk): one for one in _coming(given)}
    choices = [(named, _when(one)) for named, one in coming.items()]
    form = initial_or_draft(request, OnAgendaForm, meetings=choices)

    def put() -> object:
        meeting = Meeting.objects.select_related("group").get(pk=key_of("meeting", form.cleaned_data["meeting"]))
        return actions.put_matter_on_agenda(by=officer, matter=given, meeting=meeting)

    if done(request, form, put):
        sent(request)
        return redirect("matter", matter=matter)
    context = _about(given, form, _("Put on the agenda"), _("Put on the agenda"))
    call = reverse("group_meeting_new", args=[given.last().group.code])
    return form_page(request, "referral/matter_step.html", {**context, "no_meeting": not choices, "call": call})


def higher(request: HttpRequest, matter: str) -> HttpResponse:
    """Raise a matter to the group above."""
    return _step(request, matter, "matter.raise_higher", WordsForm, actions.raise_higher, _("Raise to the group above"))


def answer(request: HttpRequest, matter: str) -> HttpResponse:
    """Answer a matter."""
    return _step(request, matter, "matter.answer", WordsForm, actions.answer, _("Answer the matter"))


def down(request: HttpRequest, matter: str) -> HttpResponse:
    """Carry the answer one step down."""
    return _step(request, matter, "matter.carry_down", PerhapsWordsForm, actions.carry_down, _("Carry the answer down"))


def close(request: HttpRequest, matter: str) -> HttpResponse:
    """Close a matter whose answer has come home."""
    return _step(request, matter, "matter.close", PerhapsWordsForm, actions.close_matter, _("Close the matter"))


def withdraw(request: HttpRequest, matter: str) -> HttpResponse:
    """Withdraw a matter."""
    return _step(
        request, matter, "matter.withdraw", PerhapsWordsForm, actions.withdraw_matter, _("Withdraw the matter")
    )


def _step(
    request: HttpRequest, named: str, verb: str, form_class: type[WordsForm], deed: Callable[..., object], title: str
) -> HttpResponse:
    officer = officer_of(request)
    given = matter_or_unseen(officer, named, verb)
    form = initial_or_draft(request, form_class)
    if done(request, form, lambda: deed(by=officer, matter=given, words=form.cleaned_data["words"])):
        sent(request)
        return redirect("matter", matter=named)
    return form_page(request, "referral/matter_step.html", _about(given, form, title, title))


def _about(given: Matter, form: BaseForm, title: str, submit: str) -> dict[str, Any]:
    return {
        "form": form,
        "matter": given,
        "question": given.opened("title"),
        "heading": title,
        "submit": submit,
        "back": reverse("matter", args=[given.reference]),
    }


def _coming(given: Matter) -> list[Meeting]:
    """The meetings to come of the group where the matter lies, the next first."""
    meetings = Meeting.objects.filter(group=given.last().group).select_related("group")
    moment = clock.now()
    planned = [
        (at.starts_at, one)
        for one in meetings
        for at in [one.arrangement()]
        if at.state == MeetingState.PLANNED and not at.is_over(moment)
    ]
    return [one for _at, one in sorted(planned, key=lambda pair: pair[0])]


def _when(meeting: Meeting) -> str:
    return date_format(timezone.localtime(meeting.arrangement().starts_at), "DATETIME_FORMAT")


def _pen(given: Matter) -> str:
    """Whose turn it is, by name of the group or the desk."""
    step = given.last()
    if step.rule.pen == states.GROUP:
        return step.group.name
    return str(given.raised_desk) if step.rule.pen == states.RAISER else ""
