"""The doors of protected housing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.housing.views import beds, houses, stays
from mooring.web.guard import CASE, Door, View

HOUSE = "houses/<str:named>/"
STAY = "stays/<str:named>/"


def of_a_house(path: str, name: str, verb: str, view: View) -> Door:
    """A door to a form about a house."""
    return Door(HOUSE + path, name, verb, view, writes=True)


def of_a_stay(path: str, verb: str) -> Door:
    """A door to a step of a stay."""
    return Door(STAY + path, verb.replace(".", "_"), verb, stays.step(verb), writes=True)


HOUSING_DOORS: list[Door] = [
    Door("beds/", "beds", "beds.look", beds.beds, navigation=_("Beds free tonight"), notes_its_looks=True),
    Door(
        "beds/alternative/",
        "alternative",
        "house.improvise",
        houses.alternative,
        writes=True,
        quick_action=_("Make an alternative place"),
        is_quiet=True,
    ),
    Door("beds/<str:named>/for/", "bed_for", "placing.look", beds.bed_for, notes_its_looks=True),
    Door("beds/figures/", "housing_figures", "housing.figures", beds.figures, notes_its_looks=True),
    Door("beds/figures/picture/", "housing_picture", "housing.figures", beds.figures_picture, notes_its_looks=True),
    Door("houses/", "houses", "house.list", houses.house_list, navigation=_("Houses"), notes_its_looks=True),
    Door("houses/new/", "house_new", "house.enter", houses.house_new, writes=True),
    Door(HOUSE, "house", "house.look", houses.house, notes_its_looks=True),
    of_a_house("change/", "house_change", "house.keep", houses.house_change),
    of_a_house("address/", "house_address", "house.tell_address", houses.house_address),
    of_a_house("opening/", "house_open", "house.open", houses.house_open),
    of_a_house("opening/<str:period>/strike/", "opening_strike", "house.strike_opening", houses.opening_strike),
    of_a_house("price/", "house_price", "house.price", houses.house_price),
    of_a_house("rooms/new/", "unit_new", "house.add_unit", houses.unit_new),
    of_a_house("rooms/<str:unit>/change/", "unit_change", "house.change_unit", houses.unit_change),
    of_a_house("beds/<str:bed>/", "bed_use", "house.use_bed", houses.bed_use),
    Door(STAY, "stay", "stay.look", stays.stay, notes_its_looks=True),
    of_a_stay("accept/", "stay.accept"),
    of_a_stay("decline/", "stay.decline"),
    of_a_stay("withdraw/", "stay.withdraw"),
    of_a_stay("arrive/", "stay.arrive"),
    of_a_stay("bed/", "stay.change_bed"),
    of_a_stay("children/", "stay.add_bed"),
    of_a_stay("missing/", "stay.missing"),
    of_a_stay("back/", "stay.come_back"),
    of_a_stay("move/", "stay.move"),
    of_a_stay("leave/", "stay.leave"),
    of_a_stay("paid/", "stay.pay_until"),
    Door(
        CASE + "place/wait/",
        "wait_new",
        "bed_wait.put",
        beds.wait_new,
        compartment=Compartment.SUPPORT,
        writes=True,
    ),
    Door(
        CASE + "place/wait/end/",
        "wait_end",
        "bed_wait.end",
        beds.wait_end,
        compartment=Compartment.SUPPORT,
        writes=True,
    ),
]
