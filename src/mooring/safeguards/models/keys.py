"""The wrapped keys of subjects."""

from __future__ import annotations

from django.db import models

from mooring.safeguards import clock
from mooring.safeguards.random_keys import random_key


class DataKey(models.Model):
    """The key that seals all words about one subject; itself wrapped by the master key. Erasing it erases the words."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    subject = models.BigIntegerField(unique=True, help_text="The random key of the case whose words it seals.")
    wrapped = models.BinaryField()
    master_version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=clock.now)
