"""Papers that show who the person is: passport, identity card, photograph; sealed, and each time somebody looked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact, KeptFile
from mooring.names.models.identity import RevealReason

SHOWN, COPY, ORIGINAL = "shown", "copy", "original"  # what was done with a paper


class PaperKind(models.TextChoices):
    """What a paper of the person is."""

    PASSPORT = "passport", _("Passport or travel document")
    IDENTITY_CARD = "identity_card", _("Identity card")
    PHOTOGRAPH = "photograph", _("Photograph of the person")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit or visa")
    CIVIL_STATUS = "civil_status", _("Birth or marriage certificate")
    OTHER = "other", _("Another paper with the person's name")


class Paper(KeptFile):
    """A photograph or scan of a paper that shows who the person is. Shown for a reason only."""

    compartment = Compartment.IDENTITY
    kind = models.CharField(max_length=30, choices=PaperKind)

    class Meta(KeptFile.Meta):
        indexes = [models.Index(fields=["case", "-recorded_at"], name="paper_of_case")]


class PaperLook(Fact):
    """That an officer looked at a paper, or took a copy, when and why."""

    compartment = Compartment.IDENTITY
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="looks")
    reason = models.CharField(max_length=20, choices=RevealReason)
    what = models.CharField(max_length=10, help_text=_("Shown, a copy taken, or the original taken."))
    words_sealed = models.BinaryField(null=True, help_text=_("More about the reason, in the officer's words."))
