"""The goals that the person chose: a new one, and what the person says of where one stands."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, anew
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import goal_states
from mooring.support.goal_states import GOAL_STATES, GoalState
from mooring.support.models import PlanGoal
from mooring.support.needs import ChosenBy, Domain

CHOOSE = "goal.choose"
ANSWER = "goal.answer"


@deed(CHOOSE, on="case", compartment=Compartment.SUPPORT)
def choose_goal(
    *,
    by: Officer,
    case: Case,
    domain: str,
    goal: str,
    chosen_by: str = ChosenBy.PERSON,
    chosen_on: date | None = None,
) -> PlanGoal:
    """Write down a goal that the person chose, in the person's words. Raises `Refused` when there are none."""
    if not goal.strip():
        raise house_rule(CHOOSE, by, case, _("No goal is written."), _("Write it in the person's words."))
    day = _not_ahead(CHOOSE, by, case, chosen_on)
    return _begin(by, case, Domain(domain), goal, ChosenBy(chosen_by), day)


@deed(ANSWER, on="goal", compartment=Compartment.SUPPORT)
def answer_goal(
    *, by: Officer, goal: PlanGoal, state: str, since: date | None = None, said: str = "", becomes: str = ""
) -> PlanGoal:
    """Write down what the person says of a goal: reached, let go, taken up again, or changed into another, whose words are `becomes`.

    Answers the goal as it stands now; a changed one is followed by a goal of its own. Raises `Refused` for a move that a goal cannot
    make or a changed goal without words, and `AlreadySuperseded` when somebody else wrote in the meantime.
    """
    case = goal.case
    day = _not_ahead(ANSWER, by, case, since)
    wanted = GoalState(state)
    if wanted == GoalState.CHANGED and not becomes.strip():
        reason = _("The goal was changed, and nothing is written about what it is now.")
        raise house_rule(ANSWER, by, case, reason, _("Write the new goal in the person's words."))
    stands = _stand(ANSWER, by, case, goal, wanted, day, said)
    if wanted == GoalState.CHANGED:
        _begin(by, case, Domain(goal.domain), becomes, ChosenBy(goal.chosen_by), day, follows=goal.number)
    return stands


def answer_at_review(verb: str, *, by: Officer, case: Case, number: int, state: str, on: date) -> None:
    """What the person says of a goal while the plan is looked at again, within that deed. Raises `Refused`."""
    goal = PlanGoal.objects.standing().filter(case=case, number=number).first()
    if goal is None or goal.state == state:
        return
    if state == GoalState.CHANGED:
        reason = _("What a goal was changed into is written on the page of that goal.")
        raise house_rule(verb, by, case, reason, _("Leave it as it is here, and change it there."))
    goal.case = case
    _stand(verb, by, case, goal, GoalState(state), max(on, goal.since), "")


def goals_of(case: Case) -> list[PlanGoal]:
    """The goals as they stand, the open ones first, in the order in which they were chosen; sharing the case and its key."""
    found = list(PlanGoal.objects.standing().filter(case=case).order_by("number"))
    for goal in found:
        goal.case = case
    return sorted(found, key=lambda goal: not goal.is_open)


def _stand(verb: str, by: Officer, case: Case, goal: PlanGoal, state: GoalState, day: date, said: str) -> PlanGoal:
    if not GOAL_STATES.may(goal.state, state):
        reason = _("A goal that stands as “%(now)s” cannot become “%(then)s”.") % {
            "now": goal_states.label(goal.state),
            "then": goal_states.label(state),
        }
        raise house_rule(verb, by, case, reason, _("Choose another answer, or write down a new goal."))
    if day < goal.since:
        reason = _("It would stand so before it stood as it does now.")
        raise house_rule(verb, by, case, reason, _("Give a later day."))
    later = anew(goal, by, case=case, state=state, since=day)
    later.seal_words(goal=goal.words("goal"), said=said)
    goal.supersede(later)
    return later


def _begin(
    by: Officer, case: Case, domain: Domain, words: str, chosen_by: ChosenBy, day: date, follows: int | None = None
) -> PlanGoal:
    last = PlanGoal.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    goal = PlanGoal(
        case=case,
        number=last + 1,
        domain=domain,
        chosen_by=chosen_by,
        chosen_on=day,
        state=GoalState.OPEN,
        since=day,
        follows=follows,
        recorded_by=by,
    )
    goal.seal_words(goal=words)
    goal.save(force_insert=True)
    return goal


def _not_ahead(verb: str, by: Officer, case: Case, day: date | None) -> date:
    if day is not None and day > clock.today():
        raise house_rule(verb, by, case, _("This day has not come yet."), _("Correct the day."))
    return day or clock.today()
