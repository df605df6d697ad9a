"""What happened in a house, what threatens it, and what is done when its address is no longer secret."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models.in_turn import SupersededInTurn
from mooring.housing.models.houses import House
from mooring.safeguards import clock, keys
from mooring.safeguards.keys import CannotOpen, Keyring
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class IncidentKind(models.TextChoices):
    """What happened."""

    THREAT = "threat", gettext_lazy("A threat")
    STRANGER = "stranger", gettext_lazy("Somebody unknown at the door")
    VIOLENCE = "violence", gettext_lazy("Violence")
    SELF_HARM = "self_harm", gettext_lazy("Self-harm")
    FIRE = "fire", gettext_lazy("Fire or smoke")
    ADDRESS_KNOWN = "address_known", gettext_lazy("Somebody knows where the house is")
    OTHER = "other", gettext_lazy("Something else")


class Severity(models.TextChoices):
    """How grave it was."""

    MINOR = "minor", gettext_lazy("Minor: noted, nothing follows")
    SERIOUS = "serious", gettext_lazy("Serious: something must be done")
    DANGER = "danger", gettext_lazy("Danger to life")


class Told(models.TextChoices):
    """Who was told by the house."""

    POLICE = "police", gettext_lazy("The police")
    AMBULANCE = "ambulance", gettext_lazy("An ambulance")
    FIRE_SERVICE = "fire_service", gettext_lazy("The fire service")
    CENTRE = "centre", gettext_lazy("The national centre")
    TEAM = "team", gettext_lazy("The team of the person")
    LEAD = "lead", gettext_lazy("Who leads the house")


class HouseIncident(models.Model):
    """Something that happened in or at a house: codes in the open to the house and the coordinators, words sealed with its key."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=16, choices=IncidentKind)
    severity = models.CharField(max_length=8, choices=Severity)
    happened_at = models.DateTimeField()
    told = ArrayField(models.CharField(max_length=16, choices=Told), default=list, blank=True)
    words_sealed = models.BinaryField(null=True)
    done_sealed = models.BinaryField(null=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["house", "-happened_at"], name="incident_of_house")]

    def __str__(self) -> str:
        return str(self.pk)

    def seal(self, key: Keyring, **words: str) -> None:
        """Seal words into the fields `<name>_sealed`, before it is saved."""
        for name, text in words.items():
            column = f"{name}_sealed"
            setattr(self, column, keys.seal(key, text.encode(), self._place(column)) if text else None)

    def words(self, name: str) -> str:
        """What is sealed in `<name>_sealed`; empty where the key of the house is not open to who asks."""
        column = f"{name}_sealed"
        sealed = getattr(self, column)
        try:
            return (
                keys.unseal(keys.data_key(self.house_id), bytes(sealed), self._place(column)).decode() if sealed else ""
            )
        except CannotOpen:
            return _("(open to the house only)")

    @property
    def told_in_words(self) -> list[Any]:
        return [Told(code).label for code in self.told]

    def _place(self, column: str) -> str:
        return f"{self._meta.db_table}.{column}:{self.pk}"


class Compromise(models.TextChoices):
    """Where it stands with an address that somebody knows."""

    CLOSED = "closed", gettext_lazy("Closed: everybody moves")
    PROPOSED = "proposed", gettext_lazy("Somebody proposes to open it again")
    OPEN = "open", gettext_lazy("Open again")


class HouseCompromised(SupersededInTurn):
    """That the address of a house is known to somebody who must not know it; until two hands open the house again."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="compromises")
    state = models.CharField(max_length=8, choices=Compromise, default=Compromise.CLOSED)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house"], condition=Q(superseded_by=None), name="one_standing_compromise_of_a_house"
            )
        ]

    def __str__(self) -> str:
        return self.state

    @property
    def is_closed(self) -> bool:
        return self.state != Compromise.OPEN
