"""What housing does by the clock: places nobody answered for are free again, and somebody is told before the paid nights run out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from mooring.housing import house_rules
from mooring.safeguards import clock, notices
from mooring.safeguards.models import Desk, Officer


def lapse() -> int:
    """Free the beds of offers that no house answered in time, and tell both sides. Answers how many; twice does no harm."""
    with transaction.atomic():
        rows = _ask("select named, from_desk, house_desk from mooring_lapse_stays()", [])
        desks = Desk.objects.in_bulk([key for row in rows for key in row[1:3]])
        for named, team, house in rows:
            to = [desks[int(str(team))], desks[int(str(house))]]
            notices.tell("stay.lapsed", to=to, address=f"/stays/{named}/", urgency=notices.Urgency.URGENT)
    return len(rows)


def warn_of_paid_nights() -> int:
    """Tell team, contact person and house on the days of warning before paid nights run out. Answers how many were warned of."""
    with transaction.atomic():
        rows = _ask(
            "select named, from_desk, house_desk, contact from mooring_paid_nights_run_out(%s, %s)",
            [clock.today(), list(house_rules.WARNED_DAYS_BEFORE)],
        )
        desks = Desk.objects.in_bulk([key for row in rows for key in row[1:3]])
        contacts = Officer.objects.in_bulk([row[3] for row in rows])
        for named, team, house, contact in rows:
            to: list[Officer | Desk] = [desks[int(str(team))], desks[int(str(house))], contacts[int(str(contact))]]
            notices.tell("stay.paid_until", to=to, address=f"/stays/{named}/", urgency=notices.Urgency.URGENT)
    return len(rows)


def _ask(sql: str, given: Sequence[date | list[int]]) -> list[tuple[object, ...]]:
    """As the machine's clock, which sees no table. The rows it wrote and the notices are one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        cursor.execute(sql, given)
        rows: list[tuple[object, ...]] = cursor.fetchall()
        cursor.execute("reset role")
    return rows
