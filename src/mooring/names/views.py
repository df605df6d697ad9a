"""The pages of names. A name or a number is shown once, in the answer to the question for it, and nowhere else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.names import actions
from mooring.names.forms import IdentityForm, RevealForm, SafeContactForm, spoken
from mooring.names.models import Channel, Identity, RevealReason, SafeContact
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent


def reveal(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask for the name with a reason; the answer shows it once, and lets it be corrected."""
    officer = officer_of(request)
    reasons = {"reason": request.GET.get("reason", "")} if request.GET.get("reason") in RevealReason.values else {}
    form = initial_or_draft(request, RevealForm, initial=reasons)
    if request.method == "POST" and form.is_valid():
        fields = actions.reveal(by=officer, case=case, **form.cleaned_data)
        sent(request)
        named = [(field.label, fields[name]) for name, field in IdentityForm.base_fields.items() if name in fields]
        may_correct = officer.may("identity.write") and case.held_by(officer).get(Compartment.IDENTITY, False)
        correcting = IdentityForm(initial=fields) if may_correct else None
        return render(request, "names/revealed.html", {"case": case, "named": named, "correcting": correcting})
    return form_page(request, "names/reveal.html", {"case": case, "form": form})


def write_identity(request: HttpRequest, case: Case) -> HttpResponse:
    """Write who the person is. What is written already is opened first, with a reason: it is never shown here by itself."""
    form = initial_or_draft(request, IdentityForm)
    if request.method == "POST" and form.is_valid():
        actions.write_identity(by=officer_of(request), case=case, fields=form.cleaned_data)
        sent(request)
        return redirect(case_address(case, open="who"))
    if request.method != "POST" and form.kept_at is None and Identity.objects.standing().filter(case=case).exists():  # type: ignore[attr-defined]
        return redirect(f"{reverse('identity_reveal', args=[case])}?reason={RevealReason.CORRECTION}")
    return form_page(request, "names/identity_write.html", {"case": case, "form": form})


def agree_contact(request: HttpRequest, case: Case) -> HttpResponse:
    """Agree on how the person may be reached; begins with what stands, without the number."""
    standing = _contact(case)
    initial = {"channel": standing.channel, "language": standing.language, **standing.rule()} if standing else {}
    form = initial_or_draft(request, SafeContactForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        if standing is not None and not given["detail"] and given["channel"] != Channel.NONE:
            given["detail"] = standing.words("detail")
        actions.agree_safe_contact(by=officer_of(request), case=case, **given)
        sent(request)
        return redirect(case_address(case, open="who"))
    return form_page(request, "names/contact_agree.html", {"case": case, "form": form})


def contact_detail(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the number or place, under the rule by which it may be used."""
    standing = _contact(case)
    if request.method != "POST" or standing is None:
        return redirect(case_address(case, open="who"))
    detail = actions.show_contact_detail(by=officer_of(request), contact=standing)
    context = {
        "case": case,
        "contact": standing,
        "rule": standing.rule(),
        "spoken": spoken(standing.language),
        "detail": detail or _("No number or place is kept."),
    }
    return render(request, "names/contact_detail.html", context)


def _contact(case: Case) -> SafeContact | None:
    found: SafeContact | None = SafeContact.objects.standing().filter(case=case).first()
    if found is not None:
        found.case = case
    return found
