"""What placing says of itself: on timelines, in notices, on the case page, in the person's own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mooring.casework import labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.own_file import Part, part_of
from mooring.casework.own_file import register as put_into_the_own_file
from mooring.housing import handover_sheet
from mooring.housing.address_known import MOVE_NOW
from mooring.housing.household import in_words, needs_of
from mooring.housing.models import HandoverVersion, PlaceNeeds, SafetyZone
from mooring.safeguards import notices
from mooring.safeguards.models import Officer

LABELS: dict[str, Any] = {
    "safety_zone.set": _("A region to keep away from was noted"),
    "safety_zone.end": _("A region is safe again"),
    "keep_apart.set": _("Somebody to be kept apart from was noted"),
    "keep_apart.end": _("No longer to be kept apart"),
    "placing.note_needs": _("What a place must have was noted"),
    "handover.write": _("Sheet for the door written"),
    "house.compromise": _("The address of the house is known"),
    "house.propose_reopening": _("Opening the house again proposed"),
    "house.reopen": _("The house is open again"),
    "incident.record": _("Written in the log of a house"),
    MOVE_NOW: _("Somebody knows the address: the person moves now"),
}
NOTICES: dict[str, Any] = {
    "handover.written": _("A sheet for the door was written"),
    "house.incident": _("Something happened in a house"),
    "house.compromised": _("Everybody moves out of a house"),
    "house.move_now": _("Somebody must move today"),
}


def of_case(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What is noted for finding a place: in codes, for the window on the case page."""
    zones, needs = SafetyZone.objects.standing().filter(case=case, ended=False), needs_of(case)
    return {
        "needs": needs,
        "children": in_words(needs.children, needs.ages) if needs else "",
        "regions": sorted({str(name) for zone in zones for name in zone.regions_in_words}),
    }


def own_file(officer: Officer, case: Case) -> Iterator[Part]:
    """What placing holds of a person: zones, what a place must have, the sheets. From whom to be kept apart is another's affair."""
    for zone in SafetyZone.objects.standing().filter(case=case).order_by("recorded_at"):
        zone.case = case
        lines = (
            ("regions", _now("Regions to keep away from"), ", ".join(str(name) for name in zone.regions_in_words)),
            ("words", _now("Why"), zone.words("words")),
        )
        yield part_of(officer, zone, "safety_zone", _now("Safety zone"), *lines)
    for needs in PlaceNeeds.objects.standing().filter(case=case):
        needs.case = case
        lines = (
            ("children", _now("Children who come along"), in_words(needs.children, needs.ages) or _now("None")),
            ("security", _now("The least that is safe"), str(needs.get_security_display())),
        )
        yield part_of(officer, needs, "place_needs", _now("What the place must have"), *lines)
    for version in HandoverVersion.objects.standing().filter(sheet__stay__case=case).select_related("sheet__stay"):
        version.sheet.stay.case = case
        said = [(f"line_{n}", label, words) for n, (label, words) in enumerate(handover_sheet.lines(version))]
        yield part_of(officer, version, "handover", _now("Sheet for the door"), *said)


def register() -> None:
    """Put the words, the window and the part of the own file in their places."""
    labels.register(LABELS)
    notices.register(NOTICES)
    panels.register(
        panels.Panel(
            "place",
            _("Where the person may live"),
            "placing.look",
            Compartment.SUPPORT,
            "housing/place_panel.html",
            of_case,
            46,
        )
    )
    put_into_the_own_file("placing", _("Where the person may live"), own_file, order=56)
