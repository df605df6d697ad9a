"""Where a person must not be, and with whom not: places to keep away from, and somebody to be kept apart from."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Fact
from mooring.housing.models.houses import region_name


class SafetyZone(Fact):
    """Regions in which the person is not safe, in codes, and why, sealed. Ended = superseded by an ended one."""

    compartment = Compartment.SUPPORT

    regions = ArrayField(models.CharField(max_length=12), help_text=_("Codes of the country pack."))
    ended = models.BooleanField(default=False)
    words_sealed = models.BinaryField(null=True, help_text=_("Which towns and streets, and who might be met there."))

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def regions_in_words(self) -> list[Any]:
        return [region_name(code) for code in self.regions]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"regions": len(self.regions), "ended": "yes" if self.ended else None}


class KeepApart(Fact):
    """That the persons of two cases must not live under one roof. Hangs on the case of who is protected; sealed with its key.

    Read by the team of that case alone. The team of the other learns only that there is somebody (`mooring_is_kept_apart`), and a
    house only that two persons offered to it or living there are such (`mooring_stay_is_kept_apart`): nobody is told who.
    """

    compartment = Compartment.SUPPORT

    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    ended = models.BooleanField(default=False)
    words_sealed = models.BinaryField(null=True, help_text=_("Why."))

    is_on_the_timeline = True  # no line: a timeline is read by more than this is for

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(case=F("other")), name="nobody_is_kept_apart_from_themselves"),
            models.UniqueConstraint(
                fields=["case", "other"], condition=Q(superseded_by=None), name="one_standing_keep_apart_of_two"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
