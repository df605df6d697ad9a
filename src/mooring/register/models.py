"""What the register remembers of the files of persons it has brought in, so that none comes in twice. No person stands in it."""

from __future__ import annotations

from django.db import models

from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class PersonsLoad(models.Model):
    """That a file of an old register was brought in as closed cases: which source, which file, how many persons."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    source_key = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the file as it was read.")
    cases = models.PositiveIntegerField()
    loaded_at = models.DateTimeField(default=clock.now)
    loaded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title
