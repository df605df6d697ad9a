"""The lines of the ledger and the seals over them."""

from __future__ import annotations

from django.db import models


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


class LedgerSeal(models.Model):
    """A seal over a run of ledger lines: their digests, chained to the seal before, signed with a key outside the database."""

    era = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    below_tx = models.DecimalField(max_digits=20, decimal_places=0)
    sealed_at = models.DateTimeField()
    line_digests = models.BinaryField()
    previous = models.BinaryField()
    digest = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["era", "number"], name="one_seal_a_number")]
