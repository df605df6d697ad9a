"""Beds free tonight, the waiting list, how full the houses are, and for whom there is no place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Grant
from mooring.casework.stages import Stage
from mooring.housing import actions, occupancy, occupancy_picture
from mooring.housing.cost import Month, in_money, own_currency
from mooring.housing.forms.stays import EndWaitForm, WaitForm
from mooring.housing.free_beds import HouseTonight, table, tonight
from mooring.housing.house_codes import TargetGroup
from mooring.housing.house_panel import groups_known
from mooring.housing.models import BedUrgency, BedWait, House, PlaceNeeds
from mooring.housing.models.houses import region_name
from mooring.housing.occupancy import Row
from mooring.housing.target_groups import takes
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404

MONTHS_SHOWN = 6
FEW = 5


def beds(request: HttpRequest) -> HttpResponse:
    """Beds free tonight in the whole country: per house with its telephone, and by region and group. Counts, no address."""
    officer = officer_of(request)
    asked = request.GET.get("group", "")
    houses = tonight()
    free = table(houses)
    shown = [entry for entry in houses if asked not in TargetGroup.values or entry.free_for(asked)]
    ledger.look(officer, "beds.look", count=len(shown))
    context = {
        "groups": [(group.value, group.label, sum(row[group] for row in free.values())) for group in TargetGroup],
        "asked": asked,
        "houses": [(entry, reference("house", entry.house.pk)) for entry in shown],
        "may_offer": officer.may("stay.offer"),
        "rows": [
            (region_name(code), list(free[code].values())) for code in settings.MOORING_COUNTRY.regions if code in free
        ],
        "waiting": _waiting(houses),
        "may_improvise": officer.may("house.improvise"),
        "may_count": officer.may("housing.figures"),
    }
    return render(request, "housing/beds.html", context)


def bed_for(request: HttpRequest, named: str) -> HttpResponse:
    """For which case a house with free beds is asked: those the officer works with, who waits longest first."""
    officer, key = officer_of(request), key_or_404("house", named)
    entry = next((one for one in tonight() if one.house.pk == key), None)
    if entry is None:
        raise Http404
    waits = {wait.case_id: wait for wait in BedWait.objects.standing().filter(ended="")}
    written_in = Grant.objects.running().held_by(officer).filter(compartment=Compartment.SUPPORT, may_write=True)
    found = Case.objects.with_stage().filter(pk__in=written_in.values("case")).order_by("-opened_at")
    cases = [case for case in found if getattr(case, "stage", None) != Stage.CLOSED]
    cases.sort(key=lambda case: waits[case.pk].since if case.pk in waits else date.max)
    ledger.look(officer, "placing.look", count=len(cases))
    rows = [(case, getattr(case, "stage", ""), waits.get(case.pk)) for case in cases]
    return render(request, "housing/bed_for.html", {"entry": entry, "named": named, "rows": rows})


def figures(request: HttpRequest) -> HttpResponse:
    """For whom there is no place, and how full the houses are: by house, region and group, with what the nights cost."""
    officer = officer_of(request)
    first, last, months, rows, slept = _occupancy()
    houses = {house.pk: house for house in House.objects.with_cards()}
    listed = [(houses[key], row) for key, row in rows.items()]
    ledger.look(officer, "housing.figures", count=len(listed))
    early = sum(bool(one.before_identification) for one in slept)
    context: dict[str, Any] = {
        "gaps": occupancy.gaps(tonight()),
        "months": [f"{MONTHS_3[month]} {year}" for year, month in months],
        "tables": [
            (_("By house"), _lines([row for _house, row in listed], months)),
            (
                _("By region"),
                _lines(occupancy.together((house.card.region_name, row) for house, row in listed), months),
            ),
            (
                _("By kind of house"),
                _lines(occupancy.together((str(house.get_kind_display()), row) for house, row in listed), months),
            ),
        ],
        "by_group": [
            (row.label, [row.slept[month] for month in months])
            for row in occupancy.by_group(slept, first, last)
            if row.slept
        ],
        "before_identification": _("fewer than %(number)s") % {"number": FEW} if early < FEW else str(early),
        "may_improvise": officer.may("house.improvise"),
    }
    return render(request, "housing/figures.html", context)


def figures_picture(request: HttpRequest) -> HttpResponse:
    """The same as a picture, a line for each region."""
    _first, _last, months, rows, slept = _occupancy()
    houses = {house.pk: house for house in House.objects.with_cards()}
    regions = occupancy.together((houses[key].card.region_name, row) for key, row in rows.items())
    ledger.look(officer_of(request), "housing.figures", count=len(slept))
    return HttpResponse(occupancy_picture.svg(regions, months), content_type="image/svg+xml")


def wait_new(request: HttpRequest, case: Case) -> HttpResponse:
    """Put a person on the waiting list."""
    officer = officer_of(request)
    standing = BedWait.objects.standing().filter(case=case, ended="").first()
    start = (
        {"groups": standing.groups, "urgency": standing.urgency, "region": standing.region}
        if standing is not None
        else {"groups": list(groups_known(case)), "urgency": BedUrgency.TONIGHT}
    )
    form = initial_or_draft(request, WaitForm, initial=start)
    if done(request, form, lambda: actions.put_on_waiting_list(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect(case_address(case, open="housing"))
    return form_page(request, "housing/wait_new.html", {"case": case, "form": form})


def wait_end(request: HttpRequest, case: Case) -> HttpResponse:
    """Take a person off the waiting list."""
    officer = officer_of(request)
    standing = BedWait.objects.standing().filter(case=case, ended="").first()
    if standing is None:
        raise Http404
    standing.case = case
    form = initial_or_draft(request, EndWaitForm)
    if done(request, form, lambda: actions.end_waiting(by=officer, wait=standing, **form.cleaned_data)):
        sent(request)
        return redirect(case_address(case, open="housing"))
    return form_page(request, "housing/wait_end.html", {"case": case, "form": form})


def _waiting(houses: list[HouseTonight]) -> list[dict[str, Any]]:
    """Who waits in the officer's own cases, with how many beds free tonight would take the person. A person matches."""
    waits = list(BedWait.objects.standing().filter(ended="").select_related("case").order_by("since"))
    needs = {
        row.case_id: row for row in PlaceNeeds.objects.standing().filter(case__in=[wait.case_id for wait in waits])
    }

    def fit(wait: BedWait) -> int:
        """Beds in houses that have as many as it takes for the person and the children."""
        its = needs.get(wait.case_id)
        wanted = 1 + max(its.children - its.beside, 0) if its else 1
        beds = ([one.bed for one in entry.beds if wanted > 1 or not one.bed.is_a_cot] for entry in houses)
        counted = [sum(takes(bed.is_for, wait.groups) for bed in of_house) for of_house in beds]
        return sum(number for number in counted if number >= wanted)

    return [
        {"wait": wait, "region": region_name(wait.region) if wait.region else "", "fit": fit(wait)} for wait in waits
    ]


def _occupancy() -> tuple[date, date, list[Month], dict[int, Row], list[occupancy.Nights]]:
    """The last months up to last night, with a row for each house."""
    last = clock.today() - timedelta(days=1)
    months = occupancy.months_back(last, MONTHS_SHOWN)
    first = date(*months[0], 1)
    houses = list(House.objects.with_cards())
    slept = occupancy.nights_between(first, last)
    rows = occupancy.by_house(houses, slept, first, last)
    return first, last, months, dict(zip((house.pk for house in houses), rows, strict=True)), slept


def _lines(rows: list[Row], months: list[Month]) -> list[dict[str, Any]]:
    currency = own_currency()
    return [
        {
            "label": row.label,
            "shares": [row.share(month) for month in months],
            "nights": row.total.nights,
            "money": in_money(row.total.minor, currency) if row.total.minor else "",
            "unpriced": row.total.unpriced,
        }
        for row in sorted(rows, key=lambda one: one.label)
    ]
