"""What is open beside the plan, on the case page: the next talk, the goals, what the person said; and the steps of those who stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.panels import Panel
from mooring.safeguards import clock, state_tables
from mooring.safeguards.models import Officer
from mooring.support import panel
from mooring.support.actions.milestones import DEADLINE, milestones_of
from mooring.support.actions.plan import standing_plan
from mooring.support.actions.plan_goals import goals_of
from mooring.support.goal_states import GOAL_STATES
from mooring.support.panel import Way
from mooring.support.staying import stays

PART = Compartment.SUPPORT
REVIEW: Way = (_("Look at the plan again"), "plan.review", "plan_review", PART)
COPY: Way = (_("A copy for the person"), "plan.copy", "plan_copy", PART)
CHOOSE: Way = (_("Write down a goal"), "goal.choose", "goal_choose", PART)
ANSWERS: Way = ("", "goal.answer", "plan", PART)
SAID: Way = (_("What the person says of staying"), "staying.note", "staying_note", PART)
STEP: Way = (_("Write down a step"), "milestone.write", "milestone_write", PART)
CHANGES: Way = ("", "milestone.change", "milestones", PART)

LABELS: dict[str, Any] = {
    "plan.review": _("Plan looked at again"),
    "plan.copy": _("Copy of the plan made for the person"),
    "goal.choose": _("Goal chosen"),
    "goal.answer": _("The person said where a goal stands"),
    "staying.note": _("Said whether to stay"),
    "milestone.write": _("Step of those who stay written down"),
    "milestone.change": _("Step of those who stay changed"),
    DEADLINE: _("A step that the person hopes for"),
}


def goals(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The next talk, the open goals, and what the person said to the plan."""
    plan = standing_plan(case)
    found = goals_of(case)
    return {
        "plan": plan,
        "today": clock.today(),
        "open_goals": [(goal, goal.words("goal")) for goal in found if goal.is_open],
        "reached": sum(goal.state == "reached" for goal in found),
        "may_answer": bool(panel.open_ways(officer, case, ANSWERS)),
        "ways": panel.open_ways(officer, case, *((CHOOSE, REVIEW, COPY) if plan is not None else (CHOOSE,))),
    }


def steps(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Whether the person stays, and the steps that are hoped for next."""
    found, said = milestones_of(case), stays(case)
    return {
        "stays": said,
        "open_steps": [step for step in found if step.is_open],
        "reached": sum(step.reached_on is not None for step in found),
        "ways": panel.open_ways(officer, case, *((STEP, SAID) if said.is_so or found else (SAID,))),
    }


PANELS = [
    Panel("goals", _("Goals, and the next talk"), "support.look", PART, "support/goals_panel.html", goals, 41),
    Panel(
        "milestones", _("Staying: steps of one's own"), "support.look", PART, "support/milestones_panel.html", steps, 42
    ),
]


def fill() -> None:
    """Put the windows on the case page, name the deeds, and enter the states of a goal."""
    labels.register(LABELS)
    state_tables.register(GOAL_STATES)
    for one in PANELS:
        panels.register(one)
