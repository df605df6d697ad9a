"""Deciding, correcting a decision, and telling the person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.models import Case
from mooring.identification import actions, reading
from mooring.identification.actions.decision import authors_of_the_form
from mooring.identification.actions.outcome import ALSO_ALLOWED
from mooring.identification.forms.assessment import CorrectForm, DecideForm, DecideStageForm, TellForm
from mooring.identification.models import Assessment, Outcome, OutcomeTold, ToldBy
from mooring.identification.stages_of_decision import next_stage, shown, stages_on, test_of
from mooring.identification.states import DECISIONS
from mooring.names.models import Channel, SafeContact
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer


def decide(request: HttpRequest, case: Case) -> HttpResponse:
    """Decide the open assessment; who filled in the form is told why another decides."""
    officer = officer_of(request)
    assessment = (
        Assessment.objects.standing()
        .filter(case=case, ended_at=None)
        .select_related("desk__agency", "requested_by")
        .first()
    )
    stage = next_stage(case, assessment) if assessment is not None else stages_on(clock.today())[-1]
    form_of_stage = DecideForm if stage.is_last else DecideStageForm
    form = initial_or_draft(request, form_of_stage, initial={"decided_on": clock.today()}, opened_on=_opened_on(case))
    deed = actions.decide if stage.is_last else actions.decide_stage
    if done(request, form, lambda: deed(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect(case_address(case, open="identification"))
    context = {
        "case": case,
        "form": form,
        "assessment": assessment,
        "stage": stage,
        "in_stages": len(stages_on(clock.today())) > 1,
        "decided": shown(case, assessment.requested_at) if assessment is not None else [],
        **_before_deciding(officer, case, stage.code),
    }
    context["at_my_desk"] = assessment is not None and assessment.desk_id in [desk.pk for desk in officer.desks()]
    return form_page(request, "identification/decide.html", context)


def correct(request: HttpRequest, case: Case) -> HttpResponse:
    """Correct a decision: a new one is put beside it, with the reason."""
    officer = officer_of(request)
    standing = _decision_of(case)
    start: dict[str, Any] = {"decided_on": clock.today()}
    if standing is not None:
        start |= {
            "outcome": standing.outcome,
            "ground_codes": standing.ground_codes,
            "ground": standing.words("ground"),
        }
    form = initial_or_draft(request, CorrectForm, initial=start, opened_on=_opened_on(case))
    if done(request, form, lambda: actions.correct(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect(case_address(case, open="identification"))
    return form_page(
        request,
        "identification/correct.html",
        {"case": case, "form": form, "outcome": standing, **_before_deciding(officer, case)},
    )


def tell(request: HttpRequest, case: Case) -> HttpResponse:
    """Tell the person the outcome: the rule of safe contact first, then in which language and how."""
    officer = officer_of(request)
    outcome = _decision_of(case)
    sees_identity = "identity" in case.held_by(officer)
    rule: SafeContact | None = SafeContact.objects.standing().filter(case=case).first() if sees_identity else None
    if rule is not None:
        rule.case = case
    ways = ways_of_telling(rule)
    start: dict[str, Any] = {
        "told_at": clock.now(),
        "channel": ways[0] if len(ways) == 1 else "",
        "language": rule.language if rule else "",
    }
    form = initial_or_draft(request, TellForm, initial=start, ways=ways)
    if done(request, form, lambda: actions.tell_outcome(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect(case_address(case, open="identification"))
    told = OutcomeTold.objects.standing().filter(outcome=outcome).order_by("-told_at").first() if outcome else None
    context = {
        "case": case,
        "form": form,
        "outcome": outcome,
        "ground": outcome.words("ground") if outcome else "",
        "told": told,
        "rule": rule,
        "rule_words": rule.rule() if rule else {},
        "sees_identity": sees_identity,
    }
    return form_page(request, "identification/tell.html", context)


def ways_of_telling(rule: SafeContact | None) -> list[str]:
    """The ways that the rule of safe contact allows; without one, only when one meets."""
    also = ALSO_ALLOWED.get(Channel(rule.channel)) if rule is not None else None
    return [ToldBy.IN_PERSON.value, *([also.value] if also else [])]


def _before_deciding(officer: Officer, case: Case, stage: str = "") -> dict[str, Any]:
    """What stands above the form: the legal test, and whether these are other eyes than those that filled in the form."""
    law, today = reading.the_law(), clock.today()
    eyes = law.four_eyes(officer.pk in authors_of_the_form(case), today)
    return {"legal_test": test_of(stage, today), "eyes": eyes, "may_decide": eyes.provides}


def _decision_of(case: Case) -> Outcome | None:
    found: Outcome | None = (
        Outcome.objects.standing()
        .filter(case=case, outcome__in=DECISIONS)
        .select_related("recorded_by", "agency")
        .first()
    )
    if found is not None:
        found.case = case
    return found


def _opened_on(case: Case) -> Any:
    return timezone.localtime(case.opened_at).date()
