"""What people in the demo are told, and what some of them claim: at the first talk, after the decision, and in the weeks that follow.

Chosen by the number of the person, never by the dice, so that the other stories stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from mooring.casework.models import Case
from mooring.demo import children
from mooring.justice import actions as justice
from mooring.justice.law_of_redress import kinds_of_claims, measures_of
from mooring.justice.models import Claim
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions import information
from mooring.support.told import topics

if TYPE_CHECKING:
    from mooring.demo.calendar_of_the_demo import Calendar
    from mooring.demo.way import Way

FIRST = ("rights", "data_protection", "compensation", "non_punishment")
NEXT = ("reflection_period", "asylum", "permits", "prepared_return", "complaint")
ASKED = "Asked twice who may read what is written, and wishes to hear it once more."
LATE = "The papers were taken, and somebody stood at the door. Nobody could be rung for weeks."
CARE = ("separate_waiting_room", "support_person", "own_interpreter")


def told_at_first(way: Way, moment: datetime) -> None:
    """The first matters, at the first talk; with some, one of them has to be told again."""
    again = way.number % 4 == 0
    _tell(way, moment, FIRST, {"data_protection": "repeat"} if again else {}, ASKED if again else "")


def told_after_the_decision(way: Way, moment: datetime) -> None:
    """What follows from a decision; on paper too, with a few who cannot read it."""
    _tell(way, moment, NEXT, {"prepared_return": "not_understood"} if way.number % 7 == 0 else {}, "")


def _tell(way: Way, moment: datetime, matters: tuple[str, ...], but: dict[str, str], words: str) -> None:
    known = topics()
    told = {topic: but.get(topic, "understood") for topic in matters if topic in known}
    spoken = way.person.language in ("en", "da")
    with way.at(moment) as case:
        information.tell(
            by=way.lead,
            case=case,
            topics=told,
            language=way.person.language,
            channel=("talk", "talk", "paper", "telephone")[way.number % 4],
            interpreting="none" if spoken else ("present", "telephone")[way.number % 2],
            words=words,
        )


def claimed(way: Way, moment: datetime) -> None:
    """One in six claims compensation in the weeks after the decision; the report came late, and why is on record."""
    if way.number % 6 != 1 or "state_fund" not in kinds_of_claims():
        return
    until = way.calendar.moment(0, 0)  # nothing is told that is still to come
    steps: tuple[tuple[int, Callable[[Case], object]], ...] = (
        (2, lambda case: justice.consider_claim(by=way.lead, case=case, kind="state_fund", ended_on=_ended(moment))),
        (9, lambda case: _of(way, case, "file")),
        (29, lambda case: _of(way, case, "decide")),
    )
    for days, step in steps:
        then = moment + timedelta(days=days)
        if then < until:
            children.agree(way, then, "claim")
            with way.at(then) as case:
                step(case)


def play(calendar: Calendar, days_ago: int, with_right: Way, hurt: Way) -> None:
    """After the last night: hours to report that still run, a lawyer asked for, care offered, and a day in court ahead."""
    if "state_fund" in kinds_of_claims():
        with hurt.at(calendar.moment(days_ago, 16)) as case:
            happened = clock.now() - timedelta(hours=19)
            justice.consider_claim(
                by=hurt.lead, case=case, kind="state_fund", happened_at=happened, ended_on=happened.date()
            )
    with hurt.at(calendar.moment(days_ago, 16, 10)) as case:
        justice.record_lawyer(by=hurt.lead, case=case, stands="asked_for")
    with with_right.at(calendar.moment(days_ago, 16, 20)) as case:
        offered = [measure for measure in CARE if measure in measures_of(case)]
        for measure in offered:
            justice.record_measure(by=with_right.lead, case=case, measure=measure, state="offered")
    with with_right.at(calendar.moment(days_ago, 16, 40)) as case:
        for measure, answer in zip(offered, ("wished", "wished", "declined"), strict=False):
            justice.record_measure(by=with_right.lead, case=case, measure=measure, state=answer)
        justice.record_hearing(
            by=with_right.lead,
            case=case,
            kind="court",
            held_at=calendar.moment(-9, 10),
            place="An invented court, room 3",
            agreed="We meet at the side door at half past nine, and go home together.",
        )


def _ended(moment: datetime) -> date:
    return moment.date() - timedelta(days=30)


def _of(way: Way, case: Case, step: str) -> None:
    with acting_as(way.lead):
        claim = Claim.objects.standing().get(case=case, kind="state_fund")
    claim.case = case
    if step == "file":
        justice.file_claim(
            by=way.lead, claim=claim, asked_minor=9_500_000, exception="held_or_controlled", exception_words=LATE
        )
    elif way.number % 4 == 3:
        justice.decide_claim(by=way.lead, claim=claim, rejected_because="no_loss_proven")
    else:
        justice.decide_claim(by=way.lead, claim=claim, awarded_minor=6_000_000 + 10_000 * way.number)
