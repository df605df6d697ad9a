"""Referrals in the demo: what the team of the last night asked of others, one in every state in which a referral can stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle

from mooring.casework import actions as casework
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.way import Way
from mooring.referral import actions, ladder
from mooring.referral.models import Referral
from mooring.safeguards import clock
from mooring.safeguards.models import AgencyKind, Officer, Posting
from mooring.safeguards.officer_in_charge import acting_as

DAYS_AGO = 1
PIECES = ("person", "languages")
LADDER = tuple(timedelta(minutes=minutes) for minutes in (40, 70, 130, 190))
Step = Callable[[Officer, Officer, Referral], object]

STEPS: dict[str, Step] = {
    "send": lambda sender, receiver, it: actions.send(by=sender, referral=it),
    "receive": lambda sender, receiver, it: actions.receive(by=receiver, referral=it),
    "accept": lambda sender, receiver, it: actions.accept(
        by=receiver, referral=it, words="We meet tomorrow at ten, at our place. Ring the desk before."
    ),
    "decline": lambda sender, receiver, it: actions.decline(
        by=receiver, referral=it, reason="no_capacity", words="In two weeks we have room again."
    ),
    "return": lambda sender, receiver, it: actions.give_back(
        by=receiver, referral=it, reason="more_is_needed", words="May we ring, and at which hours?"
    ),
    "finish": lambda sender, receiver, it: actions.finish(
        by=receiver, referral=it, outcome="need_met", words="The first talks went well. They go on every week."
    ),
    "withdraw": lambda sender, receiver, it: actions.withdraw(by=sender, referral=it, reason="met_elsewhere"),
    "write": lambda sender, receiver, it: actions.feedback(
        by=receiver, referral=it, words="Which of you is there in the afternoon?"
    ),
}
# which of the people of the night, hour, need, urgency, the steps it took
STORIES: tuple[tuple[int, int, str, str, tuple[str, ...]], ...] = (
    (0, 17, "legal_advice", "week", ("send", "receive", "decline")),
    (0, 18, "counselling", "ordinary", ("send", "receive", "accept", "finish")),
    (0, 19, "meeting_place", "ordinary", ()),
    (1, 17, "psychological_care", "today", ("send", "receive", "accept")),
    (1, 18, "legal_advice", "week", ("send", "receive", "return")),
    (1, 19, "health_care", "week", ("send", "withdraw")),
    (2, 18, "legal_advice", "week", ("send", "receive", "write")),
    (2, 19, "counselling", "week", ("send",)),
)


def play(calendar: Calendar, ways: tuple[Way, ...]) -> None:
    """Tell what was asked of others since the night; nothing where no other organisation serves."""
    receivers = _receivers(ways[0])
    if not receivers:
        return
    asked = cycle(receivers)
    for number, (whose, hour, need, urgency, steps) in enumerate(STORIES):
        way, receiver = ways[whose], next(asked)
        moment = calendar.moment(DAYS_AGO, hour, number)
        referral = _written(way, receiver, need, urgency, moment)
        _told(way, receiver, referral, steps, moment)
        if steps[-1:] == ("decline",):
            _asked_elsewhere(way, referral, next(asked), moment + timedelta(minutes=40))
    _nobody_answers(ways[2], next(asked), calendar.moment(DAYS_AGO, 20))


def _receivers(way: Way) -> list[Officer]:
    """Social workers of other organisations and shelters, each agency once."""
    serving = Posting.objects.running().filter(
        role="social_worker", desk__agency__kind__in=(AgencyKind.SHELTER, AgencyKind.NGO)
    )
    by_agency = {each.desk.agency_id: each.officer for each in serving.select_related("officer", "desk").order_by("pk")}
    by_agency.pop(way.lead.agency.pk, None)
    return sorted(by_agency.values(), key=lambda each: each.name)


def _written(way: Way, receiver: Officer, need: str, urgency: str, moment: datetime) -> Referral:
    with way.at(moment) as case:
        consent = casework.give_consent(
            by=way.lead,
            case=case,
            kind="share",
            purpose=need,
            recipient=receiver.agency,
            parts=PIECES,
            explained_how="interpreter",
            language=way.person.language,
            given_how="spoken",
        )
    with way.at(moment + timedelta(seconds=20)) as case:
        return actions.draft(
            by=way.lead,
            case=case,
            need=need,
            urgency=urgency,
            ground="consent",
            consent=consent,
            pieces=PIECES,
            to_desk=receiver.desk,
            message="The person knows that you are asked, and wishes it.",
        )


def _told(way: Way, receiver: Officer, referral: Referral, steps: tuple[str, ...], moment: datetime) -> None:
    for number, step in enumerate(steps, start=1):
        by = way.lead if step in ("send", "withdraw") else receiver
        with clock.at(moment + timedelta(minutes=6 * number)):
            with acting_as(by):
                fresh = Referral.objects.select_related("to_desk", "from_desk").get(pk=referral.pk)
            STEPS[step](way.lead, receiver, fresh)


def _asked_elsewhere(way: Way, declined: Referral, other: Officer, moment: datetime) -> None:
    with way.at(moment) as case:
        consent = casework.give_consent(
            by=way.lead,
            case=case,
            kind="share",
            purpose=declined.need,
            recipient=other.agency,
            parts=PIECES,
            explained_how="interpreter",
            language=way.person.language,
            given_how="spoken",
        )
    with way.at(moment + timedelta(seconds=20)) as case:
        with acting_as(way.lead):
            fresh = Referral.objects.get(pk=declined.pk)
        fresh.case = case
        again = actions.reroute(by=way.lead, referral=fresh, to_desk=other.desk, consent=consent)
    _told(way, other, again, ("send",), moment)


def _nobody_answers(way: Way, receiver: Officer, moment: datetime) -> None:
    """One that must be answered within the hour, and is not: it climbs the ladder, and comes back."""
    referral = _written(way, receiver, "health_care", "now", moment)
    _told(way, receiver, referral, ("send",), moment - timedelta(minutes=5))
    for later in LADDER:
        with clock.at(moment + later):
            ladder.climb()
