"""Returns of the year before, told in few words: enough people for the figures to say something and to name nobody; and two of these days.

They come after all other stories, with dice of their own, so that those stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, cycle
from random import Random

from mooring.demo import returns, words
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import Cast
from mooring.demo.countries import script
from mooring.demo.people import Person
from mooring.demo.way import Way
from mooring.identification import actions as identification
from mooring.identification.models import Signal
from mooring.law.days import months_after
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as

WAVES = ((0.03, 0.31, 2, 2), (0.66, 0.76, 2, 5))
"""First and last day of two waves, as shares of the older history; how many went home, and how many said no for now."""
HOME_FOR_SIX_MONTHS = 250
FIRST_NUMBER = 300
DECIDED, GRANTED, EXTENDED = 18, 22, 40


def play(calendar: Calendar, cast: Cast) -> None:
    """Tell of people who were offered a return; nothing where nobody plays who plans returns."""
    if not {"dorte", "rikke"} <= set(cast.officers):
        return
    people = zip(_adults(script().not_legal), _adults(script().not_legal), _adults(script().legal), strict=False)
    each = (person for three in people for person in three)
    dice = Random(FIRST_NUMBER)  # noqa: S311 the story must be the same each time; no key comes from here
    home, no = (filter(answers, count(FIRST_NUMBER)) for answers in (returns.says_yes, returns.says_no))
    for first, last, many_home, many_no in WAVES:
        signal = _signal(calendar, cast, calendar.long_ago(first))
        numbers = [next(home) for _one in range(many_home)] + [next(no) for _one in range(many_no)]
        for place, number in enumerate(numbers):
            begun = max(calendar.long_ago(first + (last - first) * place / len(numbers)), HOME_FOR_SIX_MONTHS)
            way = Way(cast, calendar, dice, number, next(each), cast[script().lead])
            _told(way, signal, begun)
            if not returns.play(way, begun):
                way.close(max(calendar.moment(begun - returns.ANSWERED - 3, 12), returns.last_moment(way)))
    # One sets out in three days, another is asked after in two.
    legal, not_legal = next(_adults(script().legal)), next(_adults(script().not_legal))
    for person, begun in ((legal, returns.SET_OUT - 3), (not_legal, _asked_in_two_days(calendar))):
        way = Way(cast, calendar, dice, next(home), person, cast[script().lead])
        way.appoint(_told(way, _signal(calendar, cast, begun), begun) + timedelta(hours=1))
        way.ask_for_period(calendar.moment(begun - DECIDED, 15))
        way.grant(calendar.moment(begun - GRANTED, 11))
        way.extend(calendar.moment(begun - EXTENDED, 11), days=60)
        returns.play(way, begun)


def _adults(people: tuple[Person, ...]) -> Iterator[Person]:
    return cycle(person for person in people if not person.is_child and person.gender in ("woman", "man"))


def _signal(calendar: Calendar, cast: Cast, begun: int) -> Signal:
    with clock.at(calendar.moment(begun, 9)):
        return identification.receive_signal(
            by=cast[script().lead],
            source="outreach",
            region=script().night_region,
            words=words.SIGNALS[1],
            danger_now="no",
        )


def _told(way: Way, signal: Signal, begun: int) -> datetime:
    """From the first meeting to the decision, without what the figures do not ask. Answers the moment of the decision."""
    met = way.calendar.moment(begun, 11)
    with clock.at(met), acting_as(way.lead):
        encounter = identification.note_encounter(
            by=way.lead,
            signal=Signal.objects.get(pk=signal.pk),
            age_impression="adult",
            informed=True,
            informed_language=way.person.language,
            asked_to_talk="yes",
        )
    way.open_file(encounter, met + timedelta(minutes=30))
    way.know(met + timedelta(hours=1))
    way.ask_for_assessment(met + timedelta(days=2))
    decided = way.calendar.moment(begun - DECIDED, 11)
    way.decide(decided, "identified")
    return decided


def _asked_in_two_days(calendar: Calendar) -> int:
    """How many days ago somebody was met who arrived so that a month is over the day after tomorrow."""
    asked = calendar.day(-2)
    arrived = next(days for days in range(25, 33) if months_after(calendar.day(days), 1) <= asked)
    return arrived + returns.ARRIVED
