"""The last night: a police action at which four people are met who become cases, and a fifth who wishes no file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mooring.demo import consents, redress, referrals
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.countries import script
from mooring.demo.people import Person
from mooring.demo.way import Way
from mooring.demo.words import SIGNALS
from mooring.identification import actions as identification
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

DAYS_AGO = 1

MakeWay = Callable[[Person, Officer], Way]


def tell(calendar: Calendar, lead: Officer, way_of: MakeWay) -> None:
    """Tell the night: the notice, the people met, four files and no fifth, and how far each has come since."""
    told = script()
    _child, _with_right, hurt, detained_one = told.four
    notice = calendar.moment(DAYS_AGO + 1, 21, 15)
    night = calendar.moment(DAYS_AGO, 2, 40)
    with clock.at(notice):
        signal = identification.receive_signal(
            by=lead,
            source="police_action",
            region=told.night_region,
            words=SIGNALS[0],
            expected_people=4,
            danger_now="not_known",
        )
    ways = []
    for number, person in enumerate(told.four):
        with clock.at(night + timedelta(minutes=4 * number)), acting_as(lead):
            encounter = identification.note_encounter(
                by=lead,
                signal=signal,
                age_impression="child_or_in_doubt" if person.is_child else "adult",
                informed=True,
                informed_language=person.language,
                asked_to_talk="not_yet" if person.is_child else "yes",
                danger_now="yes" if person is hurt else "no",
                health_needs=("pep", "emergency_contraception") if person is hurt else (),
                health_happened_at=night - timedelta(hours=5) if person is hurt else None,
            )
        way = way_of(person, lead)
        detained = calendar.moment(DAYS_AGO, 2, 10) if person is detained_one else None
        way.open_file(encounter, night + timedelta(minutes=30 + number), detained_since=detained)
        ways.append(way)
    with clock.at(night + timedelta(minutes=20)), acting_as(lead):
        identification.note_encounter(
            by=lead, signal=signal, age_impression="adult", informed=True, informed_language="en", asked_to_talk="no"
        )
    _the_day_after(calendar, ways)


def _the_day_after(calendar: Calendar, ways: list[Way]) -> None:
    child, with_right, hurt, detained = ways
    for minute, way in enumerate(ways):
        way.appoint(calendar.moment(DAYS_AGO, 9, minute))
    child.know(calendar.moment(DAYS_AGO, 9, 20), residence=False)
    child.note(calendar.moment(DAYS_AGO, 9, 30))
    for way in (with_right, hurt, detained):
        way.say_who(calendar.moment(DAYS_AGO, 9, 40))
        way.know(calendar.moment(DAYS_AGO, 9, 50))
    with_right.talk(calendar.moment(DAYS_AGO, 11), sections=4)
    hurt.talk(calendar.moment(DAYS_AGO, 13), sections=6)
    hurt.ask_for_assessment(calendar.moment(DAYS_AGO, 15))
    hurt.hear_authorities(calendar.moment(DAYS_AGO, 15, 20))
    detained.talk(calendar.moment(DAYS_AGO, 16), sections=3)
    detained.ask_for_assessment(calendar.moment(DAYS_AGO, 17, 30))
    child.task(calendar.moment(DAYS_AGO, 17, 45), due_on=calendar.today)
    consents.play(calendar, with_right, hurt, detained)
    referrals.play(calendar, (with_right, hurt, detained))
    redress.play(calendar, DAYS_AGO, with_right, hurt)
