"""What waits for an officer: what is due, what was asked of her and her desk, and what others did in her cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet

from mooring.casework.models import Deadline, Event, Task
from mooring.casework.sealed_words import give_keys
from mooring.casework.visible_cases import entry_grants, of_holders
from mooring.safeguards import clock
from mooring.safeguards.models import Officer

LAST_DAY = timedelta(days=1)
CHANGED_WITHIN = timedelta(days=7)


def coming_for(officer: Officer, limit: int = 20) -> list[Deadline]:
    """The open deadlines still to come whose pen this officer or her desks hold, the next first; at most `limit`. One query."""
    return _due(officer, Deadline.objects.open().filter(due_at__gte=clock.now()), ("due_at", "id"), limit)


def overdue_for(officer: Officer, limit: int = 20) -> list[Deadline]:
    """The deadlines that are past and not met, the one that passed last first; at most `limit`. One query."""
    return _due(officer, Deadline.objects.open().filter(due_at__lt=clock.now()), ("-due_at", "-id"), limit)


def _due(officer: Officer, open_ones: QuerySet[Any], order: tuple[str, ...], limit: int) -> list[Deadline]:
    firsts = of_holders(officer, lambda holder: _first(open_ones, _renamed("pen", holder), order, limit))
    return list(
        Deadline.objects.filter(pk__in=firsts.values("pk"))
        .select_related("case", "pen_desk__agency", "pen_officer")
        .order_by(*order)[:limit]
    )


def tasks_for(officer: Officer, limit: int = 20) -> list[Task]:
    """The tasks set for this officer or her desks and not done, the most pressing first, their words ready to open. Two queries."""
    open_ones = Task.objects.standing().filter(done_at=None)
    order = (F("due_on").asc(nulls_last=True), "id")
    firsts = of_holders(officer, lambda holder: _first(open_ones, _renamed("for", holder), order, limit))
    tasks: list[Task] = list(
        Task.objects.filter(pk__in=firsts.values("pk"))
        .select_related("case", "for_desk", "for_officer", "recorded_by")
        .order_by(*order)[:limit]
    )
    give_keys(task.case for task in tasks)
    return tasks


def changed_for(officer: Officer, limit: int = 15) -> list[Event]:
    """What others did in this officer's cases during the last days, the newest first; at most `limit`. One query or two.

    Begins at her grants and goes by case into the timeline's index, so that its cost follows her cases and not the country's. Whoever
    has many cases has enough from the last day; only when that is not so are more days read.
    """
    found: list[Event] = []
    for window in (LAST_DAY, CHANGED_WITHIN):
        mine = of_holders(officer, lambda holder: entry_grants(holder).order_by().values("case_id"))
        found = list(
            Event.objects.filter(case_id__in=mine, happened_at__gt=clock.now() - window)
            .exclude(by=officer)
            .select_related("case", "by", "agency")
            .order_by("-happened_at", "-id")[:limit]
        )
        if len(found) == limit:
            break
    return found


def _renamed(prefix: str, holder: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{prefix}_{name}": value for name, value in holder.items()}


def _first(rows: QuerySet[Any], holder: Mapping[str, Any], order: tuple[Any, ...], limit: int) -> QuerySet[Any]:
    return rows.filter(**holder).order_by(*order)[:limit]
