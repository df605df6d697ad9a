"""Whose turn it is: the deadlines that support sets and meets, and the desks they wait for."""

from __future__ import annotations

from datetime import date

from mooring.casework import actions as casework
from mooring.casework.models import Case, Deadline, StageReached, Task
from mooring.casework.stages import Stage
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.models import Desk, NotPosted, Officer
from mooring.support import house_rules
from mooring.support.models import ContactPerson

CONTACT_PERSON = "contact_person"
ASK = "reflection_ask"
DECIDE = "reflection_decide"
END = "reflection_end"
PLAN_REVIEW = "plan_review"
AFTER_CORRECTION = "reflection_after_correction"
CONTACT_PERSON_LEAVES = "contact_person_leaves"
REFUSED = "reflection_refused"
TAKEN_BACK = "reflection_taken_back"
PERMIT_END = "permit_end"
PERIOD_KINDS = (ASK, DECIDE, END)


def contact_person_of(case: Case) -> ContactPerson | None:
    found: ContactPerson | None = (
        ContactPerson.objects.standing().filter(case=case).select_related("officer", "desk__agency").first()
    )
    return found


def team_desk(case: Case, otherwise: Officer) -> Desk:
    """The desk that looks after the person: the contact person's, else the one that opened the case."""
    appointed = contact_person_of(case)
    if appointed is not None:
        return appointed.desk
    try:
        return case.opened_by.desk
    except NotPosted:
        return otherwise.desk


def authority_desk(case: Case) -> Desk | None:
    """The desk that decided on identification last, or none when nobody has or the officer no longer serves."""
    reached = (
        StageReached.objects.filter(case=case, stage__in=(Stage.IDENTIFIED, Stage.NOT_IDENTIFIED))
        .select_related("recorded_by")
        .order_by("-recorded_at")
        .first()
    )
    try:
        return reached.recorded_by.desk if reached is not None else None
    except NotPosted:
        return None


def wait_for_request(case: Case, finding: Finding, *, by: Officer) -> Deadline:
    """The team asks the person within a week: when nobody asks, there is no period."""
    due = clock.end_of(clock.today() + house_rules.A_WEEK)
    record = house_rules.to_be_asked(finding).record()
    return casework.set_deadline(case, ASK, due, by=by, finding=record, pen_desk=team_desk(case, by))


def wait_for_answer(case: Case, finding: Finding, *, by: Officer, desk: Desk, before: date | None = None) -> Deadline:
    """The authority answers within a week, and before the running days end."""
    due = clock.today() + house_rules.A_WEEK
    due = min(due, max(before, clock.today())) if before is not None else due
    record = house_rules.to_be_decided(finding).record()
    return casework.set_deadline(case, DECIDE, clock.end_of(due), by=by, finding=record, pen_desk=desk)


def wait_for_end(case: Case, finding: Finding, last_day: date, *, by: Officer) -> Deadline:
    """The authority answers for what comes after the last day. A standing deadline keeps its desk."""
    standing = Deadline.objects.open().filter(case=case, kind=END).select_related("pen_desk").first()
    desk = standing.pen_desk if standing is not None and standing.pen_desk is not None else by.desk
    return casework.set_deadline(case, END, clock.end_of(last_day), by=by, finding=finding.record(), pen_desk=desk)


def set_task(case: Case, kind: str, *, by: Officer, desk: Desk | None = None, officer: Officer | None = None) -> Task:
    """Set a task within a deed: it belongs to the deed, and is no deed of its own in the ledger. Its kind says what it asks for."""
    task = Task(case=case, kind=kind, for_desk=desk, for_officer=officer, recorded_by=by)
    task.seal_words(words="")
    task.save(force_insert=True)
    return task
