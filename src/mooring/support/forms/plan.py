"""The plan, as it is written with the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import LanguageField
from mooring.safeguards import clock
from mooring.safeguards.years import DayField, PastDayField
from mooring.support.forms.days import lines_of_text
from mooring.support.goal_states import GOAL_STATES, GoalState
from mooring.support.house_rules import PLAN_REVIEW
from mooring.support.models import PlanGoal
from mooring.support.needs import (
    Asked,
    Assent,
    Domain,
    ExplainedBy,
    Interpreting,
    NeedLevel,
    Occasion,
    Protection,
    Risk,
    Service,
)

SHORT = {"class": "form-choices-short"}


def _nothing_said(choices: Any) -> list[tuple[str, Any]]:
    return [("", "–"), *choices]


class PlanForm(forms.Form):
    """The plan: needs by part of life, the person's goals, what was agreed, the person's own words and assent."""

    goals = forms.CharField(
        label=_("What the person wants to reach"),
        help_text=_("As the person chose it; the small steps count too."),
        widget=lines_of_text(4),
        required=False,
    )
    services = forms.MultipleChoiceField(
        label=_("Help agreed on"), choices=Service, widget=forms.CheckboxSelectMultiple, required=False
    )
    services_words = forms.CharField(label=_("Who does what, and when"), widget=lines_of_text(), required=False)
    own_words = forms.CharField(
        label=_("The person's own words"),
        help_text=_("What the person wants to have written here."),
        widget=lines_of_text(4),
        required=False,
    )
    assent = forms.ChoiceField(
        label=_("What does the person say to this plan?"),
        choices=Assent,
        widget=forms.RadioSelect(attrs=SHORT),
    )
    disagreement = forms.CharField(
        label=_("What the person does not agree to"),
        help_text=_("In the person's own words. Needed when the person does not agree to all of it."),
        widget=lines_of_text(),
        required=False,
    )
    explained_by = forms.ChoiceField(
        label=_("Who explained the plan to the person"), choices=_nothing_said(ExplainedBy.choices), required=False
    )
    language = LanguageField(label=_("In which language"), required=False)
    interpreting = forms.ChoiceField(
        label=_("How the words came across"), choices=_nothing_said(Interpreting.choices), required=False
    )
    risks = forms.MultipleChoiceField(
        label=_("What may harm the person"),
        help_text=_("Only what was talked about. What is not ticked was not said; it is not absent."),
        choices=Risk,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    risk_words = forms.CharField(label=_("In words: what may harm"), widget=lines_of_text(2), required=False)
    protections = forms.MultipleChoiceField(
        label=_("What holds the person up"), choices=Protection, widget=forms.CheckboxSelectMultiple, required=False
    )
    protection_words = forms.CharField(label=_("In words: what holds"), widget=lines_of_text(2), required=False)
    talked_on = PastDayField(label=_("Talked through on"))
    review_on = DayField(
        label=_("Look at it again on"), help_text=_("A day agreed with the person."), widget=forms.DateInput
    )
    on_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, standing_version: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing_version = standing_version
        for domain in Domain:
            self.fields[self.need_name(domain)] = forms.CharField(
                label=domain.label, widget=lines_of_text(2), required=False
            )
            self.fields[self.level_name(domain)] = forms.ChoiceField(
                label=_("How great is the need? %(part)s") % {"part": domain.label},
                choices=NeedLevel,
                widget=forms.RadioSelect(attrs=SHORT),
                required=False,
            )
        today = clock.today()
        defaults = {"talked_on": today, "review_on": today + PLAN_REVIEW, "assent": Assent.NOT_ASKED}
        for name, value in defaults.items():
            self.initial.setdefault(name, value)
        # A draft may have begun on an earlier version; the page shows what stands now, so it is sent from there.
        self.initial["on_version"] = standing_version

    @staticmethod
    def need_name(domain: Domain) -> str:
        return f"need_{domain.value}"

    @staticmethod
    def level_name(domain: Domain) -> str:
        return f"level_{domain.value}"

    def parts_of_life(self) -> list[dict[str, Any]]:
        """Each part of life as a section of the page: its name, the question how great the need is, and the words."""
        return [
            {
                "code": domain.value,
                "name": domain.label,
                "level": self[self.level_name(domain)],
                "words": self[self.need_name(domain)],
            }
            for domain in Domain
        ]

    def asked(self) -> Asked:
        """What was asked beside the words of the plan."""
        given = self.cleaned_data
        return Asked(
            occasion=given.get("occasion", ""),
            levels={domain.value: given[self.level_name(domain)] for domain in Domain},
            risks=given["risks"],
            risk_words=given["risk_words"],
            protections=given["protections"],
            protection_words=given["protection_words"],
            changes=given.get("changes", ""),
            explained_by=given["explained_by"],
            language=given["language"],
            interpreting=given["interpreting"],
        )

    def needs(self) -> dict[str, str]:
        return {domain.value: self.cleaned_data[self.need_name(domain)] for domain in Domain}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("assent") in (Assent.DISAGREED, Assent.IN_PART) and not given.get("disagreement", "").strip():
            self.add_error("disagreement", _("Write in the person's own words what it is, or ask again."))
        talked, review = given.get("talked_on"), given.get("review_on")
        if talked and review and review < talked:
            self.add_error("review_on", _("The review lies before the talk."))
        if given.get("on_version") is not None and given["on_version"] != self.standing_version:
            self.add_error(
                None,
                _(
                    "Somebody has written a new version in the meantime. Look at it below the form, then send this again."
                ),
            )
            # What is sent next is meant for the version that is now shown below the form.
            if isinstance(self.data, QueryDict):
                self.data = self.data.copy()
                self.data["on_version"] = str(self.standing_version)
        return given


class ReviewForm(PlanForm):
    """The plan looked at again: why, what has changed, and where each goal stands. How great the needs are is asked anew."""

    occasion = forms.ChoiceField(
        label=_("Why now?"), choices=Occasion.choices[1:], widget=forms.RadioSelect, initial=Occasion.AGREED_DAY
    )
    changes = forms.CharField(label=_("What has changed since the last talk"), widget=lines_of_text(3), required=False)

    def __init__(self, *args: Any, goals: Sequence[PlanGoal] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen_goals = [goal for goal in goals if goal.state != GoalState.CHANGED]
        for goal in self.chosen_goals:
            # One that was changed into another is written on its own page, where the new words are asked for.
            moves = {goal.state, *(move.target for move in GOAL_STATES.moves_from(goal.state))} - {GoalState.CHANGED}
            self.fields[f"goal_{goal.number}"] = forms.ChoiceField(
                label=_("Goal %(number)s: where does it stand?") % {"number": goal.number},
                choices=[(state.code, state.label) for state in GOAL_STATES.states if state.code in moves],
                widget=forms.RadioSelect(attrs=SHORT),
                initial=goal.state,
                required=False,
            )

    def goal_fields(self) -> list[tuple[PlanGoal, str, forms.BoundField]]:
        """Each goal with its words and the question where it stands."""
        return [(goal, goal.words("goal"), self[f"goal_{goal.number}"]) for goal in self.chosen_goals]

    def answers(self) -> dict[int, str]:
        """Where each goal stands, by its number; those that were answered."""
        given = {goal.number: self.cleaned_data.get(f"goal_{goal.number}", "") for goal in self.chosen_goals}
        return {number: state for number, state in given.items() if state}
