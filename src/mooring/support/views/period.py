"""The pages of the reflection period: all of it, a request, the decision, an extension, a correction."""

from __future__ import annotations

from typing import Any, NoReturn

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done, tried
from mooring.casework.house_rule import house_rule
from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.law import Finding, NotAnswered
from mooring.law.words import shown
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.references import reference
from mooring.support import panel
from mooring.support.actions import period as deeds
from mooring.support.forms.period import CorrectionForm, DecisionForm, ExtensionForm, RequestForm
from mooring.support.law_of_the_period import (
    Facts,
    Situation,
    hangs_on_residence,
    is_identified,
    of_stopping,
    of_taking_back,
    of_the_permit,
    presumed_situation,
    the_law,
)
from mooring.support.models import (
    AskedFor,
    Extension,
    PeriodLetter,
    PeriodRequest,
    PeriodTakenBack,
    ReflectionPeriod,
    RequestRefusal,
)
from mooring.support.period_words import NAME


def whole(request: HttpRequest, case: Case) -> HttpResponse:
    """The period as it stands, and all that was ever recorded of it, with when and by whom."""
    officer, today = officer_of(request), clock.today()
    period = deeds.standing_period(case)
    history: list[Any] = []
    for model in (ReflectionPeriod, Extension, PeriodRequest, RequestRefusal, PeriodTakenBack):
        history += model.objects.filter(case=case).select_related("recorded_by")
    for fact in history:
        fact.case = case
    state = panel.period_shown(case, period, panel.waiting_kinds(case))
    context = {
        "case": case,
        **state,
        "extensions": [
            (fact, shown(fact.reason, _))
            for fact in history
            if isinstance(fact, Extension) and fact.superseded_by_id is None
        ],
        "history": [
            (
                fact,
                fact._meta.model_name,
                fact.words("ground" if isinstance(fact, ReflectionPeriod | Extension) else "words"),
            )
            for fact in sorted(history, key=lambda fact: fact.recorded_at, reverse=True)
        ],
        "ways": panel.ways_of_the_period(officer, case, period, state["state"]),
        "letters": letters_of(case),
        "of_taking_back": of_taking_back(today) if period is not None else None,
        "of_stopping": of_stopping(today) if period is not None else None,
        "of_the_permit": of_the_permit(today),
    }
    return render(request, "support/period.html", context)


def ask(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that the period, or an extension of it, was asked for."""
    period = deeds.standing_period(case)
    form = initial_or_draft(request, RequestForm, period_stands=period is not None and not period.is_none)
    if done(request, form, lambda: deeds.request(by=officer_of(request), case=case, **form.cleaned_data)):
        sent(request)
        return redirect(case_address(case, open="reflection"))
    return form_page(
        request,
        "support/request.html",
        {"case": case, "form": form, "identified": is_identified(case), "period_name": NAME},
    )


def grant(request: HttpRequest, case: Case) -> HttpResponse:
    """Record the authority's decision on the period."""
    if deeds.standing_period(case) is not None:
        nothing_to_do(request, case, "reflection.grant", _("A decision on the period stands already."))
    today = clock.today()
    asked = PeriodRequest.objects.standing().filter(case=case, asked_for=AskedFor.PERIOD).order_by("-asked_on").first()
    presumed = presumed_situation(case)
    initial = {
        "situation": presumed or "",
        "requested_on": asked.asked_on if asked else None,
        "decided_on": today,
        "begins": known(case, "period_opened_on") or today,
    }
    form = initial_or_draft(request, DecisionForm, initial=initial)
    attempt = tried(request, form, lambda: deeds.grant(by=officer_of(request), case=case, **form.cleaned_data))
    if attempt.done:
        sent(request)
        return redirect(case_address(case, open="reflection"))
    context = {
        "case": case,
        "form": form,
        "refused": attempt.finding,
        "presumed": presumed,
        "on_residence": hangs_on_residence(today),
        "period_name": NAME,
        "today_says": _today_says(case, presumed),
    }
    return form_page(request, "support/grant.html", context)


def extend(request: HttpRequest, case: Case) -> HttpResponse:
    """Extend the period, within what the law allows in all."""
    period = deeds.standing_period(case)
    if period is None or period.is_none:
        nothing_to_do(request, case, "reflection.extend", _("There is no period to extend."))
    if not the_law().answers("reflection_extension"):
        nothing_to_do(
            request,
            case,
            "reflection.extend",
            _("The country's law pack does not say whether the period can be extended. Ask a lawyer."),
        )
    asked = (
        PeriodRequest.objects.standing().filter(case=case, asked_for=AskedFor.EXTENSION).order_by("-asked_on").first()
    )
    form = initial_or_draft(request, ExtensionForm, initial={"asked_on": asked.asked_on if asked else None})
    attempt = tried(request, form, lambda: deeds.extend(by=officer_of(request), period=period, **form.cleaned_data))
    if attempt.done:
        sent(request)
        return redirect(case_address(case, open="reflection"))
    context = {
        "case": case,
        "form": form,
        "refused": attempt.finding,
        **panel.period_shown(case, period, panel.waiting_kinds(case)),
    }
    return form_page(request, "support/extend.html", context)


def correct(request: HttpRequest, case: Case) -> HttpResponse:
    """Put right what was recorded of the period."""
    period = deeds.standing_period(case)
    if period is None:
        nothing_to_do(request, case, "reflection.correct", _("Nothing is recorded that could be corrected."))
    period.case = case
    facts = Facts.of(Finding.from_record(period.finding))
    initial = {
        "situation": facts.situation,
        "public_order": period.is_none,
        "requested_on": period.requested_on,
        "decided_on": period.decided_on,
        "begins": period.begins or period.decided_on,
    }
    form = initial_or_draft(request, CorrectionForm, initial=initial, extensions=period.standing_extensions())

    def deed() -> object:
        given = {name: value for name, value in form.cleaned_data.items() if name not in form.extension_names}
        days = form.extension_days()
        return deeds.correct(by=officer_of(request), period=period, extension_days=days, **given)

    attempt = tried(request, form, deed)
    if attempt.done:
        sent(request)
        return redirect(case_address(case, open="reflection"))
    context = {
        "case": case,
        "form": form,
        "refused": attempt.finding,
        **panel.period_shown(case, period, panel.waiting_kinds(case)),
    }
    return form_page(request, "support/correct.html", context)


def _today_says(case: Case, presumed: Situation | None) -> Finding | None:
    """What the law of today says on the facts as they are known, before anything is decided."""
    try:
        return Facts(presumed or Situation.ORDERED, identified=is_identified(case)).ask(clock.today())
    except NotAnswered:
        return None


def letters_of(case: Case) -> list[dict[str, Any]]:
    """The letters that were written, the last first, as the page of the period lists them."""
    rows = PeriodLetter.objects.filter(case=case).select_related("recorded_by").order_by("-recorded_at")
    return [{"letter": one, "named": reference("period_letter", one.pk)} for one in rows]


def nothing_to_do(request: HttpRequest, case: Case, verb: str, reason: str) -> NoReturn:
    """Refuse a page on which there is nothing to do now, and say where to look. Raises `Refused`."""
    instead = _("Go back to the case: its clocks show what can be done now.")
    raise house_rule(verb, officer_of(request), case, reason, instead)
