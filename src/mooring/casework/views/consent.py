"""The pages of consent: to be supported, that others are told, withdrawn; and the basis of the file, apart from these."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework import actions, attempts
from mooring.casework.addresses import case_address
from mooring.casework.consent_effects import effects
from mooring.casework.consent_forms import BasisForm, ShareForm, SupportForm, WithdrawForm
from mooring.casework.consent_law import on_basis, who_consents
from mooring.casework.consent_panel import shown
from mooring.casework.models import Basis, Case, Consent, ConsentTo, DataBasis
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.rows_by_name import key_or_404


def to_support(request: HttpRequest, case: Case) -> HttpResponse:
    """The person agrees to be supported."""
    return _given(request, case, initial_or_draft(request, SupportForm), ConsentTo.SUPPORT, "consent_support")


def to_share(request: HttpRequest, case: Case) -> HttpResponse:
    """The person agrees that something is told to an agency."""
    form = initial_or_draft(request, ShareForm, officer=officer_of(request), case=case)
    return _given(request, case, form, ConsentTo.SHARE, "consent_share")


def _given(request: HttpRequest, case: Case, form: Form, kind: str, template: str) -> HttpResponse:
    officer = officer_of(request)
    if attempts.done(
        request, form, lambda: actions.give_consent(by=officer, case=case, kind=kind, **form.cleaned_data)
    ):
        sent(request)
        messages.success(request, _("It is written down. The person can withdraw it at any time."))
        return redirect(case_address(case, open="consent"))
    return form_page(
        request, f"casework/{template}.html", {"case": case, "form": form, "whose_word": who_consents(case)}
    )


def withdraw(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """The person no longer agrees; said beforehand is what becomes of what is under way."""
    officer = officer_of(request)
    consent = Consent.objects.standing().filter(case=case, pk=key_or_404("consent", named), withdrawn_at=None)
    found = consent.select_related("recipient").first()
    if found is None:
        raise Http404
    found.case = case
    form = initial_or_draft(request, WithdrawForm)
    if attempts.done(request, form, lambda: actions.withdraw_consent(by=officer, consent=found, **form.cleaned_data)):
        sent(request)
        messages.success(request, _("It is withdrawn, from now on."))
        return redirect(case_address(case, open="consent"))
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "one": shown(officer, case, [found])[0],
        "effects": effects(officer, found),
        "is_sharing": found.kind == ConsentTo.SHARE,
    }
    return form_page(request, "casework/consent_withdraw.html", context)


def data_basis(request: HttpRequest, case: Case) -> HttpResponse:
    """On what the officer's agency rests when it keeps the file."""
    officer = officer_of(request)
    standing = DataBasis.objects.standing().filter(case=case, agency=officer.agency).first()
    form = initial_or_draft(request, BasisForm, initial={"basis": standing.basis if standing else ""})
    if attempts.done(
        request, form, lambda: actions.record_data_basis(by=officer, case=case, basis=form.cleaned_data["basis"])
    ):
        sent(request)
        return redirect(case_address(case, open="consent"))
    findings = [(basis.label, finding) for basis in Basis if (finding := on_basis(basis, officer.agency))]
    context = {"case": case, "form": form, "agency": officer.agency, "findings": findings}
    return form_page(request, "casework/data_basis.html", context)
