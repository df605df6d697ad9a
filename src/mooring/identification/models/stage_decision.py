"""A decision on the way to the last one, where the law of the country goes in stages."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.identification.models.assessment import DecisionGround
from mooring.safeguards.models import Agency


class StageDecision(Fact):
    """That a stage before the last was decided, such as reasonable grounds. One stands for each stage of an assessment."""

    compartment = Compartment.CORE
    stage = models.CharField(max_length=40, help_text=_("A code of the country's stages of identification."))
    assessment_asked_at = models.DateTimeField(help_text=_("Which assessment: when it was asked for."))
    positive = models.BooleanField()
    decided_on = models.DateField()
    authority = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    legal_test = models.CharField(max_length=60)
    ground_codes = ArrayField(models.CharField(max_length=32, choices=DecisionGround), default=list, blank=True)
    ground_sealed = models.BinaryField(null=True)
    finding = models.JSONField(help_text=_("The legal test of the day, with reasons and provisions."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "stage", "assessment_asked_at"],
                condition=Q(superseded_by=None),
                name="one_decision_a_stage",
            )
        ]

    def event_codes(self) -> dict[str, str]:
        return {
            "stage": self.stage,
            "positive": "yes" if self.positive else "no",
            "decided_on": self.decided_on.isoformat(),
        }
