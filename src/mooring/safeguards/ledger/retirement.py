"""Retirement: lines whose time is over are removed seal by seal; the seals stay, so that the chain can still be verified."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from mooring.law import NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.ledger import lines
from mooring.safeguards.ledger.sealing import signing_key
from mooring.safeguards.ledger.verifying import retirement_words, verify
from mooring.safeguards.models import AgencyKind

DATA_CLASS = "ledger_lines"


class LedgerNotWhole(Exception):
    """The ledger is not whole, and nothing is removed from it before somebody has found out why."""

    def __str__(self) -> str:
        return "The ledger is not whole: find out why with `mooring ledger verify`. Nothing was removed."


class TimeNotOver(Exception):
    """The lines are to be kept for longer; the message says until when, or that nobody has said for how long."""


def retire_whose_time_is_over(*, before: date) -> int:
    """Remove the lines under every seal set before a day, if their period is over by the law of today. Answers how many.

    Raises `TimeNotOver` also where the pack of the country names no period: nothing is guessed. Raises `LedgerNotWhole`.
    """
    today = clock.today()
    try:
        kept = settings.MOORING_COUNTRY.law.retention(DATA_CLASS, AgencyKind.NATIONAL_CENTRE, today, begins=before)
    except NotAnswered as unanswered:
        raise TimeNotOver(f"How long lines of the ledger are kept is not known here: {unanswered}") from unanswered
    ends_on = kept.day("ends_on")
    if ends_on >= today:
        raise TimeNotOver(f"Lines of that day are kept until {ends_on}. Name an earlier day.")
    return retire(before=clock.end_of(before - timedelta(days=1)))


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
