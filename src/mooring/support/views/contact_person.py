"""The page on which the contact person is appointed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mooring.casework.addresses import case_address
from mooring.casework.attempts import Attempt
from mooring.casework.models import Case
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import turns
from mooring.support.actions import contact_person as deeds
from mooring.support.forms.contact_person import ContactPersonForm


def appoint(request: HttpRequest, case: Case) -> HttpResponse:
    """Appoint the officer to whom the person can always turn."""
    officer, officers = officer_of(request), deeds.who_can_be(case)
    initial = {"officer": officer.email} if officer in officers else {}
    form = initial_or_draft(request, ContactPersonForm, initial=initial, officers=officers)
    if request.method == "POST" and form.is_valid():
        attempt = Attempt(request, form, lambda: deeds.appoint(by=officer, case=case, **form.cleaned_data))
        if attempt.done:
            sent(request)
            return redirect(case_address(case, open="contact_person"))
    context = {"case": case, "form": form, "appointed": turns.contact_person_of(case)}
    return form_page(request, "support/appoint.html", context)
