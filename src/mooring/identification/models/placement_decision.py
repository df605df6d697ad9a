"""What the police decided about where a person met stays, before anybody has assessed. It is theirs; nobody here decides it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import SupersededInTurn
from mooring.identification.models.met import Encounter, Signal
from mooring.safeguards.access import Refusal
from mooring.safeguards.models import Officer


class PoliceDecision(models.TextChoices):
    """Where a person met stays, by decision of the police."""

    HELD = "held", _("Held in detention")
    CRISIS_CENTRE = "crisis_centre", _("At a crisis centre")
    LET_GO = "let_go", _("Let go")


class PlacementDecision(SupersededInTurn):
    """That the police decided where "person 1" of a signal stays, with the ground of the day. Nothing that identifies."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="placement_decisions")
    person_number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=16, choices=PoliceDecision)
    decided_at = models.DateTimeField(
        help_text=_("When the police decided; the clock of a detention counts from then.")
    )
    finding = models.JSONField(
        null=True, help_text=_("The ground, with provisions; empty where the pack has no answer.")
    )
    detention_ends_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When a detention must have ended; empty where the pack counts no hours.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "person_number"],
                condition=Q(superseded_by=None),
                name="one_standing_placement_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.signal.reference} · {self.person_number}"

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Open to the desk that received the signal."""
        return Encounter(signal_id=self.signal_id).refusal_to(officer, verb, compartment, writing=writing)

    @property
    def clock_runs_until(self) -> datetime | None:
        """When the detention must have ended, of a person who is held."""
        return self.detention_ends_at if self.decision == PoliceDecision.HELD else None
