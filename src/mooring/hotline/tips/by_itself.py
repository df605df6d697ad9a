"""What happens to tips without anybody's doing: they are erased when their time is over, and the hotline is told that some wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from mooring.safeguards import notices
from mooring.safeguards.models import Desk

EVERY = timedelta(minutes=5)


def erase() -> int:
    """Erase the tips whose time is over; only how many there were in a month remains. Answers how many were erased."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        cursor.execute("select mooring_erase_tips()")
        erased = int(cursor.fetchone()[0])
        cursor.execute("reset role")
    return erased


def tell_the_hotline(until: int) -> None:
    """Tell the desks of the hotline that tips wait, when some came in the five minutes before `until` (seconds since 1970)."""
    since = datetime.fromtimestamp(until, UTC) - EVERY
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select mooring_tips_waiting(%s)", [since])
            desks = [desk for (desk,) in cursor.fetchall()]
        if desks:
            notices.tell("tip.waiting", to=list(Desk.objects.filter(pk__in=desks)), address="/tips/")
