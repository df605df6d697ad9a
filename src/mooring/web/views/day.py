"""The officer's day: what is due, what waits for her, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from mooring.casework import day_cards, officers_day
from mooring.casework.labels import label
from mooring.casework.models import Event
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import Officer
from mooring.safeguards.second_hand import waiting_for

SHOWN = 12
CHANGES_READ = 30
SOON = timedelta(hours=72)


def day(request: HttpRequest) -> HttpResponse:
    """The page after sign-in. One look in the ledger, with the number of cases' lines shown."""
    officer = officer_of(request)
    context: dict[str, Any] = {
        "today": clock.today(),
        "quick_actions": _quick_actions(officer),
        "second_hand": waiting_for(officer),
        "cards": day_cards.cards_for(officer),
    }
    if officer.may("case.list"):
        coming = officers_day.coming_for(officer, SHOWN + 1)
        overdue = officers_day.overdue_for(officer, SHOWN + 1)
        soon = clock.now() + SOON
        tasks = officers_day.tasks_for(officer, SHOWN + 1)
        changed = officers_day.changed_for(officer, CHANGES_READ)
        context |= {
            "sees_cases": True,
            "soon": [deadline for deadline in coming[:SHOWN] if deadline.due_at <= soon],
            "overdue": overdue[:SHOWN],
            "later": [deadline for deadline in coming[:SHOWN] if deadline.due_at > soon],
            "more_due": len(coming) > SHOWN or len(overdue) > SHOWN,
            "tasks": [{"task": task, "words": task.words("words") or label(task.kind)} for task in tasks[:SHOWN]],
            "more_tasks": len(tasks) > SHOWN,
            "changed": _by_hand(changed),
            "days": officers_day.CHANGED_WITHIN.days,
        }
        ledger.look(
            officer, "day.look", count=len(coming[:SHOWN]) + len(overdue[:SHOWN]) + len(tasks[:SHOWN]) + len(changed)
        )
    return render(request, "web/day.html", context)


def _by_hand(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Events that follow each other in one case, by one officer, told once: what was done, and how often where it was more than once."""
    told: list[dict[str, Any]] = []
    for _same, together in groupby(
        events, key=lambda event: (event.case_id, event.by_id, timezone.localdate(event.happened_at))
    ):
        group = list(together)
        times: dict[str, int] = {}
        for event in group:
            times[event.kind] = times.get(event.kind, 0) + 1
        told.append({"newest": group[0], "deeds": [(label(kind), count) for kind, count in times.items()]})
    return told


def _quick_actions(officer: Officer) -> list[dict[str, Any]]:
    from mooring.web.doors import DOORS

    ways = []
    for door in DOORS:
        if door.quick_action and door.verb and officer.may(door.verb):
            try:
                ways.append({"label": door.quick_action, "url": reverse(door.name), "is_quiet": door.is_quiet})
            except NoReverseMatch:
                continue
    return sorted(ways, key=lambda way: bool(way["is_quiet"]))
