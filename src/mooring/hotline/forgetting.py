"""What the hotline forgets by itself: the words of calls after their period, and numbers to ring back that have lapsed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from mooring.safeguards import clock, erasure

WORDS_ARE_KEPT = timedelta(days=180)
"""How long the words of a call are kept; a rule of the house, for no provision was found. Its codes stay, as figures."""


def forget() -> int:
    """Erase, as the machine's clock, what is over. Answers how many keys of calls and call-backs; run twice, it does nothing more."""
    before: datetime = clock.now() - WORDS_ARE_KEPT
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        cursor.execute("select mooring_forget_calls(%s)", [before])
        gone: int = cursor.fetchone()[0]
        cursor.execute("reset role")
        if gone:
            transaction.on_commit(erasure.complete_the_list, robust=True)
    return gone
