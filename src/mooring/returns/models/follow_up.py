"""How the person is when somebody asks, some months after arrival."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.returns.models.path import ReturnPath
from mooring.returns.over_there import PARTS, Again, Reached, Status


def _status() -> models.CharField[str, str]:
    return models.CharField(max_length=16, choices=Status, default=Status.NOT_KNOWN)


class FollowUp(Fact):
    """That somebody asked how the person is, so many months after arrival, and what was heard. A correction supersedes."""

    compartment = Compartment.SUPPORT

    path = models.ForeignKey(ReturnPath, on_delete=models.PROTECT, related_name="follow_ups")
    month = models.PositiveSmallIntegerField(help_text=_("Months after arrival."))
    asked_on = models.DateField()
    reached = models.CharField(max_length=16, choices=Reached)
    housing = _status()
    income = _status()
    school = _status()
    health = _status()
    safety = _status()
    exploited_again = models.CharField(max_length=12, choices=Again, default=Again.NOT_KNOWN)
    words_sealed = models.BinaryField(null=True, help_text=_("What the person said."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["path", "month"], condition=Q(superseded_by=None), name="one_standing_return_follow_up"
            )
        ]

    def parts(self) -> list[tuple[Any, Any]]:
        """Each part of life with how it stands there, in words."""
        return [(label, Status(getattr(self, name)).label) for name, label in PARTS]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"month": self.month, "reached": self.reached}
