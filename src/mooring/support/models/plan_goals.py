"""What was asked with each version of the plan, and the goals that the person chose."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.casework.named_by_code import language_name
from mooring.support import goal_states
from mooring.support.models.plan import Plan
from mooring.support.needs import (
    ChosenBy,
    CopyForm,
    Domain,
    ExplainedBy,
    Interpreting,
    NeedLevel,
    Occasion,
    Protection,
    Risk,
)


class NeedsAssessment(Fact):
    """How great the needs were at one talk, what threatens and what holds; and how the plan was explained. One with each version."""

    compartment = Compartment.SUPPORT

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="assessed")
    occasion = models.CharField(max_length=20, choices=Occasion)
    levels = models.JSONField(default=dict, help_text=_("How great the need is, by code of the part of life."))
    risks = models.JSONField(default=list, help_text=_("Codes of what may harm the person."))
    protections = models.JSONField(default=list, help_text=_("Codes of what holds the person up."))
    explained_by = models.CharField(max_length=16, choices=ExplainedBy, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text=_("In which the plan was explained."))
    interpreting = models.CharField(max_length=16, choices=Interpreting, blank=True)
    risks_sealed = models.BinaryField(null=True, help_text=_("What may harm the person, in words."))
    protections_sealed = models.BinaryField(null=True, help_text=_("What holds the person up, in words."))
    changes_sealed = models.BinaryField(null=True, help_text=_("What has changed since the last talk."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_needs")
        ]

    def level(self, domain: str) -> NeedLevel:
        return NeedLevel(self.levels.get(domain, NeedLevel.NOT_ASKED))

    def levels_by_domain(self) -> list[tuple[Any, NeedLevel]]:
        """The parts of life that were asked about, by name, and how great the need was."""
        return [(domain.label, self.level(domain)) for domain in Domain if self.level(domain) != NeedLevel.NOT_ASKED]

    @property
    def risks_words(self) -> str:
        return self.words("risks")

    @property
    def protections_words(self) -> str:
        return self.words("protections")

    @property
    def changes_words(self) -> str:
        return self.words("changes")

    @property
    def language_in_words(self) -> str:
        return language_name(self.language)

    def risks_in_words(self) -> list[Any]:
        return [risk.label for risk in Risk if risk.value in self.risks]

    def protections_in_words(self) -> list[Any]:
        return [protection.label for protection in Protection if protection.value in self.protections]


class PlanGoal(Fact):
    """A goal that the person chose, and where it stands; each answer of the person takes the place of the one before."""

    compartment = Compartment.SUPPORT
    WORDS = ("goal", "said")

    number = models.PositiveSmallIntegerField(help_text=_("The goals of a case are counted; the number stays."))
    domain = models.CharField(max_length=16, choices=Domain)
    chosen_by = models.CharField(max_length=16, choices=ChosenBy)
    chosen_on = models.DateField()
    state = models.CharField(max_length=8, choices=goal_states.CHOICES)
    since = models.DateField(help_text=_("The day from which it stands so."))
    follows = models.PositiveSmallIntegerField(
        null=True, help_text=_("The number of the goal that was changed into it.")
    )
    goal_sealed = models.BinaryField(null=True, help_text=_("The goal, in the person's words."))
    said_sealed = models.BinaryField(null=True, help_text=_("What the person says of where it stands."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], condition=Q(superseded_by=None), name="one_standing_goal_a_number"
            ),
            models.CheckConstraint(condition=Q(since__gte=F("chosen_on")), name="goal_stands_since_it_was_chosen"),
        ]

    @property
    def is_open(self) -> bool:
        return bool(self.state == goal_states.GoalState.OPEN)

    def event_codes(self) -> dict[str, str | int | None]:
        return {"goal": self.number, "domain": self.domain, "state": self.state}


class PlanCopy(Fact):
    """A copy of the plan made for the person: which form, in which language, and what stands in it."""

    compartment = Compartment.SUPPORT

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="copies")
    form = models.CharField(max_length=8, choices=CopyForm)
    language = models.CharField(max_length=8, help_text=_("The language the person asked for."))
    printed_in = models.CharField(max_length=8, help_text=_("The language of our words in it."))
    content_sealed = models.BinaryField(
        null=True, help_text=_("What stands in the copy, as it was read and confirmed.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_plan_copy")
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"version": self.plan.version, "form": self.form, "language": self.language}
