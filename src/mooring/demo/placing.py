"""Finding places in the demo: what a place must have, a region to keep away from, sheets at the door, and the log of a house."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from mooring.casework.models import Case
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import address
from mooring.demo.countries import script
from mooring.housing.actions import handover, incidents, safety_zones
from mooring.housing.models import House, Stay
from mooring.housing.stay_states import OPEN
from mooring.safeguards import clock
from mooring.safeguards.models import Officer, Posting
from mooring.safeguards.officer_in_charge import acting_as

SHEETS = (
    {
        "language": "Thai, some English",
        "interpreter": "By telephone, before ten in the evening",
        "medicine": "Asthma spray, carried by the person",
        "allergy": "Nuts",
        "ring_tonight": "The social worker on duty",
    },
    {"language": "Romanian", "diet": "No pork", "ring_tonight": "The social worker on duty"},
)


def play(calendar: Calendar) -> None:
    """Tell of the sheets, the zones and the log; nothing where nobody keeps a house."""
    lead = Officer.objects.filter(email=address(script().lead)).first()
    keeper = Posting.objects.running().filter(role="shelter_worker").select_related("officer").order_by("pk").first()
    if lead is not None and keeper is not None:
        tell(calendar, lead, keeper.officer)


def tell(calendar: Calendar, lead: Officer, keeper: Officer) -> None:
    """The lead's part, then the keeper's."""
    with acting_as(lead):
        lived_in = Stay.objects.filter(steps__superseded_by=None, steps__state__in=OPEN)
        stays = list(
            lived_in.select_related("house__desk", "contact", "from_desk").order_by("-recorded_at")[: len(SHEETS)]
        )
    with clock.at(calendar.moment(2, 11)):
        for stay, parts in zip(stays, SHEETS, strict=False):
            handover.write_handover(by=lead, stay=stay, parts=parts)
        for stay in stays[:1]:
            case = _case(lead, stay.case_id)
            safety_zones.note_place_needs(by=lead, case=case, security="staffed")
            elsewhere = [code for code in settings.MOORING_COUNTRY.regions if code != script().night_region]
            safety_zones.set_safety_zone(
                by=lead, case=case, regions=elsewhere[:1], words="Somebody who threatened the person works there."
            )
    with acting_as(keeper):
        house = (
            House.objects.filter(desk__in=[desk.pk for desk in keeper.desks()]).select_related("desk__agency").first()
        )
    if house is None:
        return
    with clock.at(calendar.moment(6, 8)):
        incidents.record_incident(
            by=keeper,
            house=house,
            kind="stranger",
            severity="serious",
            happened_at=clock.now() - timedelta(hours=2),
            words="Somebody unknown rang the bell twice and left.",
            done="Nobody opened. The lamp over the door was mended.",
            told=["police", "centre"],
        )


def _case(lead: Officer, key: int) -> Case:
    with acting_as(lead):
        return Case.objects.get(pk=key)
