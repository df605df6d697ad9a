"""The last night: a police action at which four people are met who become cases, and a fifth who wishes no file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.people import Person
from mooring.demo.way import Way
from mooring.demo.words import SIGNALS
from mooring.identification import actions as identification
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

CHILD = Person("woman", 16, ("RO",), "ro", ("sexual",), "eu_right_of_residence", in_doubt=True)
WITH_RIGHT = Person("woman", 29, ("HU",), "hu", ("sexual",), "eu_right_of_residence")
ENTRY_BAN = Person("woman", 37, ("RO",), "ro", ("sexual",), "eu_no_right_of_residence")
WITHOUT = Person("woman", 24, ("NG",), "en", ("sexual",), "none")
FOUR = (CHILD, WITH_RIGHT, ENTRY_BAN, WITHOUT)
DAYS_AGO = 1

MakeWay = Callable[[Person, Officer], Way]


def tell(calendar: Calendar, lead: Officer, way_of: MakeWay) -> None:
    """Tell the night: the notice, the people met, four files and no fifth, and how far each has come since."""
    notice = calendar.moment(DAYS_AGO + 1, 21, 15)
    night = calendar.moment(DAYS_AGO, 2, 40)
    with clock.at(notice):
        signal = identification.receive_signal(
            by=lead, source="police_action", region="DK-84", words=SIGNALS[0], expected_people=4, danger_now="not_known"
        )
    ways = []
    for number, person in enumerate(FOUR):
        with clock.at(night + timedelta(minutes=4 * number)), acting_as(lead):
            encounter = identification.note_encounter(
                by=lead,
                signal=signal,
                age_impression="child_or_in_doubt" if person.is_child else "adult",
                informed=True,
                informed_language=person.language,
                asked_to_talk="not_yet" if person.is_child else "yes",
                danger_now="yes" if person is ENTRY_BAN else "no",
                health_needs=("pep", "emergency_contraception") if person is ENTRY_BAN else (),
                health_happened_at=night - timedelta(hours=5) if person is ENTRY_BAN else None,
            )
        way = way_of(person, lead)
        detained = calendar.moment(DAYS_AGO, 2, 10) if person is WITHOUT else None
        way.open_file(encounter, night + timedelta(minutes=30 + number), detained_since=detained)
        ways.append(way)
    with clock.at(night + timedelta(minutes=20)), acting_as(lead):
        identification.note_encounter(
            by=lead, signal=signal, age_impression="adult", informed=True, informed_language="en", asked_to_talk="no"
        )
    _the_day_after(calendar, ways)


def _the_day_after(calendar: Calendar, ways: list[Way]) -> None:
    child, with_right, entry_ban, without = ways
    for minute, way in enumerate(ways):
        way.appoint(calendar.moment(DAYS_AGO, 9, minute))
    child.know(calendar.moment(DAYS_AGO, 9, 20), residence=False)
    child.note(calendar.moment(DAYS_AGO, 9, 30))
    for way in (with_right, entry_ban, without):
        way.say_who(calendar.moment(DAYS_AGO, 9, 40))
        way.know(calendar.moment(DAYS_AGO, 9, 50))
    with_right.talk(calendar.moment(DAYS_AGO, 11), sections=4)
    entry_ban.talk(calendar.moment(DAYS_AGO, 13), sections=6)
    entry_ban.ask_for_assessment(calendar.moment(DAYS_AGO, 15))
    entry_ban.hear_authorities(calendar.moment(DAYS_AGO, 15, 20))
    without.talk(calendar.moment(DAYS_AGO, 16), sections=3)
    without.ask_for_assessment(calendar.moment(DAYS_AGO, 17, 30))
    child.task(calendar.moment(DAYS_AGO, 17, 45), due_on=calendar.today)
