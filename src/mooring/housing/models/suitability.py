"""What a place must have, for this person: noted with the person, before houses are compared."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.housing.house_codes import SecurityLevel


class PlaceNeeds(Fact):
    """What the person needs of a place, and wishes: how many children come along, a step-free door, safety, a region."""

    compartment = Compartment.SUPPORT

    children = models.PositiveSmallIntegerField(default=0, help_text=_("Children who come along."))
    ages = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, help_text=_("Of the children, in years.")
    )
    beside = models.PositiveSmallIntegerField(
        default=0, help_text=_("Children who sleep beside the person and need no bed of their own.")
    )
    step_free = models.BooleanField(default=False)
    security = models.CharField(
        max_length=12, choices=SecurityLevel, default=SecurityLevel.ORDINARY, help_text=_("The least that is safe.")
    )
    region = models.CharField(max_length=12, blank=True, help_text=_("Where the person wishes to live."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_place_needs")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def event_codes(self) -> dict[str, str | int | None]:
        return {"children": self.children, "security": self.security}
