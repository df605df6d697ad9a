"""Who waits for a place to live."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.housing.house_codes import TargetGroup


class BedUrgency(models.TextChoices):
    """How soon a place is needed."""

    TONIGHT = "tonight", gettext_lazy("Tonight")
    DAYS = "days", gettext_lazy("Within days")
    LATER = "later", gettext_lazy("Later")


class WaitEnded(models.TextChoices):
    """Why somebody no longer waits for a place."""

    PLACED = "placed", gettext_lazy("A place was found")
    SAID_NO = "said_no", gettext_lazy("The person said no for now")
    NOT_NEEDED = "not_needed", gettext_lazy("It is no longer needed")


class BedWait(Fact):
    """That a person waits for a place. Ended = superseded by an ended one."""

    since = models.DateField()
    groups = ArrayField(models.CharField(max_length=12, choices=TargetGroup), default=list)
    region = models.CharField(max_length=12, blank=True, help_text=gettext_lazy("Where the person wishes to live."))
    urgency = models.CharField(max_length=8, choices=BedUrgency, default=BedUrgency.TONIGHT)
    ended = models.CharField(max_length=12, choices=WaitEnded, blank=True)
    compartment = Compartment.SUPPORT

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(superseded_by=None), name="one_standing_wait_for_a_bed"
            )
        ]

    @property
    def groups_in_words(self) -> list[Any]:
        return [TargetGroup(code).label for code in self.groups]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"urgency": self.urgency, "ended": self.ended or None}
