"""Asking the competent authority, and the person's own word not to, or no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mooring.casework.actions import leads
from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.identification import actions, reading
from mooring.identification.actions.assessment import ALSO_OPEN
from mooring.identification.actions.hold import whether_to_remove
from mooring.identification.competence import authority_of
from mooring.identification.forms.assessment import OwnWordForm, RequestForm
from mooring.identification.referral import referral_of
from mooring.identification.stages_of_decision import stages_on
from mooring.identification.way_to_assessment import way_of
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer


def request_assessment(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask for an assessment, after seeing who assesses, why, and who will see what; or what helps until that is known."""
    officer = officer_of(request)
    way = way_of(officer, case)
    profiles = reading.profiles_for(case)
    start = {"profile": profiles[0].value if profiles and way.has_signs else ""}
    referral, part_missing = _referral(case, officer)
    consent_asked = referral is not None and bool(referral["consent_needed"])
    form = initial_or_draft(request, RequestForm, initial=start, profiles=profiles, consent_asked=consent_asked)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        deed = lambda: actions.request_assessment(  # noqa: E731
            by=officer,
            case=case,
            departure_number=given["departure_number"].strip(),
            profile=given["profile"] or None,
            consents=given.get("consents"),
        )
        if done(request, form, deed):
            sent(request)
            return redirect(case_address(case, open="identification"))
    authority = authority_of(way.competence.answer) if way.competence else None
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "way": way,
        "can_ask": authority is not None,
        "authority": authority.label if authority else "",
        "will_see": [
            Compartment(part).label
            for part in (Compartment.CORE, *(part for part, _writes in ALSO_OPEN.get(authority or "", ())))
        ],
        "hold": whether_to_remove(stages_on(clock.today())[0].code),
        "referral": referral,
        "part_missing": part_missing,
        "leads": leads(officer, case),
    }
    return form_page(request, "identification/assessment_request.html", context)


def _referral(case: Case, officer: Officer) -> tuple[Finding | None, str]:
    """Whether the person is referred as things stand, before consent is asked; else why the law cannot be asked."""
    try:
        return referral_of(case, officer.agency, None), ""
    except NotAnswered as not_answered:
        return None, str(not_answered)


def detention_end(request: HttpRequest, case: Case) -> HttpResponse:
    """A button: the person is no longer detained, and the clock stops."""
    if request.method == "POST":
        actions.end_detention(by=officer_of(request), case=case)
    return redirect(case_address(case, open="urgent"))


def not_wished(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that the person does not wish an assessment, after the person was told what goes on without one."""
    return _own_word(request, case, "identification/assessment_not_wished.html", actions.assessment_not_wished)


def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """Record that the person no longer wishes the assessment."""
    return _own_word(request, case, "identification/assessment_withdraw.html", actions.withdraw_assessment)


def _own_word(request: HttpRequest, case: Case, template: str, deed: Callable[..., object]) -> HttpResponse:
    form = initial_or_draft(request, OwnWordForm, initial={"said_on": clock.today()})
    if done(request, form, lambda: deed(by=officer_of(request), case=case, said_on=form.cleaned_data["said_on"])):
        sent(request)
        return redirect(case_address(case, open="identification"))
    return form_page(request, template, {"case": case, "form": form})
