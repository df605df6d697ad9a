"""What is known of the person in codes: residence, age and gender, exploitation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.competence import hangs_on_the_basis
from mooring.identification.forms.person import ExploitationForm, PersonForm, ResidenceForm
from mooring.identification.models import Exploitation, PersonFacts, ResidenceBasis
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent

SAID = {True: "yes", False: "no", None: ""}


def residence(request: HttpRequest, case: Case) -> HttpResponse:
    """Record on what ground the person is in the country; *not known yet* is an answer."""
    standing: ResidenceBasis | None = ResidenceBasis.objects.standing().filter(case=case).first()
    start = (
        {"basis": standing.basis, "stay_lawful": SAID[standing.stay_lawful], "known_how": standing.known_how}
        if standing
        else {}
    )
    form = initial_or_draft(
        request, ResidenceForm, initial=start or {"basis": "not_known_yet", "known_how": "not_asked"}
    )
    if done(request, form, lambda: actions.record_residence(by=officer_of(request), case=case, **form.cleaned_data)):
        sent(request)
        return redirect(case_address(case, open="identification"))
    return form_page(
        request,
        "identification/residence.html",
        {"case": case, "form": form, "standing": standing, "decides_who_assesses": hangs_on_the_basis(clock.today())},
    )


def person(request: HttpRequest, case: Case) -> HttpResponse:
    """Record gender, age, citizenship and languages."""
    standing: PersonFacts | None = PersonFacts.objects.standing().filter(case=case).first()
    start = {"gender": "not_known", "age_assessment": "none"}
    if standing is not None:
        standing.case = case
        names = ("gender", "age_years", "age_in_doubt", "age_assessment", "citizenships", "languages", "known_how")
        start = {name: getattr(standing, name) for name in names} | {"own_word": standing.words("own_word")}
    form = initial_or_draft(request, PersonForm, initial=start)
    if done(request, form, lambda: actions.record_person(by=officer_of(request), case=case, **form.cleaned_data)):
        sent(request)
        return redirect(case_address(case, open="person"))
    return form_page(request, "identification/person.html", {"case": case, "form": form, "standing": standing})


def exploitation(request: HttpRequest, case: Case) -> HttpResponse:
    """Record the forms of exploitation, and where."""
    standing: Exploitation | None = Exploitation.objects.standing().filter(case=case).first()
    start: dict[str, Any] = {"crossing": "not_known"}
    if standing is not None:
        start = {"exploited_for": standing.forms, "crossing": standing.crossing, "countries": standing.countries}
    form = initial_or_draft(request, ExploitationForm, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        deed = lambda: actions.record_exploitation(  # noqa: E731
            by=officer_of(request),
            case=case,
            forms=given["exploited_for"],
            crossing=given["crossing"],
            countries=given["countries"],
        )
        if done(request, form, deed):
            sent(request)
            return redirect(case_address(case, open="person"))
    return form_page(request, "identification/exploitation.html", {"case": case, "form": form, "standing": standing})
