"""What waits on the day at the desks beside the team: the municipality, the representative, the police, and the house for men.

A child that was missing and came back, another that is missing now; help that the municipality pays; a place that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from mooring.casework import actions as casework
from mooring.casework import known
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.stages import Stage
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import Cast
from mooring.demo.children import MUNICIPALITY, REPRESENTATIVE
from mooring.referral import actions as referral
from mooring.referral.models import Referral
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import children
from mooring.support.actions import child_missing
from mooring.support.actions import service_requests as help_asked
from mooring.support.models import Came, ServiceRequest

TEAM, KEEPER = ("bjorn", "astrid"), "magnus"
WAS_MISSING, CAME_BACK = 12, 11
AGREE = "Say what you think of the plan, when you have talked with the child."
SCHOOL = "Find a place at school near where the child lives, and tell us who the teacher is."
NO_BED = "The person has nowhere to sleep from tomorrow. One room is enough."


def play(calendar: Calendar, cast: Cast) -> None:
    """Give the desks beside the team what waits for them; nothing in a country whose demo has no such desks."""
    if not {*TEAM, REPRESENTATIVE, MUNICIPALITY, KEEPER} <= set(cast.officers):
        return
    found = [(lead, case, came) for lead in (cast[name] for name in TEAM) for case, came in _children_of(lead)]
    alone = [(lead, case) for lead, case, came in found if came == Came.UNACCOMPANIED]
    for (lead, case), is_over in zip(reversed(alone), (True, False), strict=False):
        _missing(calendar, cast, lead, case, is_over=is_over)
    for lead, case, came in found:
        if came == Came.ACCOMPANIED:
            _of_the_municipality(calendar, cast, lead, case)
    _a_place_is_asked_for(calendar, cast)


def _children_of(lead: Officer) -> Iterator[tuple[Case, str]]:
    """The children in the hands of an officer, whose path is known, and how each came; the longest known first."""
    with acting_as(lead):
        for case in Case.objects.with_stage().filter(opened_by=lead).order_by("opened_at", "id"):
            path = children.path_of(case) if children.is_child(case) else None
            if path is not None and getattr(case, "stage", None) != Stage.CLOSED:
                yield case, path.came


def _missing(calendar: Calendar, cast: Cast, lead: Officer, case: Case, *, is_over: bool) -> None:
    """An alarm, what was done, and for one of them how it ended; the representative has a word to say as well."""
    day, hour = (WAS_MISSING, 19) if is_over else (0, 0)
    steps = (("rang_child", "Rang four times; the telephone is off."), ("looked", "At the station, on the north side."))
    sounded = calendar.moment(day, hour) if is_over else calendar.now - timedelta(hours=2)
    with clock.at(sounded):
        child_missing.raise_alarm(by=lead, case=_fresh(case), missing_since=sounded - timedelta(hours=1))
    for number, (kind, said) in enumerate(steps, start=1):
        with clock.at(sounded + timedelta(minutes=8 * number)):
            child_missing.log_step(by=lead, case=_fresh(case), kind=kind, words=said)
    if is_over:
        with clock.at(calendar.moment(CAME_BACK, 7)):
            child_missing.record_found(
                by=lead, case=_fresh(case), how="came_back", words="Slept in a stairway; nobody had harmed the child."
            )
        with clock.at(calendar.moment(1, 14)):
            casework.set_task(
                by=lead, case=_fresh(case), words=AGREE, officer=cast[REPRESENTATIVE], due_on=calendar.day(-1)
            )


def _of_the_municipality(calendar: Calendar, cast: Cast, lead: Officer, case: Case) -> None:
    """The case is opened to the municipality, which finds a school, pays what it pays by rule, and is asked for more."""
    desk, yesterday = cast[MUNICIPALITY].desk, calendar.moment(1, 13)
    for part in (Compartment.CORE, Compartment.SUPPORT):
        with clock.at(yesterday):
            casework.give_access(by=lead, case=_fresh(case), compartment=part, desk=desk)
    with clock.at(yesterday + timedelta(minutes=5)):
        casework.set_task(by=lead, case=_fresh(case), words=SCHOOL, desk=desk, due_on=calendar.day(-2))
    with clock.at(yesterday + timedelta(minutes=10)):
        paid_by_rule = help_asked.ask(by=lead, case=_fresh(case), service="allowance", estimate=140_000, desk=desk)
    _given(lead, paid_by_rule, yesterday + timedelta(minutes=20))
    with clock.at(yesterday + timedelta(minutes=40)):
        help_asked.ask(
            by=lead,
            case=_fresh(case),
            service="hospital",
            payer="municipality",
            payer_because="they_agreed",
            estimate=260_000,
            desk=desk,
        )


def _given(lead: Officer, request: ServiceRequest, moment: datetime) -> None:
    """Booked, given, and the bill sent on."""
    steps: tuple[Callable[[ServiceRequest], object], ...] = (
        lambda seen: help_asked.book(by=lead, request=seen, on_day=clock.today()),
        lambda seen: help_asked.deliver(by=lead, request=seen),
        lambda seen: help_asked.invoice(by=lead, request=seen, amount=140_000, number="00300"),
    )
    for number, step in enumerate(steps):
        with clock.at(moment + timedelta(minutes=number)):
            with acting_as(lead):
                seen = ServiceRequest.objects.get(pk=request.pk)
            step(seen)


def _a_place_is_asked_for(calendar: Calendar, cast: Cast) -> None:
    """The house for men is asked for a place, by the way that anybody is asked."""
    lead, keeper = cast[TEAM[0]], cast[KEEPER]
    with acting_as(lead):
        own = Case.objects.with_stage().filter(opened_by=lead).order_by("-opened_at", "id")
        open_ones = (one for one in own if getattr(one, "stage", None) != Stage.CLOSED)
        case = next(
            (one for one in open_ones if known.known(one, "gender") == "man" and not children.is_child(one)), None
        )
    if case is None:
        return
    moment, pieces = calendar.now - timedelta(hours=1), ("person", "languages")
    with clock.at(moment):
        consent = casework.give_consent(
            by=lead,
            case=_fresh(case),
            kind="share",
            purpose="housing",
            recipient=keeper.agency,
            parts=pieces,
            explained_how="interpreter",
            language="en",
            given_how="spoken",
        )
    with clock.at(moment + timedelta(minutes=2)):
        asked = referral.draft(
            by=lead,
            case=_fresh(case),
            need="housing",
            urgency="today",
            ground="consent",
            consent=consent,
            pieces=pieces,
            to_desk=keeper.desk,
            message=NO_BED,
        )
    with clock.at(moment + timedelta(minutes=4)):
        with acting_as(lead):
            fresh = Referral.objects.select_related("to_desk", "from_desk").get(pk=asked.pk)
        referral.send(by=lead, referral=fresh)


def _fresh(case: Case) -> Case:
    return Case(pk=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at, opened_by_id=case.opened_by_id)
