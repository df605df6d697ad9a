"""What becomes of a person: the stories of the demo, each a way from the day of the signal on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from mooring.demo import period, returns, service_requests, stories, words
from mooring.demo.calendar_of_the_demo import QUIET_DAYS
from mooring.demo.way import Way

# Days after the signal. The house is quick in the demo; the law sets none of these but the days of the period itself.
TALK, SECOND_TALK, REQUEST, PLAN, DECISION, TOLD, ASKED, GRANTED = 1, 6, 8, 10, 18, 19, 20, 22
EXTENDED, EXTENSION_ASKED, CLOSED = 48, 44, 75

Fate = Callable[["Way", int], None]


def at(way: Way, begun: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """The moment that lies `day` days after a signal that came `begun` days before today."""
    return way.calendar.moment(begun - day, hour, minute)


def listened(way: Way, begun: int) -> None:
    """The first days: a contact person, the name, what is known, two meetings."""
    way.appoint(at(way, begun, TALK, 9, 10))
    way.say_who(at(way, begun, TALK, 9, 20))
    way.know(at(way, begun, TALK, 9, 40))
    way.bring_in_the_centre(at(way, begun, TALK, 9, 50))
    way.talk(at(way, begun, TALK, 11), sections=5)
    way.note(at(way, begun, TALK + 1, 15))


def asked(way: Way, begun: int, request: int = REQUEST) -> None:
    """Up to the request for an assessment, with what the authorities know."""
    listened(way, begun)
    if request > SECOND_TALK:
        way.talk(at(way, begun, SECOND_TALK, 13), sections=8, second=True)
    way.ask_for_assessment(at(way, begun, request, 9))
    way.hear_authorities(at(way, begun, request, 11))


def decided(way: Way, begun: int, outcome: str) -> None:
    asked(way, begun)
    if outcome == "identified":
        way.plan(at(way, begun, PLAN, 14), review_on=_review(way, begun, PLAN), in_part=way.number % 5 == 0)
    way.decide(at(way, begun, DECISION, 13, 30), outcome)
    way.tell(at(way, begun, TOLD, 11))


def period_granted(way: Way, begun: int, *, immediate: bool = False) -> None:
    decided(way, begun, "identified")
    way.ask_for_period(at(way, begun, ASKED, 10))
    way.grant(at(way, begun, GRANTED, 10), immediate=immediate)
    service_requests.play(way, at(way, begun, GRANTED, 11))
    way.note(at(way, begun, GRANTED + 1, 16))


def running(way: Way, begun: int) -> None:
    """A period runs; there is a task for the coming days."""
    period_granted(way, begun)
    way.task(at(way, begun, GRANTED + 2, 9), due_on=way.calendar.day(-3))
    period.with_permit(way, at(way, begun, GRANTED + 3, 10))
    returns.play(way, begun)


def longer(way: Way, begun: int) -> None:
    period_granted(way, begun)
    way.ask_for_period(at(way, begun, EXTENSION_ASKED, 10), extension=True)
    way.extend(at(way, begun, EXTENDED, 10), days=30)


def more(way: Way, begun: int) -> None:
    """An extension was asked for and nobody has answered yet."""
    period_granted(way, begun)
    way.ask_for_period(at(way, begun, EXTENSION_ASKED, 10), extension=True)


def leave(way: Way, begun: int) -> None:
    period_granted(way, begun, immediate=True)


def alarm(way: Way, begun: int) -> None:
    """Identified, and nobody has asked for the period."""
    decided(way, begun, "identified")


def over(way: Way, begun: int) -> None:
    period_granted(way, begun)
    if not returns.play(way, begun):  # whoever went home is asked after, and stays in the work of the house
        told = stories.play_of_who_went_home(way, returns.last_moment(way))
        way.close(max(at(way, begun, CLOSED, 12), told))


def against(way: Way, begun: int) -> None:
    decided(way, begun, "not_identified")
    period.refused(way, at(way, begun, TOLD + 3, 10))


def against_over(way: Way, begun: int) -> None:
    against(way, begun)
    way.close(at(way, begun, CLOSED, 12))


def own(way: Way, begun: int) -> None:
    """The person wished support, and no assessment."""
    _without_the_centre(way, begun)
    way.own_word(at(way, begun, 4, 10), withdraw=False)


def own_over(way: Way, begun: int) -> None:
    own(way, begun)
    way.close(at(way, begun, 40, 12))


def back(way: Way, begun: int) -> None:
    asked(way, begun)
    way.own_word(at(way, begun, 13, 10), withdraw=True)


def under_assessment(way: Way, begun: int) -> None:
    asked(way, begun, request=3)
    way.task(at(way, begun, 4, 9), due_on=way.calendar.day(way.number % 3 - 1))


def new(way: Way, begun: int) -> None:
    """A presumed victim: the first days, and the residence basis not known yet."""
    _without_the_centre(way, begun, residence=False)
    way.task(at(way, begun, 2, 9), due_on=way.calendar.day(way.number % 3 - 2))


def nobody(way: Way, begun: int) -> None:
    """A presumed victim for whom nobody has appointed a contact person."""
    way.know(at(way, begun, TALK, 9, 40), residence=False)


def court(way: Way, begun: int) -> None:
    """Decided two months ago; last month a court found otherwise."""
    decided(way, begun, "identified")
    day = way.calendar.last_month + timedelta(days=19)
    moment = way.calendar.moment(way.calendar.ago(day), 14)
    way.correct(moment, "not_identified", reason="court", decided_on=day, told=words.CORRECTIONS[1])
    way.tell(moment + timedelta(days=1))


def found(way: Way, begun: int) -> None:
    """Decided last month; what was found this month corrects it, with the day of the decision as it was."""
    decided(way, begun, "not_identified")
    moment = way.calendar.since_the_month_began(0.5)
    day = way.calendar.last_month + timedelta(days=8)
    way.correct(moment, "identified", reason="new_information", decided_on=day, told=words.CORRECTIONS[0])
    way.tell(way.calendar.since_the_month_began(0.6))
    way.ask_for_period(way.calendar.since_the_month_began(0.9))


def late(way: Way, begun: int) -> None:
    """Decided last month, and recorded this month only."""
    asked(way, begun)
    day = way.calendar.last_month + timedelta(days=23)
    way.decide(way.calendar.since_the_month_began(0.3), "identified", decided_on=day)
    way.tell(way.calendar.since_the_month_began(0.4))
    way.ask_for_period(way.calendar.since_the_month_began(0.85))


def fates() -> dict[str, Fate]:
    """What can become of a person under the law of the country."""
    # Only now: the ways in two stages are told with the words of this file.
    from mooring.demo.two_stages import IN_TWO_STAGES

    return FATES | IN_TWO_STAGES


FATES: dict[str, Fate] = {
    "over": over,
    "against": against,
    "against-over": against_over,
    "own": own,
    "own-over": own_over,
    "back": back,
    "asked": under_assessment,
    "new": new,
    "nobody": nobody,
    "running": running,
    "soon": period_granted,
    "alarm": alarm,
    "longer": longer,
    "legal": running,
    "more": more,
    "leave": leave,
    "court": court,
    "found": found,
    "late": late,
}


def _without_the_centre(way: Way, begun: int, *, residence: bool = True) -> None:
    way.appoint(at(way, begun, TALK, 9, 10))
    way.say_who(at(way, begun, TALK, 9, 20))
    way.know(at(way, begun, TALK, 9, 40), residence=residence)
    if way.lead.pk == way.talker.pk:
        way.talk(at(way, begun, TALK, 11), sections=3)
    way.note(at(way, begun, TALK + 1, 15))


def _review(way: Way, begun: int, day: int) -> date:
    """When the plan is looked at again: a month later, but in a case that still runs not before next week."""
    month_later = way.calendar.day(begun - day - 30)
    still_runs = begun < QUIET_DAYS
    return max(month_later, way.calendar.day(-7 - way.number % 9)) if still_runs else month_later
