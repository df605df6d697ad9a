"""Who is on duty: at a moment, next, and which hours of the coming weeks nobody has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from mooring.hotline import roster
from mooring.hotline.models import DutyLine, Shift, ShiftKind
from mooring.hotline.roster import Stretch
from mooring.safeguards import clock, notices
from mooring.safeguards.models import Desk, Officer, Posting

WARNED_AHEAD = timedelta(days=14)
GAP = "roster.gap"


def on_duty(at: datetime | None = None) -> list[Shift]:
    """The shifts that run at a moment and that somebody has, back-ups after the others."""
    moment = at or clock.now()
    running = Shift.objects.on_the_roster().filter(begins_at__lte=moment, ends_at__gt=moment, officer__isnull=False)
    return sorted(running, key=lambda shift: (shift.desk.name, shift.kind == ShiftKind.BACK_UP, shift.begins_at))


def is_on_duty(officer: Officer, at: datetime | None = None) -> bool:
    """Whether an officer has a shift that runs at a moment."""
    return any(shift.officer_id == officer.pk for shift in on_duty(at))


@dataclass
class DeskOnDuty:
    """A desk with a duty line: the number to ring, who is there now, and who comes next."""

    desk: Desk
    number: str
    now: list[Shift] = field(default_factory=list)
    next: Shift | None = None

    @property
    def telephone(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


def desks_on_duty() -> list[DeskOnDuty]:
    """All desks with a duty line, or with somebody on duty now, as far as every officer may see it. Three queries."""
    moment = clock.now()
    found: dict[int, DeskOnDuty] = {}
    for line in DutyLine.objects.standing().select_related("desk__agency").order_by("desk__name"):
        found[line.desk_id] = DeskOnDuty(line.desk, line.number)
    for shift in on_duty(moment):
        found.setdefault(shift.desk_id, DeskOnDuty(shift.desk, "")).now.append(shift)
    later = Shift.objects.on_the_roster().filter(begins_at__gt=moment, officer__isnull=False)
    for shift in later.filter(begins_at__lt=moment + timedelta(hours=24)).exclude(kind=ShiftKind.BACK_UP):
        there = found.setdefault(shift.desk_id, DeskOnDuty(shift.desk, ""))
        there.next = there.next or shift
    return list(found.values())


def wanted(line: DutyLine, begins: datetime, ends: datetime) -> list[Stretch]:
    """The hours between two moments in which the desk of this line must be answered."""
    zone = settings.MOORING_COUNTRY.zone
    first, last = timezone.localtime(begins, zone).date(), timezone.localtime(ends, zone).date()
    days = roster.to_be_covered(first - timedelta(days=1), last, line.opens, line.closes, zone)
    within = (Stretch(max(one.begins, begins), min(one.ends, ends)) for one in days)
    return [one for one in within if one.begins < one.ends]


def covered(shifts: Iterable[Shift]) -> list[Stretch]:
    """The time that somebody has taken; a back-up does not answer, and an open shift is nobody."""
    return [Stretch(one.begins_at, one.ends_at) for one in shifts if not one.is_open and one.kind != ShiftKind.BACK_UP]


def gaps_of(line: DutyLine, shifts: Iterable[Shift], begins: datetime, ends: datetime) -> list[Stretch]:
    """The hours of a desk that nobody has, between two moments."""
    return roster.gaps(wanted(line, begins, ends), covered(shifts))


def warn_of_gaps() -> int:
    """Tell the coordinators of agencies in whose rosters hours of the next two weeks have nobody. Answers how many desks."""
    moment = clock.now()
    until = moment + WARNED_AHEAD
    taken: dict[int, list[Stretch]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        cursor.execute(
            "select desk, begins, ends from mooring_roster_ahead(%s) where taken and kind <> 'back_up'", [until]
        )
        for desk, begins, ends in cursor.fetchall():
            taken.setdefault(desk, []).append(Stretch(begins, ends))
        lines = list(DutyLine.objects.standing())
        cursor.execute("reset role")
        desks = [
            line.desk_id for line in lines if roster.gaps(wanted(line, moment, until), taken.get(line.desk_id, []))
        ]
        if desks:
            notices.tell(GAP, to=_who_plan(desks), address="/roster/", urgency=notices.Urgency.URGENT)
    return len(desks)


def _who_plan(desks: list[int]) -> list[Officer]:
    agencies = Desk.objects.filter(pk__in=desks).values("agency")
    plan = Posting.objects.running().filter(role="centre_coordinator", desk__agency__in=agencies)
    return list(Officer.objects.filter(postings__in=plan).distinct())
