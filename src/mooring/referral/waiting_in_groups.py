"""What waits for an officer in her groups, and the ladder by which an action that is late climbs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from mooring.referral.actions.meetings import action_address, owners
from mooring.referral.group_states import HOME
from mooring.referral.models import GroupAction, Matter, Meeting, MeetingState
from mooring.referral.models.groups import open_with
from mooring.safeguards import clock, notices
from mooring.safeguards.models import Agency, Officer

SOON = timedelta(days=14)
REMINDER, OVERDUE, LONG_OVERDUE = 1, 2, 3


def waiting_for(officer: Officer) -> dict[str, list[Any]]:
    """Open actions of hers or of her agencies, meetings within two weeks, and answers that have come home to her."""
    agencies = [desk.agency_id for desk in officer.desks()]
    actions = list(
        GroupAction.objects.filter(ending=None, agency__in=agencies)
        .filter(Q(officer=None) | Q(officer=officer))
        .select_related("group", "agency")[:10]
    )
    for action in actions:
        action.told = open_with(action.group.ring(), action, "words")  # type: ignore[attr-defined]
        action.address = action_address(action)  # type: ignore[attr-defined]
    mine = Matter.objects.filter(Q(raised_by=officer) | Q(raised_desk__in=[desk.pk for desk in officer.desks()]))
    home = [matter for matter in mine.prefetch_related("steps") if max(matter.steps.all(), key=_number).state == HOME]
    return {"actions": actions, "meetings": coming(), "home": home}


def coming() -> list[dict[str, Any]]:
    """The meetings within two weeks of the groups that are open to who asks, the next first."""
    meetings = Meeting.objects.select_related("group").prefetch_related("arrangements")
    told: list[dict[str, Any]] = [{"meeting": one, "at": max(one.arrangements.all(), key=_number)} for one in meetings]
    moment = clock.now()
    soon = [
        one
        for one in told
        if one["at"].state == MeetingState.PLANNED
        and moment <= one["at"].ends_at
        and one["at"].starts_at <= moment + SOON
    ]
    return sorted(soon, key=lambda one: one["at"].starts_at)


def _number(row: Any) -> int:
    return int(row.number)


def climb() -> int:
    """Remind of actions that are due soon, overdue, or overdue for a week; each step once. Answers how many were told of."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local role mooring_clock")
            cursor.execute(
                "select action, level, officer, agency from mooring_climb_group_actions(%s)", [clock.today()]
            )
            steps = cursor.fetchall()
            cursor.execute("reset role")
        for key, level, officer, agency in steps:
            _remind(GroupAction(pk=key, agency_id=agency, officer_id=officer), level)
    return len(steps)


def _remind(action: GroupAction, level: int) -> None:
    """The machine knows of an action its key and whose it is; who is told opens it as herself."""
    address = action_address(action)
    if level == REMINDER:
        notices.tell("group_action.due", to=owners(action), address=address)
        return
    leads = notices.leads_of(Agency(pk=action.agency_id).pk)
    above = notices.coordinators() if level == LONG_OVERDUE else []
    notices.tell(
        "group_action.overdue",
        to={officer.pk: officer for officer in [*owners(action), *leads, *above]}.values(),
        address=address,
        urgency=notices.Urgency.ESCALATION,
    )
