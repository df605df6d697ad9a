"""Retirement: lines whose time is over are removed seal by seal; the seals stay, so that the chain can still be verified."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from mooring.safeguards.ledger import lines
from mooring.safeguards.ledger.sealing import signing_key
from mooring.safeguards.ledger.verifying import retirement_words, verify


class LedgerNotWhole(Exception):
    """The ledger is not whole, and nothing is removed from it before somebody has found out why."""


def retire(*, before: datetime) -> int:
    """Remove the lines under every seal that was set before a moment, as the owner of the database. Answers how many.

    Each retirement is signed like the seal, so that who removes lines without the key is found. Raises `LedgerNotWhole`.
    """
    if not verify().whole:
        raise LedgerNotWhole
    removed = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select id, era, number, below_tx::text, digest, coalesce(lag(below_tx) over (partition by era order by number), 0)::text,"
            " retired_at, sealed_at from safeguards_ledgerseal order by era, number"
        )
        for key, era, number, below, digest, since, retired_at, sealed_at in cursor.fetchall():
            if retired_at is not None or sealed_at >= before:
                continue
            cursor.execute(
                "delete from safeguards_ledgerline where era = %s and tx >= %s::text::xid8 and tx < %s::text::xid8",
                [era, since, below],
            )
            removed += cursor.rowcount
            signature = signing_key().sign(retirement_words(era, number, bytes(digest)))
            cursor.execute(
                "update safeguards_ledgerseal set line_digests = null, retired_at = now(), retirement_signature = %s where id = %s",
                [signature, key],
            )
        if removed:
            lines.write(None, "ledger.retire", count=removed)
    return removed
