"""Goals are the person's own: they stand, are reached, change or are let go; the plan is looked at again, and progress is shown."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.casework import actions as casework
from mooring.casework.models import AlreadySuperseded, Case, Deadline
from mooring.casework.own_file import sections
from mooring.referral.pieces import written
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import turns
from mooring.support.actions.plan import review_plan, write_plan
from mooring.support.actions.plan_goals import answer_goal, choose_goal, goals_of
from mooring.support.goal_states import GOAL_STATES, GoalState
from mooring.support.models import NeedsAssessment, Plan, PlanGoal
from mooring.support.needs import Asked, Domain, NeedLevel
from mooring.support.progress import Talk, progress, progress_of
from tests.cast import Cast
from tests.support.conftest import another_request

FIRST, AGAIN = date(2026, 10, 1), date(2026, 11, 1)


def stands(case: Case, officers: Cast, number: int = 1) -> PlanGoal:
    with acting_as(officers.social_worker):
        goal: PlanGoal = PlanGoal.objects.standing().get(case=case, number=number)
        goal.case = case
    return goal


def goal_in(state: str, case: Case, officers: Cast) -> PlanGoal:
    lead = officers.social_worker
    goal = choose_goal(by=lead, case=case, domain="work", goal="A job by day.", chosen_on=FIRST)
    return goal if state == "open" else answer_goal(by=lead, goal=goal, state=state, since=FIRST, becomes="Any job.")


@pytest.mark.parametrize(("source", "target"), list(product(GoalState, GoalState)))
def test_a_goal_goes_where_its_table_lets_it_and_nowhere_else(
    source: str, target: str, case: Case, officers: Cast
) -> None:
    goal = goal_in(source, case, officers)
    if GOAL_STATES.may(source, target):
        later = answer_goal(by=officers.social_worker, goal=goal, state=target, becomes="A course.")
        assert later.state == target
        assert later.words("goal") == "A job by day."
    else:
        with pytest.raises(Refused):
            answer_goal(by=officers.social_worker, goal=goal, state=target, becomes="A course.")


def test_a_goal_that_changes_is_followed_by_a_goal_of_its_own(case: Case, officers: Cast) -> None:
    goal = goal_in("open", case, officers)
    with pytest.raises(Refused):
        answer_goal(by=officers.social_worker, goal=goal, state="changed")
    answer_goal(by=officers.social_worker, goal=goal, state="changed", becomes="A course first.", said="Step by step.")
    new = stands(case, officers, 2)
    assert (new.follows, new.words("goal"), new.state) == (1, "A course first.", "open")
    with acting_as(officers.social_worker):
        assert progress_of(case).chosen == 1, "it is the same wish in other words"


def test_two_who_write_down_where_a_goal_stands_do_not_write_over_each_other(case: Case, officers: Cast) -> None:
    goal = goal_in("open", case, officers)
    seen_by_both = stands(case, officers)
    answer_goal(by=officers.social_worker, goal=goal, state="reached")
    with pytest.raises(AlreadySuperseded):
        answer_goal(by=officers.colleague, goal=seen_by_both, state="let_go")
    assert stands(case, officers).state == "reached"


def test_a_goal_begins_when_it_is_chosen_and_has_words(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    for wrong in ({"goal": "  "}, {"goal": "Sleep.", "chosen_on": clock.today() + timedelta(days=1)}):
        with pytest.raises(Refused):
            choose_goal(by=lead, case=case, domain="health", **wrong)
    goal = goal_in("open", case, officers)
    with pytest.raises(Refused):
        answer_goal(by=lead, goal=goal, state="reached", since=FIRST - timedelta(days=1))


@pytest.mark.parametrize("who", ["stranger", "caseworker", "assessor", "police", "shelter", "unposted"])
def test_only_the_team_writes_goals_and_reviews(who: str, case: Case, officers: Cast) -> None:
    goal = goal_in("open", case, officers)
    write_plan(by=officers.social_worker, case=case, needs={})
    other, theirs = getattr(officers, who), another_request(case)
    goal.case = theirs
    for deed in (
        lambda: choose_goal(by=other, case=theirs, domain="work", goal="Not hers to write."),
        lambda: answer_goal(by=other, goal=goal, state="reached"),
        lambda: review_plan(by=other, case=theirs, needs={}),
    ):
        with pytest.raises(Refused):
            deed()
    if who != "assessor":
        with acting_as(other):
            assert not PlanGoal.objects.exists()
            assert not NeedsAssessment.objects.exists()


def test_a_plan_from_before_needs_were_asked_one_by_one_is_looked_at_again_all_the_same(
    case: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    with acting_as(lead):
        old = Plan(
            case=case, version=1, talked_on=FIRST, review_on=AGAIN, needs_in=["work"], assent="agreed", recorded_by=lead
        )
        old.seal_words(needs='{"work": "Wages owed."}', goals="Sleep.", services="", own_words="", disagreement="")
        old.save(force_insert=True)
        assert progress_of(case).lines == ()
    plan = review_plan(by=lead, case=case, needs=old.needs(), asked=Asked(levels={"work": "urgent"}))
    with acting_as(lead):
        assert (plan.version, Plan.objects.get(pk=old.pk).superseded_by_id) == (2, plan.pk)
        assert progress_of(case).talks == (Talk(2, plan.talked_on),)


def test_a_review_writes_the_next_version_says_where_goals_stand_and_sets_the_next_day(
    case: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    with pytest.raises(Refused):
        review_plan(by=lead, case=case, needs={})  # there is nothing to look at again
    asked = Asked(levels={"work": "urgent", "safety": "some"}, risks=["debt"], risk_words="Somebody calls at night.")
    write_plan(by=lead, case=case, needs={"health": "A dentist."}, talked_on=FIRST, asked=asked)
    for number in (1, 2):
        choose_goal(by=lead, case=case, domain="work", goal=f"Goal {number}.", chosen_on=FIRST)
    plan = review_plan(
        by=lead,
        case=case,
        needs={},
        talked_on=AGAIN,
        review_on=date(2027, 2, 1),
        assent="agreed",
        asked=Asked(levels={"work": "none"}, explained_by="writer", language="ro", interpreting="remote"),
        answers={1: "reached", 2: "open"},
    )
    with acting_as(lead):
        assert [goal.state for goal in goals_of(case)] == ["open", "reached"]
        assert stands_since(case) == AGAIN
        shown = progress_of(case)
        assert [talk.version for talk in shown.talks] == [1, 2]
        levels = {line.domain: line.levels for line in shown.lines}
        assert levels[Domain.WORK] == (NeedLevel.URGENT, NeedLevel.NONE)
        assert levels[Domain.HEALTH] == (NeedLevel.SOME, NeedLevel.NOT_ASKED), "a need in words is some need"
        assert [(first, last) for _name, first, last in shown.moved()] == [(NeedLevel.URGENT, NeedLevel.NONE)]
        assert Deadline.objects.open().get(case=case, kind=turns.PLAN_REVIEW).due_at == clock.end_of(date(2027, 2, 1))
        assert NeedsAssessment.objects.standing().get(case=case).plan_id == plan.pk
        assert [lines for _piece, lines in written(case, ["plan_goals"])] == [[("Work", "Goal 2.")]]
        file = str(next(section for section in sections(lead, case) if section.code == "support_plan"))
        assert "Somebody calls at night." in file
        assert "Goal 1." in file
    with pytest.raises(Refused):
        review_plan(by=lead, case=case, needs={}, answers={2: "changed"})
    with acting_as(lead):
        assert Plan.objects.standing().get(case=case).version == 2, "of a review that is refused nothing stays"


def stands_since(case: Case) -> date:
    return next(goal.since for goal in goals_of(case) if goal.state == "reached")


def test_needs_belong_to_a_plan_of_the_same_case(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    plan = write_plan(by=lead, case=case, needs={})
    another = casework.open_case(by=lead)
    with acting_as(lead), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        NeedsAssessment(case=another, plan=plan, occasion="first", recorded_by=lead).save(force_insert=True)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    levels=st.lists(st.dictionaries(st.sampled_from(Domain.values), st.sampled_from(NeedLevel.values)), max_size=6),
    states=st.lists(st.sampled_from([state.value for state in GoalState]), max_size=8),
)
def test_progress_counts_every_goal_once_and_every_talk_in_every_line(
    levels: list[dict[str, str]], states: list[str]
) -> None:
    shown = progress([Talk(n, FIRST) for n in range(len(levels))], levels, states)
    assert sum(shown.goals.values()) == len(states)
    assert shown.chosen == len([state for state in states if state != "changed"])
    assert all(len(line.levels) == len(levels) for line in shown.lines)
    asked = {part for one in levels for part, level in one.items() if level != NeedLevel.NOT_ASKED}
    assert {line.domain.value for line in shown.lines} == asked
