"""The pages of the risks, of the plan with its money, and of asking how the person is."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case
from mooring.returns import actions, law_of_return
from mooring.returns.actions.travelling import arrived_on
from mooring.returns.forms import preparing, travelling
from mooring.returns.models import Instalment, ReturnPath, ReturnPlan, RiskAssessment
from mooring.returns.moving import standing_path
from mooring.returns.over_there import Destination, Escort
from mooring.returns.views.path import on_a_path, page_of
from mooring.safeguards.forms_kept import initial_or_draft, officer_of
from mooring.safeguards.models import Officer
from mooring.safeguards.rows_by_name import key_or_404


def assess(request: HttpRequest, case: Case) -> HttpResponse:
    """The risks: beginning with what was written last."""
    child = bool(law_of_return.is_child(case))
    form = initial_or_draft(request, preparing.AssessForm, initial=_risks_as_they_stand(case), child=child)
    return on_a_path(
        request,
        case,
        form,
        lambda by, path, _form: actions.assess(by=by, path=path, risks=form.found(), **_words_of_risks(form)),
        title=_("Risks of a return, and family"),
        lead=_("With the person, in the person's order. It advises; the person decides."),
        template="returns/assess.html",
    )


def plan(request: HttpRequest, case: Case) -> HttpResponse:
    """The plan: beginning with the version that stands."""
    form = initial_or_draft(request, preparing.PlanForm, initial=_plan_as_it_stands(case))

    def does(by: Officer, path: ReturnPath, _form: object) -> object:
        names = ("agreed_on", "destination", "country", "reception", "escort", "travels_on", "planner_desk")
        texts = ("reception_words", "route", "own_words")
        given = {name: form.cleaned_data[name] for name in (*names, *texts)}
        return actions.plan(by=by, path=path, help_agreed=form.help_agreed(), **given)

    return on_a_path(
        request,
        case,
        form,
        does,
        title=_("Plan the return"),
        lead=_("With the person, and with who plans it over there. Each version is kept."),
        submit=_("Save the plan"),
        template="returns/plan.html",
        more={"planner_finding": law_of_return.planner(case), "months_finding": law_of_return.support_months_today()},
    )


def agree_money(request: HttpRequest, case: Case) -> HttpResponse:
    """A sum by instalments; over as many months as the law of the day says, where it says it."""
    finding = law_of_return.instalments()
    form = initial_or_draft(request, preparing.MoneyForm, initial={"months": finding["months"] if finding else 1})

    def does(by: Officer, path: ReturnPath, _form: object) -> object:
        given = {name: form.cleaned_data[name] for name in ("currency", "months", "first_due", "kind")}
        return actions.agree_money(by=by, path=path, amount=form.smallest_units, **given)

    return on_a_path(
        request,
        case,
        form,
        does,
        title=_("Promise money"),
        template="returns/money.html",
        more={"money_finding": finding},
    )


def pay(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """That a sum was paid."""
    found = Instalment.objects.standing().filter(pk=key_or_404("return_instalment", named), case=case)
    instalment = found.select_related("path").first()
    if instalment is None:
        raise Http404
    instalment.case = case
    form = initial_or_draft(request, preparing.PayForm)
    return page_of(
        request,
        case,
        form,
        lambda: actions.pay(by=officer_of(request), instalment=instalment, **form.cleaned_data),
        title=_("A sum was paid"),
        lead=f"{floatformat(instalment.sum, '2g')} {instalment.currency} · {instalment.get_kind_display()}",
    )


def follow_up(request: HttpRequest, case: Case) -> HttpResponse:
    """How the person is, so many months after arrival."""
    path = standing_path(case)
    arrived = arrived_on(path) if path is not None else None
    months = law_of_return.follow_up_months(arrived) if arrived is not None else ()
    form = initial_or_draft(request, travelling.FollowUpForm, months=months)

    def does(by: Officer, path: ReturnPath, _form: object) -> object:
        given = {name: form.cleaned_data[name] for name in ("month", "reached", "exploited_again", "asked_on", "words")}
        given["exploited_again"] = given["exploited_again"] or "not_known"
        return actions.follow_up(by=by, path=path, statuses=form.statuses(), **given)

    return on_a_path(
        request,
        case,
        form,
        does,
        title=_("How is the person?"),
        lead=_("By the way of contact that was agreed as safe, and as much as the person wishes to say."),
        template="returns/follow_up.html",
        more={"follow_up_finding": law_of_return.follow_ups(arrived) if arrived is not None else None},
    )


def _words_of_risks(form: preparing.AssessForm) -> dict[str, Any]:
    names = ("looked_at_on", "advice", "person_says", *RiskAssessment.WORDS)
    return {name: form.cleaned_data[name] for name in names}


def _risks_as_they_stand(case: Case) -> dict[str, Any]:
    path = standing_path(case)
    found = RiskAssessment.objects.standing().filter(path=path, case=case).first() if path is not None else None
    if found is None:
        return {}
    found.case = case
    initial: dict[str, Any] = {name: found.words(name) for name in RiskAssessment.WORDS}
    notes = found.notes()
    for code, risk in found.risks.items():
        initial |= {f"grave_{code}": risk["grave"], f"whom_{code}": risk["for"], f"done_{code}": notes.get(code, "")}
    return initial | {"advice": found.advice}


def _plan_as_it_stands(case: Case) -> dict[str, Any]:
    path = standing_path(case)
    found = (
        ReturnPlan.objects.standing().select_related("planner_desk").filter(path=path, case=case).first()
        if path is not None
        else None
    )
    if found is None:
        child = law_of_return.is_child(case)
        return {"destination": Destination.HOME, "escort": Escort.TO_BE_FOUND if child else Escort.NOT_NEEDED}
    found.case = case
    names = ("destination", "country", "reception", "escort", "travels_on")
    initial: dict[str, Any] = {name: getattr(found, name) for name in names}
    initial |= {"reception_words": found.words("reception"), "route": found.words("route")}
    initial |= {"own_words": found.words("own_words")}
    initial["planner_desk"] = found.planner_desk.code if found.planner_desk else None
    notes = found.notes()
    for code in found.help_agreed:
        initial |= {f"agreed_{code}": True, f"words_{code}": notes.get(code, "")}
    return initial
