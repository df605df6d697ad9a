"""The pages on which the authority says no: a request refused, a refusal corrected, a period taken away, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import tried
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import panel
from mooring.support.actions import period_refusal, period_taking_back
from mooring.support.actions.period_rows import (
    last_refusal,
    standing_period,
    standing_taking_back,
    waiting_request,
)
from mooring.support.forms.period_whole import (
    GivingBackForm,
    RefusalCorrectionForm,
    RefusalForm,
    TakingBackForm,
)
from mooring.support.law_of_the_period import of_taking_back, presumed_situation
from mooring.support.models import AskedFor
from mooring.support.period_words import NAME
from mooring.support.views.period import nothing_to_do


def refuse(request: HttpRequest, case: Case) -> HttpResponse:
    """Refuse what was asked for: the period, or more days."""
    period = standing_period(case)
    wanted = AskedFor.EXTENSION if period is not None and not period.is_none else AskedFor.PERIOD
    asked = waiting_request(case, wanted)
    if asked is None:
        nothing_to_do(request, case, "reflection.refuse", _("Nothing that was asked for waits for an answer."))
    asked.case = case
    initial = {"situation": presumed_situation(case) or ""}
    form = initial_or_draft(request, RefusalForm, initial=initial, asked_for=wanted)
    return _form(
        request,
        case,
        form,
        "support/period_refuse.html",
        lambda: period_refusal.refuse(by=officer_of(request), asked=asked, **form.cleaned_data),
        asked=asked,
    )


def correct_refusal(request: HttpRequest, case: Case) -> HttpResponse:
    """Put right what was recorded of a refusal."""
    refusal = last_refusal(case)
    if refusal is None:
        nothing_to_do(request, case, "reflection.correct_refusal", _("No refusal is recorded that could be corrected."))
    initial = {
        "complaint": refusal.complaint,
        "complain_to": refusal.words("complain_to"),
        "complain_until": refusal.complain_until,
    }
    form = initial_or_draft(request, RefusalCorrectionForm, initial=initial)

    def deed() -> object:
        given = dict(form.cleaned_data)
        return period_refusal.correct_refusal(
            by=officer_of(request), refusal=refusal, given=not given.pop("never"), **given
        )

    return _form(request, case, form, "support/period_correct_refusal.html", deed, refusal=refusal)


def take_back(request: HttpRequest, case: Case) -> HttpResponse:
    """Take a period away, where the law names a ground; else say that it is not provided for."""
    period, finding = standing_period(case), of_taking_back(clock.today())
    if period is None or period.is_none:
        nothing_to_do(request, case, "reflection.take_back", _("There is no period."))
    period.case = case
    grounds = finding.codes("grounds") if finding is not None and finding.provides else ()
    form = initial_or_draft(request, TakingBackForm, grounds=grounds)
    return _form(
        request,
        case,
        form,
        "support/period_take_back.html",
        lambda: period_taking_back.take_back(by=officer_of(request), period=period, **form.cleaned_data),
        finding=finding,
        grounds=grounds,
    )


def give_back(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that it no longer holds that the period was taken away."""
    taken = standing_taking_back(case)
    if taken is None:
        nothing_to_do(request, case, "reflection.give_back", _("The period was not taken away."))
    taken.case = case
    form = initial_or_draft(request, GivingBackForm)
    return _form(
        request,
        case,
        form,
        "support/period_give_back.html",
        lambda: period_taking_back.give_back(by=officer_of(request), taken=taken, **form.cleaned_data),
    )


def _form(
    request: HttpRequest, case: Case, form: Form, template: str, deed: Callable[[], object], **more: Any
) -> HttpResponse:
    attempt = tried(request, form, deed)
    if attempt.done:
        sent(request)
        return redirect(case_address(case, open="reflection"))
    state = panel.period_shown(case, standing_period(case), panel.waiting_kinds(case))
    return form_page(
        request,
        template,
        {**state, "case": case, "form": form, "refused": attempt.finding, "period_name": NAME, **more},
    )
