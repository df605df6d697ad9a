"""The pages of witness care: all of the court side of a case, a measure, a day in court, the lawyer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mooring.casework.attempts import tried
from mooring.casework.models import Case
from mooring.justice import actions, panel
from mooring.justice.forms.care import HearingForm, LawyerForm, MeasureForm
from mooring.justice.law_of_redress import (
    compensation_in_general,
    injured_party_lawyer,
    kinds_of_claims,
    witness_measures,
)
from mooring.justice.models import Hearing, InjuredPartyLawyer
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.rows_by_name import key_or_404


def whole(request: HttpRequest, case: Case) -> HttpResponse:
    """The court side of a case: care, days in court, the lawyer, claims; and what the law says, or that it does not."""
    context = {
        **panel.of_case(officer_of(request), case),
        "care_law": witness_measures(case),
        "lawyer_law": injured_party_lawyer(),
        "has_claims": bool(kinds_of_claims()),
        "compensation_law": compensation_in_general(),
    }
    return render(request, "justice/redress.html", context)


def measure(request: HttpRequest, case: Case) -> HttpResponse:
    """Record a step of a measure that spares the person."""
    form = initial_or_draft(request, MeasureForm, case=case)
    return send(
        request,
        case,
        form,
        "justice/measure.html",
        lambda given: actions.record_measure(by=officer_of(request), case=case, **given),
        unanswered=not form.fields["measure"].choices,  # type: ignore[attr-defined]
    )


def hearing(request: HttpRequest, case: Case, named: str = "") -> HttpResponse:
    """Record a day on which the person is heard, or change one that is recorded."""
    standing = _hearing(case, named) if named else None
    initial: dict[str, Any] = {}
    if standing is not None:
        initial = {name: getattr(standing, name) for name in ("kind", "held_at", "is_off")}
        initial |= {name: standing.words(name) for name in ("place", "contact", "agreed")}
    form = initial_or_draft(request, HearingForm, initial=initial)
    return send(
        request,
        case,
        form,
        "justice/hearing.html",
        lambda given: actions.record_hearing(by=officer_of(request), case=case, instead_of=standing, **given),
        changes=standing is not None,
    )


def lawyer(request: HttpRequest, case: Case) -> HttpResponse:
    """Record how far the person has come with a lawyer."""
    standing = InjuredPartyLawyer.objects.standing().filter(case=case).first()
    initial: dict[str, Any] = {}
    if standing is not None:
        standing.case = case
        initial = {"stands": standing.stands, "name": standing.words("name"), "reached": standing.words("reached")}
    form = initial_or_draft(request, LawyerForm, initial=initial)
    return send(
        request,
        case,
        form,
        "justice/lawyer.html",
        lambda given: actions.record_lawyer(by=officer_of(request), case=case, **given),
        law=injured_party_lawyer(),
    )


def send(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    template: str,
    deed: Callable[[dict[str, Any]], object],
    **context: Any,
) -> HttpResponse:
    """A page of one form: the deed when it is sent and well filled in, else the form with what was typed."""
    attempt = tried(request, form, lambda: deed(form.cleaned_data))
    if attempt.done:
        sent(request)
        return redirect("redress", case)
    return form_page(request, template, {"case": case, "form": form, "refused": attempt.finding, **context})


def _hearing(case: Case, named: str) -> Hearing:
    found: Hearing | None = Hearing.objects.standing().filter(pk=key_or_404("hearing", named), case=case).first()
    if found is None:
        raise Http404
    found.case = case
    return found
