"""What support holds of a person beside the plan itself: needs as they were asked, goals, copies made, staying and its steps."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import Case
from mooring.casework.named_by_code import language_name
from mooring.casework.own_file import Part, part_of, register
from mooring.safeguards.models import Officer
from mooring.support.actions.milestones import milestones_of
from mooring.support.actions.plan_goals import goals_of
from mooring.support.models import NeedsAssessment, PlanCopy
from mooring.support.staying import stays


def of_plan(officer: Officer, case: Case) -> Iterator[Part]:
    """Every talk with what was asked, the goals, the last copy, and the steps of those who stay."""
    for asked in NeedsAssessment.objects.filter(case=case).select_related("plan").order_by("plan__version"):
        asked.case = case
        levels = [(f"level_{n}", name, level.label) for n, (name, level) in enumerate(asked.levels_by_domain())]
        yield part_of(
            officer,
            asked,
            "needs",
            _("Needs as they were asked"),
            ("talked_on", _("Talked through on"), asked.plan.talked_on),
            ("occasion", _("Why then"), asked.get_occasion_display()),
            *levels,
            ("risks", _("What may harm the person"), ", ".join(map(str, asked.risks_in_words()))),
            ("risk_words", _("In words"), asked.words("risks")),
            ("protections", _("What holds the person up"), ", ".join(map(str, asked.protections_in_words()))),
            ("protection_words", _("In words"), asked.words("protections")),
            ("changes", _("What has changed since the last talk"), asked.words("changes")),
            ("explained_by", _("Explained by"), asked.get_explained_by_display()),
            ("language", _("Language"), language_name(asked.language)),
            ("interpreting", _("How the words came across"), asked.get_interpreting_display()),
            about_others=bool(asked.words("risks")),
        )
    for goal in goals_of(case):
        yield part_of(
            officer,
            goal,
            "goal",
            _("Goal"),
            ("goal", _("The goal"), goal.words("goal")),
            ("domain", _("Part of life"), goal.get_domain_display()),
            ("chosen_by", _("Chosen by"), goal.get_chosen_by_display()),
            ("chosen_on", _("Chosen on"), goal.chosen_on),
            ("state", _("Where it stands"), goal.get_state_display()),
            ("since", _("Since"), goal.since),
            ("said", _("What the person says of it"), goal.words("said")),
        )
    for copy in PlanCopy.objects.standing().filter(case=case):
        lines = (("form", _("Which copy"), copy.get_form_display()),)
        yield part_of(officer, copy, "plan_copy", _("Copy of the plan made for the person"), *lines)
    said = stays(case).said
    if said is not None:
        yield part_of(
            officer,
            said,
            "staying",
            _("Staying"),
            ("stays", _("Wishes to stay"), _("Yes") if said.stays else _("No, or not now")),
            ("said_on", _("Said on"), said.said_on),
            ("said", _("What the person said"), said.words("said")),
        )
    for step in milestones_of(case):
        yield part_of(
            officer,
            step,
            "milestone",
            _("Step"),
            ("step", _("Step"), step.get_step_display()),
            ("expected_on", _("Hoped for on"), step.expected_on),
            ("reached_on", _("Reached on"), step.reached_on),
            ("let_go_on", _("Let go on"), step.let_go_on),
            ("helper", _("Who helps"), step.words("helper")),
            ("note", _("Note"), step.words("note")),
        )


def fill() -> None:
    """Say what support holds of it."""
    register("support_plan", gettext_lazy("Plan: needs, goals and steps"), of_plan, order=51)
