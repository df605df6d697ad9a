"""Gaps and overlaps of the mechanism: where nobody is charged with a service, and where several agencies are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.referral import coverage_picture, gaps, routing
from mooring.referral.forms.directory import CoverageForm
from mooring.referral.gaps import Coverage, Covered
from mooring.referral.models import Mandate
from mooring.referral.service_codes import Service, service_label
from mooring.safeguards import ledger
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import Agency

BADGES = {
    Coverage.GAP: "badge-error",
    Coverage.PARTLY: "badge-warning",
    Coverage.COVERED: "badge-success",
    Coverage.OVERLAP: "badge-info",
}
MANY = 5


def coverage(request: HttpRequest) -> HttpResponse:
    """Every service in every region on a day, as a table and a picture; first the gaps in words."""
    form = CoverageForm(request.GET)
    rows = _matrix(form)
    named = dict(Agency.objects.values_list("pk", "name"))
    regions = settings.MOORING_COUNTRY.regions
    ledger.look(officer_of(request), "directory.gaps", count=len(gaps.gaps(rows)))
    context = {
        "form": form,
        "day": form.day,
        "regions": [_(name) for name in regions.values()],
        "rows": [
            {"service": service_label(row[0].service), "cells": [_cell(cell, named) for cell in row]} for row in rows
        ],
        "gaps": _told(gaps.gaps(rows), {}),
        "overlaps": _told(gaps.overlaps(rows), named),
        "picture": f"{reverse('directory_gaps_picture')}?{request.GET.urlencode()}",
    }
    return render(request, "referral/directory/gaps.html", context, status=200 if form.is_valid() else 422)


def picture(request: HttpRequest) -> HttpResponse:
    """The same as a picture; none where the country's pack names no regions."""
    rows = _matrix(CoverageForm(request.GET))
    if not rows:
        raise Http404
    ledger.look(officer_of(request), "directory.gaps", count=len(gaps.gaps(rows)))
    services = [service_label(row[0].service) for row in rows]
    regions = [_(name) for name in settings.MOORING_COUNTRY.regions.values()]
    return HttpResponse(coverage_picture.svg(rows, services, regions), content_type="image/svg+xml")


def _matrix(form: CoverageForm) -> list[list[Covered]]:
    day, regions = form.day, list(settings.MOORING_COUNTRY.regions)
    if not regions:
        return []
    charges = [routing.charge_of(mandate) for mandate in Mandate.objects.valid_on(day).select_related("agency")]
    return gaps.matrix(Service.values, regions, charges, on=day, group=form.group_code)


def _cell(cell: Covered, named: dict[int, str]) -> dict[str, Any]:
    return {
        "region": _(settings.MOORING_COUNTRY.regions[cell.region]),
        "words": coverage_picture.WORDS[cell.coverage],
        "badge": BADGES[cell.coverage],
        "whole": [named[key] for key in cell.whole],
        "part": _named(cell.part, named),
        "helping": [named[key] for key in cell.helping],
    }


def _named(keys: tuple[int, ...], named: dict[int, str]) -> list[str]:
    """A few by name; of many, how many: a service that each municipality has is not read town by town."""
    if len(keys) > MANY:
        return [_("%(count)s agencies") % {"count": len(keys)}]
    return [named[key] for key in keys]


def _told(cells: list[Covered], named: dict[int, str]) -> list[dict[str, Any]]:
    """The cells by service: in which regions, and who."""
    by_service: dict[str, list[Covered]] = {}
    for cell in cells:
        by_service.setdefault(cell.service, []).append(cell)
    return [
        {
            "service": service_label(service),
            "everywhere": len(found) == len(settings.MOORING_COUNTRY.regions),
            "regions": [_(settings.MOORING_COUNTRY.regions[cell.region]) for cell in found],
            "who": sorted({named[key] for cell in found for key in cell.whole if key in named}),
        }
        for service, found in by_service.items()
    ]
