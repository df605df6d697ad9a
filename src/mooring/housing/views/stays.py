"""The page of a stay, for the house and for the team; and the steps each may take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.attempts import done
from mooring.casework.models import Case
from mooring.casework.models.in_turn import in_turn
from mooring.housing import actions
from mooring.housing.forms.stays import (
    ArriveForm,
    BedForm,
    ChildrensBedsForm,
    DeclineForm,
    LeaveForm,
    MissingForm,
    MoveForm,
    PaidForm,
    WithdrawForm,
)
from mooring.housing.free_beds import free_beds
from mooring.housing.house_panel import cost_of, paid_of
from mooring.housing.household import number_in_words
from mooring.housing.models import Stay, StayArrival, StayStep
from mooring.housing.stay_states import HOUSE, OPEN, PENS, TEAM
from mooring.safeguards import clock, ledger
from mooring.safeguards.access import Refusal, Refused, Why, see_that_open
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference


def stay(request: HttpRequest, named: str) -> HttpResponse:
    """One stay: where it stands and whose turn it is, the nights, who pays; for the house without the case."""
    officer = officer_of(request)
    found = stay_named(officer, named, "stay.look")
    sides, step = found.sides_of(officer), found.standing
    case = Case.objects.filter(pk=found.case_id).first()  # none for the house: it holds nothing of the case
    ledger.look(officer, "stay.look", case_key=found.case_id, compartment="support")
    cost, money = cost_of(found)
    beds = [(bed, bed.standing) for bed in found.children_beds.order_by("recorded_at", "pk")]
    held = sum(its.state in OPEN for _bed, its in beds)
    context: dict[str, Any] = {
        "stay": found,
        "step": step,
        "state": found.standing_state,
        "pen": PENS[found.standing_state.pen],
        "case": case,
        "house_named": reference("house", found.house_id) if HOUSE in sides else "",
        "address": found.house.address if found.is_open else "",
        "paid": paid_of(found),
        "cost": cost,
        "money": money,
        "steps": in_turn(StayStep.objects.filter(stay=found).select_related("bed__unit").order_by("recorded_at")),
        "arrival": StayArrival.objects.filter(stay=found).first(),
        "moves": [
            {
                "name": move.verb.replace(".", "_"),
                "label": LABELS[move.verb],
                "grave": move.verb in GRAVE,
                "asks": _form_of(move.verb, found) is not None,
            }
            for move in found.moves_for(officer)
            if move.verb in LABELS
        ],
        "beside": found.beside,
        "children": number_in_words(max(found.children, held)),
        "children_beds": beds,
        "beside_the_person": found.is_open and found.children > held,
        "may_add_bed": TEAM in sides and found.is_open and found.beside_id is None and officer.may("stay.add_bed"),
        "may_pay": TEAM in sides and found.is_open and found.beside_id is None and officer.may("stay.pay_until"),
        "may_see_sheet": officer.may("handover.look"),
    }
    return render(request, "housing/stay.html", context)


def step(verb: str) -> Callable[..., HttpResponse]:
    """The view of a button or a form that moves a stay on; a button leads, on GET, to the stay."""
    deed = DEEDS[verb][0]

    def view(request: HttpRequest, named: str) -> HttpResponse:
        officer = officer_of(request)
        found = stay_named(officer, named, verb)
        form_class = _form_of(verb, found)
        if form_class is None:
            if request.method == "POST":
                deed(by=officer, stay=found)
            return redirect("stay", named)
        more: dict[str, Any] = {"initial": {"on": clock.today()}}
        if form_class is BedForm:
            now = found.standing
            begins = max(now.begins, clock.today())
            free = [one for one in free_beds(begins, now.ends) if one.bed.house_id == found.house_id]
            more = {"free": [one for one in free if found.beside_id or not one.bed.is_a_cot]}
        if form_class is ChildrensBedsForm:
            now = found.standing
            begins = max(now.begins, clock.today())
            free = [one for one in free_beds(begins, now.ends) if one.bed.house_id == found.house_id]
            more = {"free": free, "initial": {"begins": begins}}
        if form_class is PaidForm and (paid := paid_of(found)) is not None:
            more = {"initial": {"payer": paid.payer, "paid_until": paid.paid_until}}
        form = initial_or_draft(request, form_class, **more)
        if done(request, form, lambda: deed(by=officer, stay=found, **form.cleaned_data)):
            sent(request)
            return redirect("stay", named)
        return form_page(request, "housing/stay_step.html", {"form": form, "stay": found, "label": LABELS[verb]})

    view.__doc__ = deed.__doc__
    return view


DEEDS: dict[str, tuple[Callable[..., object], type[Form] | None]] = {
    "stay.accept": (actions.accept, None),
    "stay.decline": (actions.decline, DeclineForm),
    "stay.withdraw": (actions.withdraw, WithdrawForm),
    "stay.arrive": (actions.arrive, ArriveForm),
    "stay.change_bed": (actions.change_bed, BedForm),
    "stay.add_bed": (actions.add_beds, ChildrensBedsForm),
    "stay.missing": (actions.report_missing, None),
    "stay.come_back": (actions.come_back, None),
    "stay.move": (actions.move_on, MoveForm),
    "stay.leave": (actions.leave, LeaveForm),
    "stay.pay_until": (actions.pay_until, PaidForm),
}
GRAVE = ("stay.missing",)


def _form_of(verb: str, stay: Stay) -> type[Form] | None:
    """The form of a step; none for a button. Where children came along, it is asked whether they are missing too."""
    if verb == "stay.missing" and stay.along():
        return MissingForm
    return DEEDS[verb][1]


LABELS: dict[str, Any] = {
    "stay.accept": gettext_lazy("Accept"),
    "stay.decline": gettext_lazy("Decline"),
    "stay.withdraw": gettext_lazy("Not needed any more"),
    "stay.arrive": gettext_lazy("The person has arrived"),
    "stay.change_bed": gettext_lazy("Another bed"),
    "stay.add_bed": gettext_lazy("A bed for a child"),
    "stay.missing": gettext_lazy("The person is missing"),
    "stay.come_back": gettext_lazy("The person is back"),
    "stay.move": gettext_lazy("Moved to another place"),
    "stay.leave": gettext_lazy("The person has left"),
    "stay.pay_until": gettext_lazy("Who pays, until when"),
}


def stay_named(officer: Officer, named: str, verb: str) -> Stay:
    """The stay with this reference, if it is open to the officer. Raises `Refused` as for one that does not exist."""
    found = (
        Stay.objects.filter(reference=named)
        .select_related("house__desk__agency", "from_desk__agency", "contact", "beside")
        .first()
    )
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such stay.")), officer)
    see_that_open(found, officer, verb, "support")
    return found
