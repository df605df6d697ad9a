"""The page on which the police's decision about a person met is written down as theirs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mooring.casework.attempts import done
from mooring.identification import actions
from mooring.identification.forms.placement import PlacementForm
from mooring.identification.models import PlacementDecision
from mooring.identification.views.met import encounter_named
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent


def placement_record(request: HttpRequest, signal: str, number: int) -> HttpResponse:
    """Write down where a person met stays by decision of the police; the ground in law is put beside it."""
    officer = officer_of(request)
    encounter = encounter_named(officer, signal, number, "placement.record")
    form = initial_or_draft(request, PlacementForm, initial={"decided_at": clock.now()})
    if done(
        request,
        form,
        lambda: actions.record_placement_decision(by=officer, encounter=encounter, **form.cleaned_data),
    ):
        sent(request)
        return redirect(f"{reverse('signal', args=[signal])}#person-{number}")
    standing = PlacementDecision.objects.standing().filter(signal=encounter.signal, person_number=number).first()
    context = {"form": form, "signal": encounter.signal, "encounter": encounter, "standing": standing}
    return form_page(request, "identification/placement_record.html", context)
