"""The person's name and papers' numbers, sealed; and each time somebody looked."""

from __future__ import annotations

import json

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact

IDENTITY_FIELDS = ("given_names", "family_name", "known_as", "date_of_birth", "document_number", "alien_number")


class Identity(Fact):
    """Name, date of birth and numbers of papers, sealed as one. A correction supersedes."""

    compartment = Compartment.IDENTITY
    words_sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_identity")
        ]

    def fields(self) -> dict[str, str]:
        """The identity, opened: a value for each of `IDENTITY_FIELDS` that is known. Only within a reveal."""
        opened: dict[str, str] = json.loads(self.words("words"))
        return opened


class RevealReason(models.TextChoices):
    """Why somebody needs to see who the person is."""

    CONTACT = "contact", _("To contact or meet the person")
    AUTHORITY = "authority", _("To write to an authority about the person")
    HEALTH = "health", _("Treatment or medicine")
    SAFETY = "safety", _("Danger to the person or to others")
    CORRECTION = "correction", _("To correct what is written")


class Reveal(Fact):
    """That an officer looked at the name, when and why."""

    compartment = Compartment.IDENTITY
    reason = models.CharField(max_length=20, choices=RevealReason)
    words_sealed = models.BinaryField(null=True, help_text=_("More about the reason, in the officer's words."))
