"""What waits in a case: deadlines, tasks, and notes to oneself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Deadline, Note, Task, anew, take_the_place
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer


def set_deadline(
    case: Case,
    kind: str,
    due_at: datetime,
    *,
    by: Officer,
    finding: dict[str, Any],
    pen_desk: Desk | None = None,
    pen_officer: Officer | None = None,
    compartment: str = Compartment.CORE,
) -> Deadline:
    """Set a deadline that follows from a finding of the law, within a deed; a standing open one of the same kind is moved."""
    deadline = Deadline(
        case=case,
        kind=kind,
        due_at=due_at,
        pen_desk=pen_desk,
        pen_officer=pen_officer,
        finding=finding,
        compartment=compartment,
        recorded_by=by,
    )
    standing = Deadline.objects.open().filter(case=case, kind=kind).first()
    take_the_place(standing, deadline)
    return deadline


def meet_deadline(case: Case, kind: str, *, by: Officer, due_at: datetime | None = None) -> Deadline | None:
    """Mark the open deadline of a kind as met now, within a deed. Answers it, or none when there was none.

    `due_at`: that one and no other, where a case can have several of the kind.
    """
    open_ones = Deadline.objects.open().filter(case=case, kind=kind)
    standing: Deadline | None = (open_ones if due_at is None else open_ones.filter(due_at=due_at)).first()
    if standing is None:
        return None
    met = anew(standing, by, case=case, met_at=clock.now())
    standing.supersede(met)
    return met


@deed("task.set", on="case", compartment=Compartment.CORE)
def set_task(
    *,
    by: Officer,
    case: Case,
    words: str,
    kind: str = "to_do",
    desk: Desk | None = None,
    officer: Officer | None = None,
    due_on: date | None = None,
) -> Task:
    """Set a task for an officer or a desk; its words are sealed."""
    task = Task(case=case, kind=kind, for_desk=desk, for_officer=officer, due_on=due_on, recorded_by=by)
    task.seal_words(words=words)
    task.save(force_insert=True)
    return task


@deed("task.finish", on="task", compartment=Compartment.CORE)
def finish_task(*, by: Officer, task: Task) -> Task:
    """Say that a task is done. Raises `AlreadySuperseded` when somebody else has."""
    return mark_done(task, by=by)


def mark_done(task: Task, *, by: Officer) -> Task:
    """Put a done task in the place of one that stands, within a deed. Raises `AlreadySuperseded`."""
    done = anew(task, by, done_at=clock.now())
    done.seal_words(words=task.words("words"))
    task.supersede(done)
    return done


@deed("note.write", on="case", compartment=Compartment.ENTRY)
def write_note(*, by: Officer, case: Case, words: str) -> Note:
    """Write a note that only one's own agency reads."""
    note = Note(case=case, agency=by.agency, recorded_by=by)
    note.seal_words(words=words)
    note.save(force_insert=True)
    return note
