"""The permit to stay for as long as an investigation or a prosecution needs the person. No service of ours hangs on it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Fact
from mooring.support.permit_states import OPEN, PERMIT_STATES


class PermitAskedBy(models.TextChoices):
    """Who asked for the permit."""

    PROSECUTION = "prosecution", _("The prosecution")
    POLICE = "police", _("The police")
    PERSON = "person", _("The person")
    LAWYER = "lawyer", _("A lawyer, for the person")


class ProceedingsPermit(Fact):
    """One step of a permit: asked for, given until a day, not given, no longer asked for, or ended. Each step supersedes the last."""

    state = models.CharField(max_length=12, choices=[(one.code, one.label) for one in PERMIT_STATES.states])
    asked_by = models.CharField(max_length=12, choices=PermitAskedBy)
    asked_on = models.DateField(help_text=_("The day on which it was asked for."))
    decided_on = models.DateField(null=True, help_text=_("The day of the decision: its law decides."))
    until = models.DateField(null=True, help_text=_("The last day on which the permit holds."))
    ended_on = models.DateField(null=True, help_text=_("The day from which it holds no more, when that is earlier."))
    finding = models.JSONField(help_text=_("The answer of the law with its reasons and provisions."))
    words_sealed = models.BinaryField(null=True, help_text=_("What is to be known about this step."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(superseded_by=None, state__in=sorted(OPEN)),
                name="one_open_proceedings_permit",
            ),
            models.CheckConstraint(
                condition=~Q(state="given")
                | Q(until__isnull=False, decided_on__isnull=False, until__gte=F("decided_on")),
                name="a_given_permit_has_its_days",
            ),
        ]

    @property
    def state_label(self) -> Any:
        return PERMIT_STATES.state(self.state).label

    def event_codes(self) -> dict[str, str | int | None]:
        return {
            "state": self.state,
            "asked_by": self.asked_by,
            "until": self.until.isoformat() if self.until else None,
        }
