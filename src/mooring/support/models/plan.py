"""The versions of the person's individual action plan."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.support.needs import Assent, Domain, Service


class Plan(Fact):
    """One version of the person's individual action plan: needs, the goals the person chose, what was agreed, and her own words."""

    compartment = Compartment.SUPPORT
    WORDS = ("goals", "services", "own_words", "disagreement")

    version = models.PositiveSmallIntegerField()
    talked_on = models.DateField(help_text=_("The day on which the plan was talked through with the person."))
    review_on = models.DateField(help_text=_("The day on which it is looked at again."))
    needs_in = models.JSONField(default=list, help_text=_("Codes of the parts of life in which there is a need."))
    services_agreed = models.JSONField(default=list, help_text=_("Codes of the help agreed on."))
    assent = models.CharField(max_length=12, choices=Assent)
    needs_sealed = models.BinaryField(null=True, help_text=_("The needs in words, by part of life, sealed as one."))
    goals_sealed = models.BinaryField(null=True, help_text=_("What the person wants to reach, as the person chose it."))
    services_sealed = models.BinaryField(null=True, help_text=_("What was agreed: who does what."))
    own_words_sealed = models.BinaryField(null=True, help_text=_("The person's own words about the plan."))
    disagreement_sealed = models.BinaryField(
        null=True, help_text=_("What the person does not agree to, in the person's own words.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_plan"),
            models.UniqueConstraint(fields=["case", "version"], name="one_plan_a_version"),
            models.CheckConstraint(condition=Q(review_on__gte=F("talked_on")), name="plan_review_after_talk"),
        ]

    def needs(self) -> dict[str, str]:
        """The needs in words, by code of the part of life; none of an erased case. Raises `CannotOpen`."""
        if self.case.is_erased:
            return {}
        text = self.words("needs")
        opened: dict[str, str] = json.loads(text) if text else {}
        return opened

    def needs_by_domain(self) -> list[tuple[Any, str]]:
        """The needs as a page shows them: the name of the part of life, and the words."""
        opened = self.needs()
        return [(domain.label, opened[domain.value]) for domain in Domain if domain.value in opened]

    def services_in_words(self) -> list[Any]:
        return [service.label for service in Service if service.value in self.services_agreed]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"version": self.version, "assent": self.assent, "review_on": self.review_on.isoformat()}
