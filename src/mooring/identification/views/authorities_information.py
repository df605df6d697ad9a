"""What the police and the immigration service know, each in a part of its own that only those see to whom it was opened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.forms.person import ImmigrationForm, PoliceForm
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent


def police_information(request: HttpRequest, case: Case) -> HttpResponse:
    """Add what the police know."""
    form = initial_or_draft(request, PoliceForm)
    if done(
        request,
        form,
        lambda: actions.add_police_information(by=officer_of(request), case=case, **form.cleaned_data),
    ):
        sent(request)
        return redirect(case_address(case, open="police"))
    return form_page(request, "identification/police_information.html", {"case": case, "form": form})


def immigration_information(request: HttpRequest, case: Case) -> HttpResponse:
    """Add what is known from the asylum or residence procedure."""
    form = initial_or_draft(request, ImmigrationForm)
    if done(
        request,
        form,
        lambda: actions.add_immigration_information(by=officer_of(request), case=case, **form.cleaned_data),
    ):
        sent(request)
        return redirect(case_address(case, open="immigration"))
    return form_page(request, "identification/immigration_information.html", {"case": case, "form": form})
