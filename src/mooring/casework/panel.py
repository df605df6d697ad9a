"""Casework's windows on the case page: clocks, tasks, notes, timeline, team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from mooring.casework import labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Deadline, Event, Grant, Note, Task
from mooring.casework.stages import STAGES, Stage
from mooring.safeguards.models import Officer

NEWEST_EVENTS = 200
TO_DO = "to_do"  # a task that an officer worded; every other kind is set by the mechanism
NEWEST_NOTES = 50


def deadlines(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What is due in this case, first what is due first, and what was met."""
    standing = Deadline.objects.standing().filter(case=case).select_related("pen_desk__agency", "pen_officer")
    deadlines = list(standing.order_by("due_at", "id"))
    return {
        "open_ones": [deadline for deadline in deadlines if deadline.met_at is None],
        "met_ones": [deadline for deadline in deadlines if deadline.met_at is not None],
    }


def tasks(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What is to be done, and the last things that were."""
    standing = Task.objects.standing().filter(case=case).select_related("for_desk", "for_officer", "recorded_by")
    found: list[Task] = list(standing.order_by(F("due_on").asc(nulls_last=True), "recorded_at"))
    for task in found:
        task.case = case
    written: list[dict[str, Any]] = [
        {"task": task, "words": task.words("words") or labels.label(task.kind), "is_ours": _is_ours(officer, task)}
        for task in found
    ]
    may_write = case.held_by(officer).get(Compartment.CORE, False)
    return {
        "open_ones": [entry for entry in written if entry["task"].done_at is None],
        "done_ones": [entry for entry in written if entry["task"].done_at is not None][-10:],
        "may_set": may_write and officer.may("task.set"),
        "may_finish": may_write and officer.may("task.finish"),
    }


def _is_ours(officer: Officer, task: Task) -> bool:
    """A task that the mechanism set for another desk (to decide, to tell) is not ours to tick; one that a colleague worded is."""
    if task.kind == TO_DO:
        return True
    return task.for_officer_id == officer.pk or task.for_desk_id in {desk.pk for desk in officer.desks()}


def notes(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The notes of the officer's own agency, the newest first."""
    found: list[Note] = list(
        Note.objects.standing().filter(case=case).select_related("recorded_by").order_by("-recorded_at")[:NEWEST_NOTES]
    )
    for note in found:
        note.case = case
    return {
        "notes": [{"note": note, "words": note.words("words")} for note in found],
        "may_write": case.held_by(officer).get(Compartment.ENTRY, False) and officer.may("note.write"),
    }


def timeline(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What was done, when and by whom, in the compartments that are open to the officer; the newest first."""
    events = (
        Event.objects.filter(case=case)
        .select_related("by", "agency")
        .order_by("-happened_at", "-id")[: NEWEST_EVENTS + 1]
    )
    found = list(events)
    return {
        "events": [{"event": event, "details": _details(event)} for event in found[:NEWEST_EVENTS]],
        "more": len(found) > NEWEST_EVENTS,
    }


def _details(event: Event) -> list[Any]:
    """The codes of an event that somebody has given words; the rest stays where it was written."""
    known = labels.all_labels()
    return [known[f"{name}.{value}"] for name, value in event.codes.items() if f"{name}.{value}" in known]


def team(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Who holds what: for a lead the whole team, for others what they hold themselves. By holder, then by part."""
    running = Grant.objects.running().filter(case=case).select_related("officer", "desk__agency", "given_by")
    own_desks = {desk.pk for desk in officer.desks()}
    holders: dict[str, dict[str, Any]] = {}
    lead = False
    for grant in running.order_by("since", "id"):
        own = grant.officer_id == officer.pk
        lead = lead or (grant.as_lead and (own or grant.desk_id in own_desks))
        holder = str(grant.officer or grant.desk)
        entry = holders.setdefault(
            holder, {"holder": holder, "is_desk": grant.desk_id is not None, "own": own, "leads": False, "grants": []}
        )
        entry["leads"] = entry["leads"] or grant.as_lead
        entry["grants"].append(grant)
    stage: str = getattr(case, "stage", None) or ""
    return {
        "holders": list(holders.values()),
        "leads": lead,
        "may_give": lead and officer.may("team.give"),
        "may_end": officer.may("team.end"),
        "may_see_who_looked": officer.may("case.who_looked"),
        "may_close": officer.may("case.close") and bool(stage) and Stage.CLOSED in STAGES[Stage(stage)].leads_to,
    }


def register() -> None:
    """Put the windows on the case page."""
    for panel in (
        panels.Panel(
            "deadlines",
            _("What is due"),
            "case.look",
            Compartment.CORE,
            "casework/deadlines.html",
            deadlines,
            8,
            above_the_fold=True,
        ),
        panels.Panel(
            "tasks", _("Tasks"), "case.look", Compartment.CORE, "casework/tasks.html", tasks, 9, above_the_fold=True
        ),
        panels.Panel(
            "notes", _("Notes of my agency"), "note.look", Compartment.ENTRY, "casework/notes.html", notes, 70
        ),
        panels.Panel("timeline", _("Timeline"), "case.look", Compartment.ENTRY, "casework/timeline.html", timeline, 80),
        panels.Panel("team", _("Team"), "team.look", Compartment.ENTRY, "casework/team.html", team, 90),
    ):
        panels.register(panel)
