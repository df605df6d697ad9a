"""The wrapped keys of subjects and of the house, and the list of those that were erased."""

from __future__ import annotations

from django.db import models

from mooring.safeguards import clock
from mooring.safeguards.random_keys import random_key


class DataKey(models.Model):
    """A key that seals words about one subject; itself wrapped by the master key. Erasing all of a subject's keys erases the words.

    New words are sealed with the newest version; older versions stay, because facts are appended and never sealed anew.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    subject = models.BigIntegerField(help_text="The random key of the case whose words it seals.")
    version = models.PositiveSmallIntegerField(db_default=1, default=1)
    wrapped = models.BinaryField()
    master_version = models.BigIntegerField(help_text="The fingerprint of the master key that wraps it: 32 bits.")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "version"], name="one_data_key_a_version")]


class HouseSecret(models.Model):
    """The one secret from which the house's own keys are derived, wrapped by the master key, so that they outlive a change of it."""

    only_row = models.BooleanField(primary_key=True, default=True)
    wrapped = models.BinaryField()
    master_version = models.BigIntegerField(help_text="The fingerprint of the master key that wraps it: 32 bits.")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only_row=True), name="one_house_secret")]


class Erasure(models.Model):
    """That everything sealed about a subject was erased: when, on what ground, by whom. Appended only; a restore replays it."""

    subject = models.BigIntegerField(primary_key=True)
    erased_at = models.DateTimeField(default=clock.now)
    ground = models.CharField(max_length=60, help_text="A code, never words.")
    erased_by = models.BigIntegerField(help_text="The key of the officer.")
