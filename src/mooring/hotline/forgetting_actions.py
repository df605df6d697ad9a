"""Where an action was is forgotten by itself, when nobody closed the notice."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction

from mooring.safeguards import clock, erasure

AFTER = timedelta(days=7)
"""How long after the hour of the action; a rule of the house."""


def forget() -> int:
    """Close notices whose hour passed a week ago and erase address and words, as the machine's clock. Answers how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        cursor.execute("select mooring_forget_actions(%s)", [clock.now() - AFTER])
        gone = int(cursor.fetchone()[0])
        cursor.execute("reset role")
        if gone:
            transaction.on_commit(erasure.complete_the_list, robust=True)
    return gone
