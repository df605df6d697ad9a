"""Finding a place: every house with its reasons, and asking the one that a person chose."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.housing import eligibility
from mooring.housing.actions import safety_zones as deeds
from mooring.housing.forms.placing import AskHouseForm, EndForm, KeepApartForm, NeedsForm, SafetyZoneForm
from mooring.housing.house_codes import TargetGroup
from mooring.housing.household import in_words, needs_of
from mooring.housing.models import KeepApart, SafetyZone, Stay
from mooring.housing.placing import Ranked, choose, instead_in_words, is_kept_apart, placing
from mooring.law import ResidenceBasis
from mooring.safeguards import clock
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404


def place(request: HttpRequest, case: Case) -> HttpResponse:
    """The ranked list of houses for a person, and what is open tonight; also who was passed over, and why."""
    officer = officer_of(request)
    found = placing(case)
    unknown = found.asked.basis == ResidenceBasis.NOT_KNOWN_YET
    tonight = eligibility.tonight(found.asked)
    zones = list(SafetyZone.objects.standing().filter(case=case, ended=False).order_by("recorded_at"))
    apart = list(KeepApart.objects.standing().filter(case=case, ended=False).order_by("recorded_at"))
    for row in (*zones, *apart):
        row.case = case
    chosen = found.house(key_or_404("house", request.GET["house"])) if request.GET.get("house") else None
    context = {
        "case": case,
        "placing": found,
        "chosen": _row(chosen) if chosen else None,
        "basis": ResidenceBasis(found.asked.basis).label,
        "basis_unknown": unknown,
        "groups": [TargetGroup(code).label for code in found.person.groups],
        "tonight": tonight,
        "open_tonight": instead_in_words(tonight.codes("open")) if tonight else [],
        "rows": [_row(one) for one in found.possible],
        "passed_over": [_row(one) for one in found.passed_over],
        "children": in_words(found.person.children, found.needs.ages if found.needs else []),
        "own_beds": found.person.beds - 1,
        "zones": [(reference("zone", zone.pk), zone, zone.words("words")) for zone in zones],
        "apart": [(reference("apart", row.pk), row) for row in apart],
        "kept_apart": found.person.kept_apart,
        "may_write": case.held_by(officer).get(Compartment.SUPPORT, False),
        "may_ask": officer.may("stay.offer"),
    }
    return render(request, "housing/place.html", context)


def place_needs(request: HttpRequest, case: Case) -> HttpResponse:
    """What a place must have for this person."""
    officer, standing = officer_of(request), needs_of(case)
    names = ("children", "ages", "beside", "step_free", "security", "region")
    initial = {name: getattr(standing, name) for name in names} if standing else {}
    form = initial_or_draft(request, NeedsForm, initial=initial)
    if done(request, form, lambda: deeds.note_place_needs(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect("place", case)
    return form_page(request, "housing/place_needs.html", {"case": case, "form": form})


def zone_new(request: HttpRequest, case: Case) -> HttpResponse:
    """Say from where the person must keep away."""
    officer, form = officer_of(request), initial_or_draft(request, SafetyZoneForm)
    if done(request, form, lambda: deeds.set_safety_zone(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect("place", case)
    return form_page(request, "housing/zone_new.html", {"case": case, "form": form})


def zone_end(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Say that the person need no longer keep away from there."""
    found = SafetyZone.objects.standing().filter(case=case, ended=False, pk=key_or_404("zone", named)).first()
    if found is None:
        raise Http404
    found.case = case
    officer, form = officer_of(request), initial_or_draft(request, EndForm)
    if done(request, form, lambda: deeds.end_safety_zone(by=officer, zone=found)):
        sent(request)
        return redirect("place", case)
    return form_page(request, "housing/zone_end.html", {"case": case, "form": form, "zone": found})


def apart_new(request: HttpRequest, case: Case) -> HttpResponse:
    """Say with whom the person must not live under one roof."""
    officer, form = officer_of(request), initial_or_draft(request, KeepApartForm)
    if done(request, form, lambda: deeds.keep_apart(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect("place", case)
    return form_page(request, "housing/apart_new.html", {"case": case, "form": form})


def apart_end(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Say that two persons need no longer be kept apart."""
    found = KeepApart.objects.standing().filter(case=case, ended=False, pk=key_or_404("apart", named)).first()
    if found is None:
        raise Http404
    found.case = case
    officer, form = officer_of(request), initial_or_draft(request, EndForm)
    if done(request, form, lambda: deeds.end_keep_apart(by=officer, apart=found)):
        sent(request)
        return redirect("place", case)
    return form_page(request, "housing/apart_end.html", {"case": case, "form": form, "apart": found})


def place_ask(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Ask the house that was chosen: which bed, which nights. The reasons stand above the form."""
    officer, key = officer_of(request), key_or_404("house", named)
    found = placing(case)
    one, children = found.house(key), found.person.beds - 1
    if one is None:
        raise Http404
    form = initial_or_draft(request, AskHouseForm, initial={"begins": clock.today()}, beds=one.beds, children=children)
    asked: list[Stay] = []

    def ask() -> None:
        asked.append(choose(by=officer, case=case, house=one.house, **form.cleaned_data))

    if done(request, form, ask):
        sent(request)
        messages.success(request, _("The house is asked, and the bed is held. Write the sheet for the door."))
        if officer.may("handover.write"):
            return redirect(reverse("handover_write", args=[asked[0].reference]))
        return redirect(case_address(case))
    context = {"case": case, "form": form, "row": _row(one), "kept_apart": is_kept_apart(case)}
    return form_page(request, "housing/place_ask.html", context)


def _row(one: Ranked) -> dict[str, object]:
    finding = one.finding
    return {
        "one": one,
        "house": one.house,
        "card": one.house.card,
        "finding": finding,
        "beds": len(one.beds),
        "instead": instead_in_words(finding.codes("instead")) if finding else [],
    }
