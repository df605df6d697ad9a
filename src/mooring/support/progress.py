"""Progress over time: how great the need was in each part of life at each talk, and which goals were reached. It measures no one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mooring.casework.models import Case
from mooring.support.goal_states import GoalState
from mooring.support.models import NeedsAssessment, PlanGoal
from mooring.support.needs import Domain, NeedLevel

BADGES = {NeedLevel.NONE: "badge-success", NeedLevel.SOME: "badge-info", NeedLevel.URGENT: "badge-error"}


@dataclass(frozen=True)
class Talk:
    """One talk: the version of the plan that came of it, and its day."""

    version: int
    day: date


@dataclass(frozen=True)
class Line:
    """One part of life: its code, and how great the need was at each talk, in order."""

    domain: Domain
    levels: tuple[NeedLevel, ...]

    @property
    def name(self) -> Any:
        return self.domain.label

    def cells(self, talks: Sequence[Talk]) -> list[tuple[Talk, NeedLevel, str]]:
        """The talk, the level and its badge, side by side."""
        return [(talk, level, BADGES.get(level, "")) for talk, level in zip(talks, self.levels, strict=True)]


@dataclass(frozen=True)
class Progress:
    """The talks in order of their versions, a line for each part of life, and how the goals stand."""

    talks: tuple[Talk, ...]
    lines: tuple[Line, ...]
    goals: dict[str, int]

    @property
    def rows(self) -> list[tuple[Line, list[tuple[Talk, NeedLevel, str]]]]:
        return [(line, line.cells(self.talks)) for line in self.lines]

    @property
    def chosen(self) -> int:
        """How many goals were chosen. One that was changed is counted as what it became."""
        return sum(self.goals.values()) - self.goals[GoalState.CHANGED]

    def moved(self) -> list[tuple[Any, NeedLevel, NeedLevel]]:
        """The parts of life in which the need is another than when it was first asked: name, first and last level that was asked."""
        found: list[tuple[Any, NeedLevel, NeedLevel]] = []
        for line in self.lines:
            asked = [level for level in line.levels if level != NeedLevel.NOT_ASKED]
            if asked and asked[0] != asked[-1]:
                found.append((line.name, asked[0], asked[-1]))
        return found


def progress(talks: Sequence[Talk], levels: Sequence[dict[str, str]], states: Sequence[str]) -> Progress:
    """What the talks say together: `levels` by part of life, one for each talk; `states`: where each goal stands."""
    lines = tuple(
        Line(domain, tuple(NeedLevel(one.get(domain.value, NeedLevel.NOT_ASKED)) for one in levels))
        for domain in Domain
    )
    goals = {state.value: sum(one == state for one in states) for state in GoalState}
    return Progress(tuple(talks), tuple(line for line in lines if set(line.levels) - {NeedLevel.NOT_ASKED}), goals)


def progress_of(case: Case) -> Progress:
    """The progress of one person, over all versions of the plan that were talked through since needs are asked one by one."""
    asked = list(NeedsAssessment.objects.filter(case=case).select_related("plan").order_by("plan__version"))
    goals = PlanGoal.objects.standing().filter(case=case).values_list("state", flat=True)
    talks = [Talk(one.plan.version, one.plan.talked_on) for one in asked]
    return progress(talks, [one.levels for one in asked], list(goals))
