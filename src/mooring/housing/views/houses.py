"""The pages of who keeps a house: its rooms and beds, who is expected and who lives there, prices, and what it is from now on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models.functions import Coalesce
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.casework.named_by_code import language_name
from mooring.housing import actions
from mooring.housing.actions.beds import people_in, why_closed
from mooring.housing.cost import in_money
from mooring.housing.forms.houses import (
    AddressForm,
    AlternativeForm,
    BedUseForm,
    ChangeHouseForm,
    ChangeUnitForm,
    NewHouseForm,
    OpeningForm,
    PriceForm,
    UnitForm,
)
from mooring.housing.free_beds import beds_with_all
from mooring.housing.house_codes import HouseRule, HouseService
from mooring.housing.models import Bed, BedUse, House, HouseContract, OpeningPeriod, StayPaid, StayStep, Unit
from mooring.housing.stay_states import OPEN
from mooring.housing.views.incidents import house_or_unseen
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404


def house_list(request: HttpRequest) -> HttpResponse:
    """The houses one keeps; for who coordinates all of them."""
    officer = officer_of(request)
    houses = [house for house in House.objects.with_cards() if house.may_be_edited_by(officer)]
    ledger.look(officer, "house.list", count=len(houses))
    rows = [(house, reference("house", house.pk)) for house in sorted(houses, key=lambda one: one.in_words)]
    return render(request, "housing/houses.html", {"rows": rows, "may_enter": officer.may("house.enter")})


def house(request: HttpRequest, named: str) -> HttpResponse:
    """One house: who is expected, who lives there, what is free; rooms, prices and opening; its address for its own desk."""
    officer = officer_of(request)
    found = house_or_unseen(officer, named, "house.look")
    steps = list(
        StayStep.objects.standing()
        .filter(stay__house=found, state__in=OPEN)
        .select_related("stay__beside", "bed__unit")
        .order_by("begins", Coalesce("stay__beside", "stay"), "stay__recorded_at", "pk")
    )
    paid = {row.stay_id: row for row in StayPaid.objects.standing().filter(stay__in=[step.stay_id for step in steps])}
    ledger.look(officer, "house.look", count=len(steps))
    card = found.card
    context: dict[str, Any] = {
        "house": found,
        "named": named,
        "card": card,
        "address": found.address,
        "steps": [(step, paid.get(step.stay_id)) for step in steps],
        "units": _units(found, {step.bed_id for step in steps}),
        "prices": [
            (row, in_money(row.night_minor, row.currency))
            for row in HouseContract.objects.standing().filter(house=found).order_by("-since")
        ],
        "openings": [
            (row, reference("opening", row.pk))
            for row in OpeningPeriod.objects.standing().filter(house=found, struck=False).order_by("opens_on")
        ],
        "services": [HouseService(code).label for code in card.services],
        "rules": [HouseRule(code).label for code in card.rules],
        "languages": [language_name(code) for code in card.languages],
        "is_own": found.is_kept_by(officer),
        "may_read_log": officer.may("incident.list"),
        "today": clock.today(),
    }
    return render(request, "housing/house.html", context)


def house_new(request: HttpRequest) -> HttpResponse:
    """Enter a house."""
    officer = officer_of(request)
    form = initial_or_draft(request, NewHouseForm, officer=officer)
    made: list[House] = []
    if done(request, form, lambda: made.append(actions.enter_house(by=officer, **form.cleaned_data))):
        sent(request)
        messages.success(request, _("The house is entered. Now add its rooms and beds."))
        return redirect("house", reference("house", made[0].pk))
    return form_page(request, "housing/house_new.html", {"form": form})


def alternative(request: HttpRequest) -> HttpResponse:
    """Make an alternative tonight, in one short form."""
    officer = officer_of(request)
    form = initial_or_draft(request, AlternativeForm, officer=officer)
    made: list[House] = []
    if done(request, form, lambda: made.append(actions.make_alternative(by=officer, **form.cleaned_data))):
        sent(request)
        messages.success(request, _("The beds are there from now on, for every desk that places."))
        return redirect("beds")
    return form_page(request, "housing/alternative.html", {"form": form})


def _of_a_house(
    verb: str,
    form_class: type[Form],
    template: str,
    deed: Callable[..., object],
    start: Callable[[House], dict[str, Any]] = lambda house: {},
) -> Callable[..., HttpResponse]:
    """The view of a form that changes a house and leads back to it."""

    def view(request: HttpRequest, named: str) -> HttpResponse:
        officer = officer_of(request)
        found = house_or_unseen(officer, named, verb)
        form = initial_or_draft(request, form_class, initial=start(found))
        if done(request, form, lambda: deed(by=officer, house=found, **form.cleaned_data)):
            sent(request)
            return redirect("house", named)
        return form_page(request, template, {"form": form, "house": found, "named": named})

    view.__doc__ = deed.__doc__
    return view


def _as_agreed(house: House) -> dict[str, Any]:
    """The days of warning go on unless somebody changes them."""
    now = HouseContract.objects.on(clock.today()).filter(house=house).order_by("-since").first()
    return {"since": clock.today(), "warn_days": now.warn_days if now else []}


def _as_it_is(house: House) -> dict[str, Any]:
    card = house.card
    names = ("called", "region", "groups", "services", "rules", "languages", "security", "telephone", "takes_new")
    return {name: getattr(card, name) for name in names}


house_change = _of_a_house("house.keep", ChangeHouseForm, "housing/house_change.html", actions.change_house, _as_it_is)
house_address = _of_a_house(
    "house.tell_address",
    AddressForm,
    "housing/house_address.html",
    actions.tell_address,
    lambda house: {"address": house.address},
)
house_open = _of_a_house("house.open", OpeningForm, "housing/house_open.html", actions.open_between)
house_price = _of_a_house("house.price", PriceForm, "housing/house_price.html", actions.agree_price, _as_agreed)
unit_new = _of_a_house("house.add_unit", UnitForm, "housing/unit_new.html", actions.add_unit)


def bed_use(request: HttpRequest, named: str, bed: str) -> HttpResponse:
    """Take a bed out of use, or back into it."""
    officer = officer_of(request)
    found = house_or_unseen(officer, named, "house.use_bed")
    one = Bed.objects.filter(house=found, pk=key_or_404("bed", bed)).select_related("unit").first()
    if one is None:
        raise Http404
    now = BedUse.objects.standing().filter(bed=one, in_use=False).first()
    form = initial_or_draft(request, BedUseForm, initial={"reason": now.reason if now else ""})

    def use() -> None:
        reason = form.cleaned_data["reason"]
        actions.use_bed(by=officer, house=found, bed=one, in_use=not reason, reason=reason)

    if done(request, form, use):
        sent(request)
        return redirect("house", named)
    return form_page(request, "housing/bed_use.html", {"form": form, "house": found, "named": named, "bed": one})


def unit_change(request: HttpRequest, named: str, unit: str) -> HttpResponse:
    """Describe a room anew, put more beds into it, close it or open it again."""
    officer = officer_of(request)
    found = house_or_unseen(officer, named, "house.change_unit")
    room = Unit.objects.filter(house=found, pk=key_or_404("unit", unit)).first()
    if room is None:
        raise Http404
    room.house, card = found, room.card
    start = {name: getattr(card, name) for name in ("called", "kind", "step_free", "groups")}
    form = initial_or_draft(request, ChangeUnitForm, initial=start | {"closed": why_closed(room)})
    if done(request, form, lambda: actions.change_unit(by=officer, house=found, unit=room, **form.cleaned_data)):
        sent(request)
        return redirect("house", named)
    context = {"form": form, "house": found, "named": named, "card": card, "people": people_in(room)}
    return form_page(request, "housing/unit_change.html", context)


def opening_strike(request: HttpRequest, named: str, period: str) -> HttpResponse:
    """Strike days of opening."""
    officer = officer_of(request)
    found = house_or_unseen(officer, named, "house.strike_opening")
    if request.method == "POST":
        row = (
            OpeningPeriod.objects.standing().filter(house=found, pk=key_or_404("opening", period), struck=False).first()
        )
        if row is None:
            raise Http404
        actions.strike_opening(by=officer, house=found, period=row)
    return redirect("house", named)


def _units(house: House, taken: set[int]) -> list[dict[str, Any]]:
    """The rooms of a house with their beds: free, taken or out of use."""
    out = {use.bed_id: use for use in BedUse.objects.standing().filter(bed__house=house, in_use=False)}
    rooms: dict[int, dict[str, Any]] = {}
    for bed in beds_with_all():
        if bed.house_id == house.pk:
            room = rooms.setdefault(
                bed.unit_id, {"card": bed.unit.card, "beds": [], "named": reference("unit", bed.unit_id)}
            )
            room["beds"].append((bed, reference("bed", bed.pk), out.get(bed.pk), bed.pk in taken))
    return sorted(rooms.values(), key=lambda room: str(room["card"].called))
