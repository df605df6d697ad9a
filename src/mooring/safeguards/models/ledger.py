"""The lines of the ledger, the seals over them, and what is known of their soundness."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LedgerLine(models.Model):
    """One line of the ledger: that an officer did or looked at something. No name, no free text, no foreign key."""

    tx = models.CharField(max_length=20)
    at = models.DateTimeField()
    officer_key = models.BigIntegerField(null=True)
    desk_key = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80)
    outcome = models.CharField(max_length=12)
    case_key = models.BigIntegerField(null=True)
    compartment = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=60, blank=True)
    count = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "safeguards_ledgerline"


class LedgerEra(models.Model):
    """A run of seals numbered from one; a restored database begins a new one, chained to the last seal of the era before."""

    number = models.PositiveIntegerField(primary_key=True)
    began_at = models.DateTimeField()
    reason = models.CharField(max_length=20, help_text=_("A code: beginning, restore."))
    after_digest = models.BinaryField()


class LedgerSeal(models.Model):
    """A seal over a run of ledger lines: their digests, chained to the seal before, signed with a key outside the database."""

    era = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    below_tx = models.DecimalField(max_digits=20, decimal_places=0)
    sealed_at = models.DateTimeField()
    line_digests = models.BinaryField(null=True, help_text=_("Empty when the lines are retired."))
    entries_digest = models.BinaryField()
    previous = models.BinaryField()
    digest = models.BinaryField()
    signature = models.BinaryField()
    retired_at = models.DateTimeField(null=True)
    retirement_signature = models.BinaryField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["era", "number"], name="one_seal_a_number")]


class AnchorWay(models.TextChoices):
    """Where the head of the ledger is kept outside."""

    FILE = "file", _("File outside the database")
    LOG_HOST = "log_host", _("Log host")
    MAIL = "mail", _("Mail")


class LedgerAnchor(models.Model):
    """That the head of the ledger was sent to a place outside, and whether it arrived."""

    at = models.DateTimeField()
    way = models.CharField(max_length=12, choices=AnchorWay)
    era = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    arrived = models.BooleanField()
    code = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["way", "-at"], name="anchors_by_way")]


class LedgerCheck(models.Model):
    """What verifying the ledger found, in numbers."""

    at = models.DateTimeField(db_index=True)
    whole = models.BooleanField()
    eras = models.IntegerField()
    seals = models.IntegerField()
    retired_seals = models.IntegerField()
    lines = models.BigIntegerField()
    changed = models.IntegerField()
    removed = models.IntegerField()
    slipped_in = models.IntegerField()
    broken_seals = models.IntegerField()
    missing_tail = models.BooleanField()
    not_yet_sealed = models.IntegerField()
