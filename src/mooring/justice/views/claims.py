"""The pages of a claim for compensation: considering it, and each step it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Deadline
from mooring.justice import actions, law_of_redress, panel
from mooring.justice.appeal_clock import appeal_kind
from mooring.justice.claim_states import CLAIM_STATES, ClaimState, ways_on
from mooring.justice.forms.claims import (
    AppealForm,
    ConsiderForm,
    DecideForm,
    FactsForm,
    FileForm,
    PayForm,
    StepForm,
    in_minor_units,
)
from mooring.justice.law_of_redress import facts_of, kinds_of_claims
from mooring.justice.models import Claim
from mooring.justice.views.care import send
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import initial_or_draft, officer_of
from mooring.safeguards.models import Officer
from mooring.safeguards.rows_by_name import key_or_404

AMOUNTS = ("asked", "awarded", "paid")


@dataclass(frozen=True)
class Step:
    """One step a claim can take: its words, its form, and its deed."""

    title: Any
    lead: Any
    form: type[forms.Form]
    deed: Callable[..., Claim]


STEPS: dict[str, Step] = {
    "claim.prepare": Step(
        _("Prepare the claim"),
        _("What it rests on. When something came late, the ground for it is put on record now."),
        FactsForm,
        actions.prepare_claim,
    ),
    "claim.file": Step(
        _("The claim was filed"),
        _("With the person's agreement, by the person, the lawyer or the team."),
        FileForm,
        actions.file_claim,
    ),
    "claim.decide": Step(
        _("The claim was decided"),
        _(
            "Give the day that stands in the decision: the time to appeal runs from it. Tell the person, with an interpreter if need be."
        ),
        DecideForm,
        actions.decide_claim,
    ),
    "claim.pay": Step(_("The money is paid"), _("Paid out to the person."), PayForm, actions.pay_claim),
    "claim.appeal": Step(
        _("The decision was appealed"),
        _("Until when stands in the decision; ask the lawyer."),
        AppealForm,
        actions.appeal_claim,
    ),
    "claim.let_stand": Step(
        _("The person lets the decision stand"),
        _(
            "Talked through with the person, and with the lawyer. Until the time is over it can be taken further all the same."
        ),
        StepForm,
        actions.let_stand,
    ),
    "claim.withdraw": Step(
        _("Withdraw the claim"),
        _("By the person's wish. Nothing else changes; another claim can be considered later."),
        StepForm,
        actions.withdraw_claim,
    ),
}


def door_of(verb: str) -> str:
    """The name of the door to a step."""
    return verb.replace(".", "_")


def consider(request: HttpRequest, case: Case) -> HttpResponse:
    """Consider a claim with the person."""
    form = initial_or_draft(request, ConsiderForm)
    return send(
        request,
        case,
        form,
        "justice/claim_consider.html",
        lambda given: actions.consider_claim(by=officer_of(request), case=case, **given),
        unanswered=not kinds_of_claims(),
    )


def claim(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """One claim: where it stands, what the law says, every step it took, and the steps it can take."""
    standing = _standing(case, named)
    history = list(Claim.objects.filter(case=case, thread=standing.thread).select_related("recorded_by"))
    for row in history:
        row.case = case
    history.sort(key=lambda row: row.recorded_at, reverse=True)
    context = {
        "case": case,
        **panel.claim_shown(standing),
        "history": [(row, CLAIM_STATES.state(row.state).label, row.words("words")) for row in history],
        "exception": panel.law_words(standing.exception) if standing.exception else "",
        "late_ground": panel.law_words(standing.late_ground) if standing.late_ground else "",
        "exception_words": standing.words("exception"),
        **_appeal(standing),
        "ways": _ways(officer_of(request), case, standing, named),
    }
    return render(request, "justice/claim.html", context)


def _appeal(standing: Claim) -> dict[str, Any]:
    """What the law says of taking the decision further, as it stands today; and the clock that runs, where one does."""
    if standing.decided_on is None:
        return {}
    if standing.state not in (ClaimState.AWARDED, ClaimState.REJECTED):
        found = Finding.from_record(standing.appeal_finding) if standing.appeal_finding else None
        return {"was_decided": True, "appeal_law": found}
    clocks = Deadline.objects.open().filter(case=standing.case, kind=appeal_kind(standing.kind))
    return {
        "was_decided": True,
        "appeal_law": law_of_redress.appeal(standing, clock.today()),
        "appeal_clock": clocks.select_related("pen_desk").first(),
    }


def _step(request: HttpRequest, case: Case, named: str, verb: str) -> HttpResponse:
    standing, step = _standing(case, named), STEPS[verb]
    if verb not in ways_on(standing.state):
        raise house_rule(
            verb,
            officer_of(request),
            case,
            str(_("A claim that stands here cannot take this step.")),
            str(_("Look at the claim, and choose one of the steps shown there.")),
        )
    initial: dict[str, Any] = {}
    if issubclass(step.form, FactsForm):
        initial = {**facts_of(standing), "exception_words": standing.words("exception"), "asked": standing.asked}
    form = initial_or_draft(request, step.form, initial=initial)

    def deed(given: dict[str, Any]) -> Claim:
        told = {f"{name}_minor" if name in AMOUNTS else name: _kept(name, value) for name, value in given.items()}
        return step.deed(by=officer_of(request), claim=standing, **told)

    shown = {**panel.claim_shown(standing), "step": step}
    if verb in ("claim.appeal", "claim.let_stand"):
        shown |= _appeal(standing)
    return send(request, case, form, "justice/claim_step.html", deed, **shown)


def _kept(name: str, value: Any) -> Any:
    return in_minor_units(value) if name in AMOUNTS else value


def step_of(verb: str) -> Callable[..., HttpResponse]:
    """The page of one step, for its door."""

    def page(request: HttpRequest, case: Case, named: str) -> HttpResponse:
        return _step(request, case, named, verb)

    page.__name__ = door_of(verb)
    return page


def _ways(officer: Officer, case: Case, standing: Claim, named: str) -> list[tuple[Any, str]]:
    if not case.held_by(officer).get(Compartment.SUPPORT, False):
        return []
    return [
        (STEPS[verb].title, reverse(door_of(verb), args=[case, named]))
        for verb in ways_on(standing.state)
        if officer.may(verb)
    ]


def _standing(case: Case, named: str) -> Claim:
    found: Claim | None = Claim.objects.standing().filter(thread=key_or_404("claim", named), case=case).first()
    if found is None:
        raise Http404
    found.case = case
    return found
