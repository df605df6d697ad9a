"""The pages of the permit for the sake of an investigation or a prosecution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.attempts import tried
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support.actions import period_permit as deeds
from mooring.support.forms.period_whole import PermitAskForm, PermitStepForm
from mooring.support.law_of_the_period import of_the_permit
from mooring.support.models import ProceedingsPermit
from mooring.support.panel import WAYS_OF_THE_PERMIT, open_ways
from mooring.support.views.period import nothing_to_do

DAY_OF = {"give": "decided_on", "refuse": "decided_on", "end": "ended_on"}


def permit(request: HttpRequest, case: Case) -> HttpResponse:
    """The permit as it stands, the law under it, and every step that was recorded."""
    standing = deeds.standing_permit(case)
    history = list(ProceedingsPermit.objects.filter(case=case).select_related("recorded_by").order_by("-recorded_at"))
    for one in history:
        one.case = case
    ways = WAYS_OF_THE_PERMIT[standing.state if standing else ""]
    finding = of_the_permit(clock.today())
    context = {
        "case": case,
        "permit": standing,
        "finding": finding,
        "history": [(one, one.words("words")) for one in history],
        "ways": open_ways(officer_of(request), case, *ways) if finding is not None or standing else [],
        "today": clock.today(),
    }
    return render(request, "support/permit.html", context)


def ask(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that the permit was asked for."""
    if deeds.standing_permit(case) is not None:
        nothing_to_do(request, case, "permit.ask", _("A permit is asked for or given already."))
    form = initial_or_draft(request, PermitAskForm)
    return _form(
        request,
        case,
        form,
        "ask",
        lambda: deeds.ask_for_permit(by=officer_of(request), case=case, **form.cleaned_data),
    )


def give(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that the permit is given, or given anew."""
    return _step(request, case, "give", deeds.give_permit)


def refuse(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that the permit is not given."""
    return _step(request, case, "refuse", deeds.refuse_permit)


def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that the permit is no longer asked for."""
    return _step(request, case, "withdraw", deeds.withdraw_permit)


def end(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that the permit has ended."""
    return _step(request, case, "end", deeds.end_permit)


def _step(request: HttpRequest, case: Case, step: str, deed: Callable[..., object]) -> HttpResponse:
    standing = deeds.standing_permit(case)
    lawful = standing is not None and any(way[1] == f"permit.{step}" for way in WAYS_OF_THE_PERMIT[standing.state])
    if standing is None or not lawful:
        nothing_to_do(request, case, f"permit.{step}", _("The permit does not stand where this could follow."))
    form = initial_or_draft(request, PermitStepForm, step=step)

    def done() -> object:
        given = dict(form.cleaned_data)
        if step in DAY_OF:
            given[DAY_OF[step]] = given.pop("day")
        return deed(by=officer_of(request), permit=standing, **given)

    return _form(request, case, form, step, done)


def _form(request: HttpRequest, case: Case, form: Any, step: str, deed: Callable[[], object]) -> HttpResponse:
    attempt = tried(request, form, deed)
    if attempt.done:
        sent(request)
        return redirect(reverse("permit", args=[case]))
    context = {
        "case": case,
        "form": form,
        "step": step,
        "refused": attempt.finding,
        "finding": of_the_permit(clock.today()),
    }
    return form_page(request, "support/permit_step.html", context)
