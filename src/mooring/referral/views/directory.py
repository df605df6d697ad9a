"""The directory's pages for everybody who serves: the agencies on a day, one agency, and who takes something up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mooring.law import ResidenceBasis
from mooring.referral import routing
from mooring.referral.forms.directory import DayForm, RoutingForm
from mooring.referral.models import AgencyDescription, Basis, Mandate
from mooring.referral.service_codes import service_label
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import Agency, AgencyKind, Desk
from mooring.safeguards.references import reference

MANDATE = "mandate"


def agency_coded(code: str) -> Agency:
    """The agency of a code. Raises `Http404`."""
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise Http404
    return agency


def directory(request: HttpRequest) -> HttpResponse:
    """The agencies that there are on a day, by kind, each with what it is charged with."""
    form = DayForm(request.GET)
    day, chosen = form.day, form.cleaned_data if form.is_valid() else {}
    mandates: dict[int, list[str]] = {}
    for mandate in Mandate.objects.valid_on(day):
        mandates.setdefault(mandate.agency_id, []).append(mandate.service)
    told = {entry.agency_id: entry for entry in AgencyDescription.objects.valid_on(day)}
    ever = set(AgencyDescription.objects.standing().values_list("agency_id", flat=True))
    rows: list[dict[str, Any]] = [
        {
            "agency": agency,
            "told": told.get(agency.pk),
            "services": [service_label(code) for code in dict.fromkeys(mandates.get(agency.pk, []))],
        }
        for agency in Agency.objects.all()
        if (agency.pk in told or agency.pk not in ever)
        and (not chosen.get("service") or chosen["service"] in mandates.get(agency.pk, []))
        and chosen.get("kind") in ("", None, agency.kind)
    ]
    ledger.look(officer_of(request), "directory.look", count=len(rows))
    kinds = [
        {"label": kind.label, "rows": of_kind, "folded": kind == AgencyKind.MUNICIPALITY and not chosen.get("kind")}
        for kind in AgencyKind
        if (of_kind := [row for row in rows if row["agency"].kind == kind])
    ]
    context = {
        "form": form,
        "day": day,
        "kinds": kinds,
        "count": len(rows),
        "new": _new_since_the_plan(day),
        "may_see_gaps": officer_of(request).may("directory.gaps"),
        "may_load": officer_of(request).may("directory.load"),
    }
    return render(request, "referral/directory/directory.html", context, status=200 if form.is_valid() else 422)


def _new_since_the_plan(day: date) -> dict[str, Any] | None:
    """How many of the agencies of a day came after the plan began; none where the country tells no such day."""
    known = settings.MOORING_COUNTRY.directory
    if known is None or day <= known.plan_since:
        return None
    first: dict[int, date] = {}
    for agency, since in AgencyDescription.objects.standing().filter(struck=False).values_list("agency_id", "since"):
        first[agency] = min(since, first.get(agency, since))
    here = set(AgencyDescription.objects.valid_on(day).values_list("agency_id", flat=True))
    return {"since": known.plan_since, "count": sum(first[agency] > known.plan_since for agency in here)}


def agency(request: HttpRequest, agency: str) -> HttpResponse:
    """One agency: what it is now and was before, and what it is charged with, by period."""
    named = agency_coded(agency)
    today = clock.today()
    regions = settings.MOORING_COUNTRY.regions
    described = list(
        AgencyDescription.objects.standing()
        .filter(agency=named, struck=False)
        .select_related("placed_under", "reports_to", "successor", "recorded_by")
        .order_by("-since")
    )
    for entry in described:
        entry.region_names = [_(regions.get(code, code)) for code in entry.regions]
    mandates = [
        _shown(mandate)
        for mandate in Mandate.objects.standing()
        .filter(agency=named, struck=False)
        .select_related("desk", "contract_with", "recorded_by")
        .order_by("service", "since")
    ]
    ledger.look(officer_of(request), "directory.look", count=1)
    context = {
        "agency": named,
        "told": next((entry for entry in described if entry.holds_on(today)), described[0] if described else None),
        "described": described,
        "running": [row for row in mandates if row["mandate"].holds_on(today)],
        "coming": [row for row in mandates if row["mandate"].since > today],
        "over": [row for row in mandates if row["mandate"].until and row["mandate"].until < today],
        "may_edit": officer_of(request).may("mandate.give"),
    }
    return render(request, "referral/directory/agency.html", context)


def _shown(mandate: Mandate) -> dict[str, Any]:
    return {
        "mandate": mandate,
        "named": reference(MANDATE, mandate.pk),
        "service": service_label(mandate.service),
        "groups": routing.groups(mandate),
        "places": routing.places(mandate),
        "ages": routing.ages(mandate),
        "residence": ", ".join(
            _(ResidenceBasis(code).label) for code in mandate.residence if code in set(ResidenceBasis)
        ),
        "basis": Basis(mandate.basis).label if mandate.basis in Basis.values else mandate.basis,
    }


def who_takes_this_up(request: HttpRequest) -> HttpResponse:
    """Who takes this up: agencies in order with their reasons, and those passed over with theirs. Advice; a person chooses."""
    form = RoutingForm(request.POST) if request.method == "POST" else RoutingForm(initial=request.GET.dict())
    if request.method != "POST" or not form.is_valid():
        context: dict[str, Any] = {"form": form, "asked": False}
        return render(
            request, "referral/directory/routing.html", context, status=422 if request.method == "POST" else 200
        )
    found = routing.candidates(**form.asked())
    fitting = [one for one in found if not one.passed_over]
    ledger.look(officer_of(request), "routing.ask", count=len(fitting))
    context = {
        "form": form,
        "asked": True,
        "need": service_label(form.cleaned_data["need"]),
        "day": form.cleaned_data["on"] or clock.today(),
        "candidates": fitting,
        "work_here": set(
            Desk.objects.filter(agency__in=[one.agency for one in fitting]).values_list("agency", flat=True)
        ),
        "passed_over": [one for one in found if one.passed_over],
    }
    return render(request, "referral/directory/routing.html", context)
