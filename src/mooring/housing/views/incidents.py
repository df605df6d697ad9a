"""The log of a house, and an address that became known: everybody moves, two hands open the house again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.housing.actions import incidents as deeds
from mooring.housing.forms.incidents import IncidentForm, SureForm
from mooring.housing.models import Compromise, House, HouseIncident
from mooring.housing.stay_states import STAY_STATES
from mooring.safeguards import clock, ledger
from mooring.safeguards.access import see_that_open
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404

SHOWN = 50
Deed = Callable[..., object]


def house_or_unseen(officer: Officer, named: str, verb: str) -> House:
    """The house of a name, for who keeps it or coordinates. Raises `Http404`, or `Refused` as if there were none."""
    house = House.objects.with_cards().filter(pk=key_or_404("house", named)).first()
    if house is None:
        raise Http404
    see_that_open(house, officer, verb, "core")
    return house


def house_log(request: HttpRequest, named: str) -> HttpResponse:
    """What happened in or at a house, newest first; and where it stands with its address."""
    officer = officer_of(request)
    house = house_or_unseen(officer, named, "incident.list")
    rows = list(
        HouseIncident.objects.filter(house=house).select_related("recorded_by").order_by("-happened_at", "-pk")[:SHOWN]
    )
    compromise = deeds.standing_compromise(house)
    ledger.look(officer, "incident.list", count=len(rows))
    context = {
        "house": house,
        "named": named,
        "rows": [(row, row.words("words"), row.words("done")) for row in rows],
        "compromise": compromise,
        "is_closed": compromise is not None and compromise.is_closed,
        "is_proposed": compromise is not None and compromise.state == Compromise.PROPOSED,
        "proposed_by_me": compromise is not None and compromise.recorded_by_id == officer.pk,
        "left": [one for one in deeds.left_to_move() if one.house == house.pk],
        "may_record": house.is_kept_by(officer) and officer.may("incident.record"),
    }
    return render(request, "housing/house_log.html", context)


def incident_new(request: HttpRequest, named: str) -> HttpResponse:
    """Write in the log of a house."""
    officer = officer_of(request)
    house = house_or_unseen(officer, named, "incident.record")
    form = initial_or_draft(request, IncidentForm, initial={"happened_at": clock.now(), "severity": "minor"})
    if done(request, form, lambda: deeds.record_incident(by=officer, house=house, **form.cleaned_data)):
        sent(request)
        if form.cleaned_data["kind"] == "address_known" and officer.may("house.compromise"):
            messages.warning(request, _("If the address is known to somebody who must not know it, everybody moves."))
            return redirect("house_compromise", named)
        return redirect("house_log", named)
    return form_page(request, "housing/incident_new.html", {"house": house, "named": named, "form": form})


def house_compromise(request: HttpRequest, named: str) -> HttpResponse:
    """Say that somebody knows the address."""
    return _sure(request, named, "house.compromise", deeds.compromise_house, "housing/house_compromise.html", "to_move")


def house_propose(request: HttpRequest, named: str) -> HttpResponse:
    """Propose that the house opens again."""
    return _sure(request, named, "house.propose_reopening", deeds.propose_reopening, "housing/house_propose.html")


def house_reopen(request: HttpRequest, named: str) -> HttpResponse:
    """Open the house again, as the second hand."""
    return _sure(request, named, "house.reopen", deeds.reopen_house, "housing/house_reopen.html")


def to_move(request: HttpRequest) -> HttpResponse:
    """Who is left to move out of houses whose address is known: stays and whom to ring, no case and no person."""
    officer = officer_of(request)
    left = deeds.left_to_move()
    houses = {house.pk: house for house in House.objects.with_cards().filter(pk__in={one.house for one in left})}
    ledger.look(officer, "house.moves", count=len(left))
    rows = [
        {
            "one": one,
            "house": houses[one.house].in_words,
            "named": reference("house", one.house),
            "is_own": houses[one.house].is_kept_by(officer),
            "state": STAY_STATES.state(one.state).label,
        }
        for one in left
        if one.house in houses
    ]
    return render(request, "housing/to_move.html", {"rows": rows})


def _sure(
    request: HttpRequest, named: str, verb: str, deed: Deed, template: str, leads_to: str = "house_log"
) -> HttpResponse:
    officer = officer_of(request)
    house = house_or_unseen(officer, named, verb)
    form = initial_or_draft(request, SureForm)
    if done(request, form, lambda: deed(by=officer, house=house)):
        sent(request)
        return redirect(reverse(leads_to) if leads_to == "to_move" else reverse(leads_to, args=[named]))
    left = [one for one in deeds.left_to_move() if one.house == house.pk]
    return form_page(request, template, {"house": house, "named": named, "form": form, "left": left})
