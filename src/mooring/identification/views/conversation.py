"""The clarifying conversation: beginning a meeting, and the form in sections, saved as one goes. Nothing is asked twice."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.form_sections import BY_CODE, SECTIONS
from mooring.identification.forms.conversation import MeetingForm, SectionForm
from mooring.identification.models import Conversation
from mooring.identification.reading import SectionState, sections_of
from mooring.identification.who_converses import who_may_converse
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent


def meeting(request: HttpRequest, case: Case) -> HttpResponse:
    """Begin a meeting: what the person was offered, and what the person chose."""
    latest = latest_meeting(case)
    start: dict[str, Any] = {"held_on": clock.now()}
    if latest is not None:
        # What the person chose last time is not asked again; it is there to be changed.
        start |= {
            name: getattr(latest, name)
            for name in ("interpreter_language", "interpreter_by_telephone", "interpreter_not_from_community")
        }
    form = initial_or_draft(request, MeetingForm, initial=start)
    if done(request, form, lambda: actions.hold_conversation(by=officer_of(request), case=case, **form.cleaned_data)):
        sent(request)
        return redirect("conversation", case=case)
    context = {"case": case, "form": form, "latest": latest, "who_may": who_may_converse()}
    return form_page(request, "identification/meeting.html", context)


def conversation(request: HttpRequest, case: Case) -> HttpResponse:
    """The form: what was told is shown with who wrote it and when; what was not yet spoken of has room to be written."""
    officer = officer_of(request)
    latest = latest_meeting(case)
    may_write = officer.may("conversation.write") and latest is not None
    rows = []
    for state in sections_of(case, latest):
        held = case.held_by(officer)
        row: dict[str, Any] = {
            "state": state,
            "open_to_me": state.section.compartment in held,
            "address": reverse("conversation_section", args=[case, state.section.code]),
        }
        if may_write and state.answer is None and held.get(state.section.compartment):
            row["form"] = initial_or_draft(request, SectionForm, at=row["address"], auto_id=f"{state.section.code}_%s")
        rows.append(row)
    context = {
        "case": case,
        "latest": latest,
        "rows": rows,
        "answered": sum(row["state"].answer is not None for row in rows),
        "may_write": may_write,
        "may_hold": officer.may("conversation.hold"),
    }
    return render(request, "identification/conversation.html", context)


def section(request: HttpRequest, case: Case, section: str) -> HttpResponse:
    """Write one section, or add to it or correct it; the earlier words stay on record with their author."""
    officer = officer_of(request)
    latest = latest_meeting(case)
    if section not in BY_CODE:
        raise Refused(Refusal(Why.UNSEEN, "conversation.write", _("There is no such section.")), officer, case.pk)
    refusal = case.refusal_to(officer, "conversation.write", BY_CODE[section].compartment, writing=True)
    if refusal is not None:
        raise Refused(refusal, officer, case.pk)
    if latest is None:
        return redirect("meeting_new", case=case)
    latest.case = case
    state = next(one for one in sections_of(case, latest) if one.section.code == section)
    start = {"words": state.words, "state": state.answer.state} if state.answer else {"state": "told"}
    form = initial_or_draft(request, SectionForm, initial=start)
    if done(
        request,
        form,
        lambda: actions.write_section(by=officer, conversation=latest, section=section, **form.cleaned_data),
    ):
        sent(request)
        return redirect(f"{reverse('conversation', args=[case])}#{after(section)}")
    return form_page(
        request, "identification/section.html", {"case": case, "form": form, "state": state, "number": number_of(state)}
    )


def latest_meeting(case: Case) -> Conversation | None:
    found: Conversation | None = (
        Conversation.objects.standing().filter(case=case).select_related("recorded_by").order_by("-number").first()
    )
    return found


def after(section: str) -> str:
    """The anchor of the section that follows, so that one goes on where one was."""
    codes = [one.code for one in SECTIONS]
    return [*codes, codes[-1]][codes.index(section) + 1]


def number_of(state: SectionState) -> int:
    return SECTIONS.index(state.section) + 1
