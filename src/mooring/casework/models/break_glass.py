"""Emergency access: that an officer opened a case which was not hers, why, and what another said of it afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models.facts import Fact
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.random_keys import random_key


class EmergencyKind(models.TextChoices):
    """Why a case cannot wait until one of its leads opens it."""

    DANGER_TO_LIFE = "danger_to_life_now", _("Danger to life, now")
    HEALTH = "health_emergency", _("Health emergency")
    CHILD_MISSING = "child_missing", _("A child is missing")
    COURT_ORDER = "court_order", _("Order of a court that cannot wait")


class ReviewOutcome(models.TextChoices):
    """What a lead of the case says of an emergency access afterwards."""

    JUSTIFIED = "justified", _("Justified")
    NOT_JUSTIFIED = "not_justified", _("Not justified")
    FOLLOW_UP = "follow_up", _("To be followed up")


class BreakGlass(Fact):
    """That an officer opened a case to herself in an emergency, for an hour. Put in by the database's own function alone."""

    compartment = Compartment.ENTRY

    kind = models.CharField(max_length=40, choices=EmergencyKind)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(help_text=_("When the access ended by itself: an hour after it began."))
    review_due_at = models.DateTimeField(help_text=_("By when somebody else reviews it."))

    class Meta:
        verbose_name = "emergency access"
        verbose_name_plural = "emergency accesses"
        indexes = [
            models.Index(fields=["case", "-recorded_at"], name="break_glass_of_case"),
            models.Index(fields=["recorded_by", "-recorded_at"], name="break_glass_of_officer"),
        ]


class BreakGlassReason(Fact):
    """Why, in the words of the officer who opened the case."""

    compartment = Compartment.CORE

    opening = models.OneToOneField(BreakGlass, on_delete=models.PROTECT, related_name="reason")
    words_sealed = models.BinaryField()


class BreakGlassReview(Fact):
    """What a lead of the case, never the officer herself, says of an emergency access. A later word supersedes."""

    compartment = Compartment.CORE

    opening = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=20, choices=ReviewOutcome)
    words_sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening"], condition=Q(superseded_by=None), name="one_standing_review")
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"outcome": self.outcome}


class BreakGlassAttempt(models.Model):
    """That an officer asked for emergency access, whether or not there was such a case: counted for an hour, and names no case."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["officer", "at"], name="break_glass_attempts")]
