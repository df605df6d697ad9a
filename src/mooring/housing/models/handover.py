"""The sheet at the door: what a house must know the moment somebody comes, and nothing of what happened.

A house holds no part of a case, so the sheet is not sealed with the key of the case but with one of its own. Erasing the case erases
that key too, by a trigger on the list of erasures (migration 0002).
"""

from __future__ import annotations

import json

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from mooring.casework.models.in_turn import SupersededInTurn
from mooring.housing.models.stays import Stay
from mooring.safeguards import clock, erasure, keys
from mooring.safeguards.keys import CannotOpen, Keyring
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class HandoverSheet(models.Model):
    """The sheet of one stay; its number is what its key is for."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    stay = models.OneToOneField(Stay, on_delete=models.PROTECT, related_name="sheet")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


class HandoverVersion(SupersededInTurn):
    """What the sheet says, sealed as one; a later version takes its place."""

    PARTS = (
        "language",
        "interpreter",
        "medicine",
        "allergy",
        "diet",
        "children",
        "mobility",
        "not_told",
        "ring_tonight",
    )

    sheet = models.ForeignKey(HandoverSheet, on_delete=models.PROTECT, related_name="versions")
    words_sealed = models.BinaryField()

    is_on_the_timeline = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"], condition=Q(superseded_by=None), name="one_standing_version_of_a_sheet"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def place(self) -> str:
        """Where the sealed value lies: the associated data of its sealing."""
        return f"{self._meta.db_table}.words_sealed:{self.pk}"

    def seal(self, key: Keyring, parts: dict[str, str]) -> None:
        """Seal what the sheet says, before it is saved."""
        self.words_sealed = keys.seal(key, json.dumps(parts).encode(), self.place)

    def parts(self) -> dict[str, str]:
        """What the sheet says, by part; of an erased case, nothing. Raises `CannotOpen`."""
        try:
            key = keys.data_key(self.sheet_id)
        except CannotOpen:
            if erasure.erased(self.sheet_id):
                return {"language": _("(erased)")}
            raise
        opened: dict[str, str] = json.loads(keys.unseal(key, bytes(self.words_sealed), self.place))
        return opened
