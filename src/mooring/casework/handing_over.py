"""Handing over the cases of somebody who leaves: whose they are, who can take them, and what goes with them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy, ngettext

from mooring.casework.known import known
from mooring.casework.models import Case, Deadline, Grant, Ground, Task
from mooring.casework.stages import Stage
from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.roles import roles_with

VERB = "case.hand_over"


LABELS = {
    VERB: gettext_lazy("Lead handed over"),
    "how.by_herself": gettext_lazy("by the lead who leaves"),
    "how.by_another_lead": gettext_lazy("by another lead of the case"),
    "how.taken_up": gettext_lazy("taken up by the desk: its lead had left"),
}


@dataclass(frozen=True)
class Led:
    """A case that an officer leads, with what goes over with it."""

    case: Case
    tasks: int
    deadlines: list[Deadline]
    is_contact_person: bool


def leads_of(leaving: Officer) -> QuerySet[Grant]:
    """The running grants by which an officer leads cases herself, as far as the acting officer sees them."""
    return Grant.objects.running().filter(officer=leaving, as_lead=True)


def cases_of(by: Officer, leaving: Officer) -> list[Led]:
    """The cases that an officer leads and that the acting officer may hand over for her: the open ones first, of these the oldest."""
    if by.pk == leaving.pk:
        keys = list(leads_of(leaving).values_list("case_id", flat=True).distinct())
    else:
        keys = [case for case, officer in _left() if officer == leaving.pk]
    led = Case.objects.with_stage().filter(pk__in=keys).alias(is_closed=Q(stage=Stage.CLOSED))
    cases = list(led.order_by("is_closed", "opened_at", "id"))
    tasks: dict[int, int] = {}
    for key in open_tasks(leaving).filter(case__in=cases).values_list("case_id", flat=True):
        tasks[key] = tasks.get(key, 0) + 1
    deadlines: dict[int, list[Deadline]] = {}
    for deadline in Deadline.objects.open().filter(case__in=cases).order_by("due_at"):
        deadlines.setdefault(deadline.case_id, []).append(deadline)
    return [
        Led(case, tasks.get(case.pk, 0), deadlines.get(case.pk, []), known(case, "contact_person") == leaving)
        for case in cases
    ]


def open_tasks(officer: Officer) -> QuerySet[Task]:
    """Tasks that wait for this officer by name."""
    tasks: QuerySet[Task] = Task.objects.standing().filter(done_at=None, for_officer=officer)
    return tasks


def open_deadlines(officer: Officer) -> QuerySet[Deadline]:
    """Deadlines whose turn is this officer's by name."""
    deadlines: QuerySet[Deadline] = Deadline.objects.open().filter(pen_officer=officer)
    return deadlines


def who_left(by: Officer) -> list[tuple[Officer, int]]:
    """Officers who serve nowhere any more but still lead cases that the acting officer may take up, with how many."""
    counts: dict[int, int] = {}
    for _case, officer in _left():
        counts[officer] = counts.get(officer, 0) + 1
    return [(officer, counts[officer.pk]) for officer in Officer.objects.filter(pk__in=counts).order_by("name")]


def _left() -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("select case_id, officer_id from mooring_cases_left()")
        return list(cursor.fetchall())


def desks_of(leaving: Officer) -> list[Desk]:
    """Where an officer serves; where she served last, when she serves nowhere any more."""
    serving = leaving.desks()
    if serving:
        return serving
    last = Posting.objects.filter(officer=leaving).select_related("desk").order_by("-until").first()
    return [last.desk] if last is not None else []


def who_can_take(by: Officer, leaving: Officer) -> list[Officer]:
    """The officers of the same desk who can take cases over; of somebody who has left, a colleague of the desk takes them up herself."""
    roles = [role.code for role in roles_with(VERB)]
    serving = Posting.objects.running().filter(desk__in=[desk.pk for desk in desks_of(leaving)], role__in=roles)
    can = list(Officer.objects.filter(pk__in=serving.values("officer")).exclude(pk=leaving.pk).order_by("name"))
    return [by] if by in can else can


def may_take_up(case: Case) -> bool:
    """Whether nobody who serves leads the case, and the acting officer is a social worker of the desk that opened it."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_takes_up(%s, 'entry', true, null)", [case.pk])
        return bool(cursor.fetchone()[0])


def founding_parts(case: Case, desk_keys: list[int]) -> QuerySet[Grant]:
    """What the desk that opened the case holds of it, without an end."""
    return Grant.objects.running().filter(case=case, desk__in=desk_keys, ground=Ground.FOUNDING, until=None)


def leads_without_posting(officer: Officer | None = None) -> int:
    """How many cases an officer leads; without an officer, how many cases nobody leads who serves. For an administrator: a number alone."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_led_by(%s)", [officer.pk if officer else None])
        return int(cursor.fetchone()[0])


def told_on_her_page(officer: Officer) -> str:
    """What an administrator reads on an officer's page, before a posting is ended: a number, and no case."""
    count = leads_without_posting(officer)
    return (
        ngettext(
            "%(count)s case still has this officer as lead: have it handed over before a posting ends.",
            "%(count)s cases still have this officer as lead: have them handed over before a posting ends.",
            count,
        )
        % {"count": count}
        if count
        else ""
    )
