"""What the deeds around houses and stays are called, what their notices say, and what this room tells others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.casework import day_cards, known, labels, own_file, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.own_file import Part, part_of
from mooring.housing import house_panel
from mooring.housing.actions.stays import PAID_UNTIL
from mooring.housing.free_beds import agencies_with_room
from mooring.housing.models import BedWait, Stay, StayStep
from mooring.housing.stay_states import LIVED, STAY_STATES, StayState
from mooring.referral import routing
from mooring.safeguards import notices, state_tables
from mooring.safeguards.models import Officer

LABELS: dict[str, Any] = {
    "house.enter": _("House entered"),
    "house.improvise": _("Alternative made"),
    "house.keep": _("House described anew"),
    "house.tell_address": _("Address of a house entered"),
    "house.open": _("Opening of a house entered"),
    "house.strike_opening": _("Opening of a house struck"),
    "house.price": _("Price of a night entered"),
    "house.add_unit": _("Room added to a house"),
    "house.change_unit": _("Room described anew"),
    "house.use_bed": _("Bed taken out of use, or back into it"),
    "stay.offer": _("Bed held, house asked"),
    "stay.accept": _("House accepted"),
    "stay.decline": _("House declined"),
    "stay.withdraw": _("Place taken back"),
    "stay.lapse": _("Place lapsed: the house did not answer"),
    "stay.arrive": _("Arrived at the house"),
    "stay.add_bed": _("A bed for a child asked for"),
    "stay.change_bed": _("Given another bed"),
    "stay.missing": _("Missing from the house"),
    "stay.come_back": _("Back at the house"),
    "stay.move": _("Moved to another place"),
    "stay.leave": _("Left the house"),
    "stay.pay_until": _("Paid nights noted"),
    PAID_UNTIL: _("The paid nights run out"),
    "bed_wait.put": _("Put on the waiting list for a place"),
    "bed_wait.end": _("No longer waits for a place"),
}

NOTICES = {
    "stay.offered": _("A place in your house is asked for"),
    "stay.accepted": _("A house has accepted"),
    "stay.declined": _("A house has declined"),
    "stay.withdrawn": _("A place that was asked for is not needed"),
    "stay.lapsed": _("A house did not answer in time"),
    "stay.arrived": _("Somebody has arrived at a house"),
    "stay.missing": _("Somebody is missing from a house"),
    "stay.moved": _("Somebody has moved on from a house"),
    "stay.left": _("Somebody has left a house"),
    "stay.paid_until": _("Paid nights run out soon"),
}


def lives_at(case: Case) -> str | None:
    """The kind of house in which the person lives now, as a code; none when nobody knows, or in no house."""
    step = StayStep.objects.standing().filter(stay__case=case, state=StayState.ARRIVED).select_related("stay__house")
    found = step.order_by(F("stay__beside").asc(nulls_first=True)).first()  # the person, before a child who lives apart
    return str(found.stay.house.kind) if found is not None else None


def waits_for_answer(officer: Officer) -> Mapping[str, Any] | None:
    """On the day of who keeps a house: the places asked for, and who is expected today or should have left."""
    desks = [desk.pk for desk in officer.desks()]
    steps = StayStep.objects.standing().filter(
        stay__house__desk__in=desks, stay__beside=None, state__in=(StayState.OFFERED, StayState.ACCEPTED)
    )
    waiting = list(steps.select_related("stay", "bed__unit").order_by("begins", "recorded_at"))
    return {"waiting": waiting} if waiting else None


def of_own_file(officer: Officer, case: Case) -> Iterator[Part]:
    """Where the person lived, as kinds of houses and days, and for how long a place was waited for; never an address."""
    for stay in Stay.objects.filter(case=case).select_related("house").order_by("recorded_at"):
        stay.case = case
        step = stay.standing
        if step.state in LIVED:
            yield part_of(
                officer,
                stay,
                "stay",
                gettext("A child's bed") if stay.beside_id else gettext("Place to live"),
                ("house", gettext("House"), stay.house.in_words),
                ("begins", gettext("From"), step.begins),
                ("ends", gettext("Until"), step.ends),
                ("state", gettext("How it stands"), step.state_in_words),
            )
    for wait in BedWait.objects.standing().filter(case=case):
        wait.case = case
        lines = (
            ("since", gettext("Waited since"), wait.since),
            ("ended", gettext("How it ended"), wait.get_ended_display()),
        )
        yield part_of(officer, wait, "bed_wait", gettext("Waiting for a place"), *lines)


def register() -> None:
    """Called once, when the room is ready."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(STAY_STATES)
    routing.register_room(agencies_with_room)
    known.provide("lives_at", lives_at)
    panels.register(
        panels.Panel(
            "housing",
            _("Where the person lives"),
            "stay.list",
            Compartment.SUPPORT,
            "housing/panel.html",
            house_panel.housing,
            order=45,
        )
    )
    day_cards.register(day_cards.DayCard("house_asked", "stay.accept", "housing/asked_card.html", waits_for_answer, 6))
    own_file.register("housing", _("Where the person lived"), of_own_file, order=55)
