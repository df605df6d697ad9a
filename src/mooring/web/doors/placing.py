"""The doors of who may live where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.housing.views import handover, incidents, placing
from mooring.web.guard import CASE, Door, View

HOUSE = "houses/<str:named>/"
SHEET = "stays/<str:named>/sheet/"


def of_the_place(path: str, name: str, verb: str, view: View) -> Door:
    """A door to a form about where a person may live."""
    return Door(CASE + "place/" + path, name, verb, view, compartment=Compartment.SUPPORT, writes=True)


def of_a_house(path: str, name: str, verb: str, view: View) -> Door:
    """A door to a form about a house."""
    return Door(HOUSE + path, name, verb, view, writes=True)


PLACING_DOORS: list[Door] = [
    Door(CASE + "place/", "place", "placing.look", placing.place, compartment=Compartment.SUPPORT),
    of_the_place("needs/", "place_needs", "placing.note_needs", placing.place_needs),
    of_the_place("zones/new/", "zone_new", "safety_zone.set", placing.zone_new),
    of_the_place("zones/<str:named>/end/", "zone_end", "safety_zone.end", placing.zone_end),
    of_the_place("apart/new/", "apart_new", "keep_apart.set", placing.apart_new),
    of_the_place("apart/<str:named>/end/", "apart_end", "keep_apart.end", placing.apart_end),
    of_the_place("houses/<str:named>/ask/", "place_ask", "stay.offer", placing.place_ask),
    Door(SHEET, "door_sheet", "handover.look", handover.handover, notes_its_looks=True),
    Door(SHEET + "write/", "handover_write", "handover.write", handover.handover_write, writes=True),
    Door(SHEET + "print/", "handover_print", "handover.look", handover.handover_print, notes_its_looks=True),
    Door(HOUSE + "log/", "house_log", "incident.list", incidents.house_log, notes_its_looks=True),
    of_a_house("log/new/", "incident_new", "incident.record", incidents.incident_new),
    of_a_house("address-known/", "house_compromise", "house.compromise", incidents.house_compromise),
    of_a_house("propose-reopening/", "house_propose", "house.propose_reopening", incidents.house_propose),
    of_a_house("reopen/", "house_reopen", "house.reopen", incidents.house_reopen),
    Door(
        "to-move/",
        "to_move",
        "house.moves",
        incidents.to_move,
        navigation=_("Left to move"),
        notes_its_looks=True,
    ),
]
