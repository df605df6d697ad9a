"""The children who are missing, as those who were told of them see it: no case, no name, no story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from mooring.safeguards.models import Desk
from mooring.support.models import ChildSheet


@dataclass(frozen=True)
class Missing:
    """A missing child as those who were told see it: a reference, since when, the sheet, and whom to ring. No case, no name."""

    reference: str
    since: datetime
    raised_at: datetime
    sheet: ChildSheet | None
    ring: Desk | None

    @property
    def description(self) -> str:
        return self.sheet.words("description") if self.sheet is not None else ""


def all_missing() -> list[Missing]:
    """What was told to the acting officer and still stands, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select reference, missing_since, raised_at, sheet, ring from mooring_children_missing() order by raised_at desc"
        )
        rows = cursor.fetchall()
    sheets = ChildSheet.objects.in_bulk([row[3] for row in rows if row[3]])
    desks = Desk.objects.select_related("agency").in_bulk([row[4] for row in rows if row[4]])
    return [Missing(row[0], row[1], row[2], sheets.get(row[3]), desks.get(row[4])) for row in rows]
