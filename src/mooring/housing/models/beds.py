"""The units of a house, and the beds in them."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.models.in_turn import SupersededInTurn
from mooring.housing.house_codes import BedKind, OutOfUse, TargetGroup, UnitKind
from mooring.housing.models.houses import House
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class Unit(models.Model):
    """A room or a flat of a house, whose beds belong together."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="units")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def card(self) -> UnitCard:
        """The unit as it is now."""
        if not hasattr(self, "standing_cards"):
            self.standing_cards = list(UnitCard.objects.standing().filter(unit=self))
        card: UnitCard = self.standing_cards[0]
        return card


class UnitCard(SupersededInTurn):
    """What a unit is called, and whom it is for where that is narrower than the house."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cards")
    called = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=UnitKind, default=UnitKind.SINGLE_ROOM)
    step_free = models.BooleanField(default=False)
    groups = ArrayField(
        models.CharField(max_length=12, choices=TargetGroup),
        default=list,
        blank=True,
        help_text=_("Empty: for everybody the house is for."),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(superseded_by=None), name="one_standing_unit_card")
        ]

    def __str__(self) -> str:
        return self.called


class Bed(models.Model):
    """One bed. It is never promised to two for the same night."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="beds")
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="beds")
    kind = models.CharField(max_length=8, choices=BedKind, default=BedKind.BED)
    called = models.CharField(max_length=20, help_text=_("A letter or a number within its unit."))
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def in_words(self) -> str:
        """The unit and the bed in it, as the house calls them."""
        return f"{self.unit.card.called} · {self.called}"

    @property
    def in_full(self) -> str:
        """The same, and that it is a cot or an extra bed."""
        return self.in_words if self.kind == BedKind.BED else f"{self.in_words} ({self.get_kind_display()})"

    @property
    def is_a_cot(self) -> bool:
        """Whether only a small child can sleep in it."""
        return self.kind == BedKind.COT

    @property
    def is_for(self) -> list[str]:
        """The groups this bed takes."""
        card = self.unit.card
        groups: list[Any] = list(card.groups or self.house.card.groups)
        return [*groups, TargetGroup.ACCESS.value] if card.step_free and TargetGroup.ACCESS not in groups else groups


class BedUse(SupersededInTurn):
    """That a bed is in use, or why not. A bed without such a row is in use."""

    bed = models.ForeignKey(Bed, on_delete=models.PROTECT, related_name="uses")
    in_use = models.BooleanField()
    reason = models.CharField(max_length=12, choices=OutOfUse, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bed"], condition=Q(superseded_by=None), name="one_standing_use_of_a_bed"),
            models.CheckConstraint(condition=Q(in_use=True) | ~Q(reason=""), name="a_bed_out_of_use_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
