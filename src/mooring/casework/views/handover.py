"""The pages on which the cases of an officer who leaves go to a colleague."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework import actions, handing_over
from mooring.casework.attempts import done
from mooring.casework.break_glass_forms import HandoverForm
from mooring.casework.handing_over import Led
from mooring.casework.models import Case
from mooring.safeguards import ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404

MOVED = "handed_over"  # what the page after handing over shows: numbers only, kept in the session and shown once


def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand over one's own cases; and the way to those of colleagues who have left."""
    officer = officer_of(request)
    return _of(request, officer, officer)


def take_up(request: HttpRequest, named: str) -> HttpResponse:
    """Hand over, or take up, the cases of a colleague who has left."""
    officer = officer_of(request)
    leaving = Officer.objects.filter(pk=key_or_404("left", named)).first()
    if leaving is None or leaving.pk not in {who.pk for who, _count in handing_over.who_left(officer)}:
        raise Http404
    return _of(request, officer, leaving)


def _of(request: HttpRequest, officer: Officer, leaving: Officer) -> HttpResponse:
    led = handing_over.cases_of(officer, leaving)
    receivers = {reference("to", each.pk): each for each in handing_over.who_can_take(officer, leaving)}
    offered = {reference("case", each.case.pk): each for each in led}
    form = initial_or_draft(
        request,
        HandoverForm,
        initial={"cases": list(offered)},
        receivers=[(ref, _("Me") if each.pk == officer.pk else each.name) for ref, each in receivers.items()],
        offered=[(ref, each.case.pseudonym) for ref, each in offered.items()],
    )
    moved: list[Any] = []

    def deed() -> None:
        chosen: list[Case] = [offered[ref].case for ref in form.cleaned_data["cases"]]
        to = receivers[form.cleaned_data["to"]]
        moved.extend(actions.hand_over_all(chosen, by=officer, leaving=leaving, to=to))

    if done(request, form, deed):
        sent(request)
        request.session[MOVED] = {
            "to": form.cleaned_data["to"],
            "cases": len(moved),
            "parts": sum(each.parts for each in moved),
            "tasks": sum(each.tasks for each in moved),
            "deadlines": sum(each.deadlines for each in moved),
            "stay": sum(each.stay for each in moved),
            "contact": sum(offered[ref].is_contact_person for ref in form.cleaned_data["cases"]),
        }
        return redirect("handed_over")
    if request.method != "POST" and led:
        ledger.look(officer, "case.list", count=len(led))
    context = {
        "form": form,
        "leaving": leaving,
        "is_own": leaving.pk == officer.pk,
        "rows": [_row(form, ref, each) for ref, each in offered.items()],
        "receivers": receivers,
        "left": [(reference("left", who.pk), who, count) for who, count in handing_over.who_left(officer)],
    }
    return form_page(request, "casework/handover.html", context)


def _row(form: HandoverForm, ref: str, led: Led) -> dict[str, Any]:
    ticked = form["cases"].value() or []
    return {"ref": ref, "led": led, "ticked": ref in ticked}


def handed_over(request: HttpRequest) -> HttpResponse:
    """What was moved."""
    moved = request.session.pop(MOVED, None)
    if moved is None:
        return redirect("handover")
    to = Officer.objects.filter(pk=key_or_404("to", moved["to"])).first()
    return render(request, "casework/handed_over.html", {"moved": moved, "to": to})
