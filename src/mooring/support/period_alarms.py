"""Alarms before the last day of a period or a permit: to the desk that holds the pen and to the team, each once for a last day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from mooring.casework.day_cards import DayCard
from mooring.safeguards import clock, notices
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.notices import Urgency
from mooring.support.models import PeriodAlarm, PeriodTakenBack, ProceedingsPermit, ReflectionPeriod
from mooring.support.permit_states import OPEN

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
    alarms = list(found.order_by("last_day", "case_id")[: SHOWN * 3])
    if not alarms:
        return None
    ends = _ends([alarm.case_id for alarm in alarms])
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    for alarm in alarms:
        this = (alarm.case_id, alarm.kind)
        if ends.get(this) == alarm.last_day:
            rows[this] = {"case": alarm.case, "alarm": alarm, "left": (alarm.last_day - clock.today()).days + 1}
    return {"rows": list(rows.values())[:SHOWN]} if rows else None


def _ends(keys: list[int]) -> dict[tuple[int, str], date | None]:
    """The last day of each period that was not taken away, and of each permit, by case key and kind. Three queries, however many."""
    taken = PeriodTakenBack.objects.standing().filter(case_id__in=keys, given=True).values("case_id")
    periods = ReflectionPeriod.objects.standing().filter(case_id__in=keys).exclude(case_id__in=taken)
    permits = ProceedingsPermit.objects.standing().filter(case_id__in=keys, state__in=sorted(OPEN))
    return {
        **{(one.case_id, "period"): one.last_day_of_all() for one in periods.prefetch_related("extensions")},
        **{(one.case_id, "permit"): one.until for one in permits},
    }


CARD = DayCard("periods_ending", "support.look", "support/period_day.html", ending_for, order=24)
