"""Alarms before the last day of a period or a permit: to the desk that holds the pen and to the team, each once for a last day."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from mooring.casework.day_cards import DayCard
from mooring.casework.models import Case
from mooring.safeguards import clock, notices
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.notices import Urgency
from mooring.support.actions.period_permit import standing_permit
from mooring.support.actions.period_rows import standing_period, standing_taking_back
from mooring.support.models import PeriodAlarm

NOTICES = {
    "period.ends_in_two_weeks": _("The days of a period or a permit end within two weeks"),
    "period.ends_in_a_week": _("The days of a period or a permit end within a week"),
    "period.ends_in_two_days": _("The days of a period or a permit end within two days"),
}
KIND_OF = dict(zip((14, 7, 2), NOTICES, strict=True))
SHOWN = 20


def climb() -> int:
    """Raise the alarms whose day has come, and tell who holds the pen and the team. Answers how many; twice does no harm.

    As the machine's clock, which sees no table. The alarm and the notice are one transaction: a killed worker leaves neither. Where
    the law goes on after the least days, their end is marked as met once it is over: it was a reminder, and nothing is late.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local role mooring_clock")
            cursor.execute("select mooring_meet_least_days()")
            cursor.execute(
                "select named, kind, days_before, pen, contact, team from mooring_climb_periods(%s)", [clock.today()]
            )
            raised = cursor.fetchall()
            cursor.execute("reset role")
        for named, kind, days, pen, contact, team in raised:
            _tell(named, kind, days, [key for key in (pen, team) if key], contact)
    return len(raised)


def _tell(named: str, kind: str, days: int, desks: list[int], contact: int | None) -> None:
    to: list[Officer | Desk] = [*Desk.objects.in_bulk(desks).values()]
    if contact is not None:
        to += Officer.objects.filter(pk=contact)
    address = f"/cases/{named}/{'period' if kind == 'period' else 'permit'}/"
    urgency = Urgency.URGENT if days <= 2 else Urgency.ORDINARY
    notices.tell(KIND_OF[days], to=to, address=address, urgency=urgency)


def ending_for(officer: Officer) -> dict[str, Any] | None:
    """The periods and permits that end soon in the cases open to an officer, the next first; none when nothing ends.

    What was extended, taken away or corrected since its alarm is not shown any more.
    """
    found = PeriodAlarm.objects.filter(last_day__gte=clock.today()).select_related("case")
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    for alarm in found.order_by("last_day", "case_id")[: SHOWN * 3]:
        if _still_holds(alarm):
            left = (alarm.last_day - clock.today()).days + 1
            rows[(alarm.case_id, alarm.kind)] = {"case": alarm.case, "alarm": alarm, "left": left}
    return {"rows": list(rows.values())[:SHOWN]} if rows else None


def _still_holds(alarm: PeriodAlarm) -> bool:
    case: Case = alarm.case
    if alarm.kind == "permit":
        permit = standing_permit(case)
        return permit is not None and permit.until == alarm.last_day
    period = standing_period(case)
    return period is not None and period.last_day_of_all() == alarm.last_day and standing_taking_back(case) is None


CARD = DayCard("periods_ending", "support.look", "support/period_day.html", ending_for, order=24)
