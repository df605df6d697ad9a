"""The journey, the arrival, asking how the person is some months later, and the close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Consent, take_the_place
from mooring.returns import house_rules, law_of_return, turns
from mooring.returns.answers import ConfirmedBy, Outcome
from mooring.returns.models import FollowUp, ReturnPath, ReturnPlan, ReturnStep
from mooring.returns.moving import address_of, move, on_a_day_that_was, require
from mooring.returns.over_there import SPOKEN_OF, Escort, Reached
from mooring.returns.return_states import ReturnState
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

PART = Compartment.SUPPORT
LONG_TERM = "return_long_term"
"""The purpose of a consent to be asked how one is after the support has ended."""


@deed("return.travel", on="path", compartment=PART)
def travel(*, by: Officer, path: ReturnPath, on: date | None = None) -> ReturnStep:
    """Record that the person has set out. Raises `Refused` where an escort is needed and nobody has been found."""
    case = path.case
    plan = ReturnPlan.objects.standing().filter(path=path, case=case).first()
    alone = plan is not None and plan.escort == Escort.NOT_NEEDED and law_of_return.is_child(case)
    if plan is not None and (plan.escort == Escort.TO_BE_FOUND or alone):
        reason = _("Somebody must go along, and nobody has been found yet.")
        raise house_rule("return.travel", by, case, reason, _("Find somebody, write it in the plan; then go."))
    desk, day = turns.planner_desk(path, by), on or clock.today()
    step = move(path, ReturnState.TRAVELLING, "return.travel", by=by, happened_on=day, pen_desk=desk)
    turns.done_with(case, turns.TRAVEL, by=by)
    due = max(day + house_rules.HEAR_OF_ARRIVAL, clock.today())
    turns.wait(case, turns.ARRIVAL, due, by=by, desk=desk, finding=house_rules.due("hear_of_arrival", clock.today()))
    turns.tell("return.travelling", case, turns.team_desk(case, by), by=by, address=address_of(case))
    return step


@deed("return.not_travelled", on="path", compartment=PART)
def not_travelled(*, by: Officer, path: ReturnPath, words: str = "") -> ReturnStep:
    """Record that the journey did not take place, or the person turned back: the plan stands again."""
    desk = turns.planner_desk(path, by)
    step = move(path, ReturnState.PLANNED, "return.not_travelled", by=by, pen_desk=desk, words=words)
    turns.done_with(path.case, turns.ARRIVAL, by=by)
    return step


@deed("return.arrive", on="path", compartment=PART)
def arrive(*, by: Officer, path: ReturnPath, confirmed_by: str, on: date | None = None, words: str = "") -> ReturnStep:
    """Record that the person has arrived, and who says so. From that day on the months are counted."""
    case, desk = path.case, turns.planner_desk(path, by)
    step = move(
        path,
        ReturnState.ARRIVED,
        "return.arrive",
        by=by,
        happened_on=on,
        reasons=(ConfirmedBy(confirmed_by).value,),
        pen_desk=desk,
        words=words,
    )
    turns.done_with(case, turns.ARRIVAL, by=by)
    _ask_next(path, by=by)
    turns.tell("return.arrived", case, turns.team_desk(case, by), by=by, address=address_of(case))
    return step


@deed("return.follow_up", on="path", compartment=PART)
def follow_up(
    *,
    by: Officer,
    path: ReturnPath,
    month: int,
    reached: str,
    statuses: Mapping[str, str],
    exploited_again: str = "not_known",
    asked_on: date | None = None,
    words: str = "",
) -> FollowUp:
    """Write down how the person is, so many months after arrival; a second time in the same month corrects the first.

    Raises `Refused` for a month in which nobody asks, one that has not come, or one after the support has ended without consent.
    """
    verb, case, day = "return.follow_up", path.case, asked_on or clock.today()
    standing = require(path, verb, by=by)
    arrived = arrived_on(path)
    assert arrived is not None
    on_a_day_that_was(verb, by, case, day, arrived)
    if month not in law_of_return.follow_up_months(arrived):
        raise house_rule(verb, by, case, _("Nobody asks after so many months."), _("Choose one of the months."))
    if day < law_of_return.due_after(arrived, month) - house_rules.EARLY:
        raise house_rule(
            verb, by, case, _("So many months have not passed yet."), _("Ask within two weeks of that day.")
        )
    if month > law_of_return.months_with_support(arrived) and not agreed_to_long_term(case):
        raise house_rule(
            verb,
            by,
            case,
            _("The support has ended by then: somebody asks only where the person agreed to it."),
            _("Record the person's consent to be asked later, or close the return."),
        )
    spoken = reached in SPOKEN_OF
    earlier = FollowUp.objects.standing().filter(path=path, case=case, month=month).first()
    made = FollowUp(
        case=case,
        path=path,
        month=month,
        asked_on=day,
        reached=reached,
        exploited_again=exploited_again if spoken else "not_known",
        recorded_by=by,
        **(dict(statuses) if spoken else {}),
    )
    made.seal_words(words=words)
    take_the_place(earlier, made)
    if standing.state == ReturnState.ARRIVED:
        move(path, ReturnState.FOLLOWED_UP, verb, by=by, happened_on=day, pen_desk=turns.planner_desk(path, by))
    _ask_next(path, by=by)
    return made


@deed("return.close", on="path", compartment=PART)
def close(*, by: Officer, path: ReturnPath, outcome: str, words: str = "") -> ReturnStep:
    """Close a return, with what came of it. Nothing more is due; another one can be offered later."""
    reasons = (Outcome(outcome).value,)
    step = move(path, ReturnState.CLOSED, "return.close", by=by, reasons=reasons, words=words)
    turns.done_with(path.case, by=by)
    return step


def arrived_on(path: ReturnPath) -> date | None:
    """The day of the last arrival of a path, or none."""
    arrived = ReturnStep.objects.filter(path=path, case_id=path.case_id, state=ReturnState.ARRIVED)
    day: date | None = arrived.order_by("-happened_on").values_list("happened_on", flat=True).first()
    return day


def agreed_to_long_term(case: Case) -> bool:
    """Whether the person agreed to be asked how she or he is after the support has ended, and still does."""
    return Consent.objects.running(case).filter(purpose=LONG_TERM).exists()


def months_left(path: ReturnPath, arrived: date) -> list[int]:
    """The months at which somebody is still to ask: those with support, and the later ones where the person agreed."""
    asked = FollowUp.objects.standing().filter(path=path, case_id=path.case_id)
    if asked.filter(reached=Reached.WISHES_NOT).exists():
        return []
    done = max(asked.values_list("month", flat=True), default=0)
    most = law_of_return.months_with_support(arrived)
    later = agreed_to_long_term(path.case)
    return [month for month in law_of_return.follow_up_months(arrived) if month > done and (month <= most or later)]


def _ask_next(path: ReturnPath, *, by: Officer) -> None:
    """Set the next day on which somebody asks, or none where all have."""
    arrived = arrived_on(path)
    assert arrived is not None
    left = months_left(path, arrived)
    if not left:
        turns.done_with(path.case, turns.FOLLOW_UP, by=by)
        return
    finding = law_of_return.follow_ups(arrived) or house_rules.due("follow_up", clock.today())
    day = law_of_return.due_after(arrived, left[0])
    turns.wait(path.case, turns.FOLLOW_UP, day, by=by, desk=turns.planner_desk(path, by), finding=finding)
