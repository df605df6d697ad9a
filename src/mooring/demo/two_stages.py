"""What becomes of a person where the law decides in two stages: the first opens protection and the period, the last ends it."""

from __future__ import annotations

from mooring.demo.calendar_of_the_demo import QUIET_DAYS
from mooring.demo.fates import Fate, at, listened
from mooring.demo.way import Way

# Days after the signal. The first decision is aimed at within days; the last comes when it can.
REFERRED, FIRST, PLAN, LAST, TOLD, CLOSED = 3, 8, 12, 46, 47, 75


def referred(way: Way, begun: int) -> None:
    """The first decision is waited for."""
    listened(way, begun)
    way.ask_for_assessment(at(way, begun, REFERRED, 9))
    way.hear_authorities(at(way, begun, REFERRED, 11))


def recovering(way: Way, begun: int, *, closes: bool = False) -> None:
    """The first decision was positive: the period began with it, and nobody had to ask."""
    referred(way, begun)
    way.decide_stage(at(way, begun, FIRST, 13), positive=True)
    review = way.calendar.day(begun - PLAN - 30)
    coming = way.calendar.day(-7 - way.number % 9)
    way.plan(at(way, begun, PLAN, 14), review_on=review if closes else max(review, coming))
    if begun < QUIET_DAYS and not closes:
        way.task(at(way, begun, PLAN + 1, 9), due_on=way.calendar.day(-2 - way.number % 3))


def first_against(way: Way, begun: int) -> None:
    """The first decision was negative, and ended it."""
    referred(way, begun)
    way.decide_stage(at(way, begun, FIRST, 13), positive=False)
    way.tell(at(way, begun, FIRST + 1, 11))


def concluded(way: Way, begun: int, *, closes: bool = False) -> None:
    recovering(way, begun, closes=closes)
    way.decide(at(way, begun, LAST, 13, 30), "identified")
    way.tell(at(way, begun, TOLD, 11))


def concluded_against(way: Way, begun: int) -> None:
    recovering(way, begun)
    way.decide(at(way, begun, LAST, 13, 30), "not_identified")
    way.tell(at(way, begun, TOLD, 11))


def concluded_over(way: Way, begun: int) -> None:
    concluded(way, begun, closes=True)
    way.close(at(way, begun, CLOSED, 12))


def first_against_over(way: Way, begun: int) -> None:
    first_against(way, begun)
    way.close(at(way, begun, CLOSED, 12))


IN_TWO_STAGES: dict[str, Fate] = {
    "referred": referred,
    "recovering": recovering,
    "first-against": first_against,
    "concluded": concluded,
    "concluded-against": concluded_against,
    "concluded-over": concluded_over,
    "first-against-over": first_against_over,
}
