"""The deeds of casework: opening a case, giving and ending access, deadlines, tasks, notes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from mooring.casework.compartments import FOUNDERS, Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Deadline, Fact, Grant, GrantEnding, Ground, Note, StageReached, Task
from mooring.casework.pseudonym import new_pseudonym
from mooring.casework.stages import STAGES, Stage
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key

AnyFact = TypeVar("AnyFact", bound=Fact)


class NotALawfulMove(Exception):
    """A case cannot go from the stage in which it stands to the one asked for."""


@deed("case.open", on="result")
def open_case(*, by: Officer, stage: Stage = Stage.PRESUMED) -> Case:
    """Open a case under a fresh pseudonym; the officer becomes its lead and her desk its team.

    The order matters to the database's policies: grants by founding, then the key, then the case.
    """
    key, moment = random_key(), clock.now()
    grants = [
        Grant(
            case_id=key,
            compartment=compartment,
            ground=Ground.FOUNDING,
            given_by=by,
            since=moment,
            case_opened_at=moment,
            as_lead=holder.get("officer") is not None,
            **holder,
        )
        for compartment in FOUNDERS
        for holder in ({"officer": by}, {"desk": by.desk})
    ]
    Grant.objects.bulk_create(grants)
    keys.make_data_key(key)
    case = Case(id=key, pseudonym=new_pseudonym(settings.MOORING_PSEUDONYM_PREFIX), opened_at=moment, opened_by=by)
    case.save(force_insert=True)
    StageReached(case=case, stage=stage, since=moment, recorded_by=by).save(force_insert=True)
    return case


def put_in_place(fact: AnyFact, **which: Any) -> AnyFact:
    """Append a fact in the place of the one that stands for its case (and for `which`), if any, within a deed.

    Raises `AlreadySuperseded` when somebody else was quicker.
    """
    standing = type(fact)._default_manager.filter(case_id=fact.case_key, superseded_by=None, **which).first()
    if standing is None:
        fact.save(force_insert=True)
    else:
        standing.supersede(fact)
    return fact


def move_to(case: Case, stage: Stage, *, by: Officer) -> StageReached:
    """Move a case on to a stage, within a deed of the room that decides it. Raises `NotALawfulMove`."""
    standing = StageReached.objects.standing().get(case=case)
    if stage not in STAGES[Stage(standing.stage)].leads_to:
        raise NotALawfulMove(_("The case cannot go to this stage from the one in which it stands."))
    reached = StageReached(case=case, stage=stage, since=clock.now(), recorded_by=by)
    standing.supersede(reached)
    return reached


@deed("case.close", on="case")
def close(*, by: Officer, case: Case) -> StageReached:
    """Close a case: nothing more is due, in any part that the officer may write. It can be opened again."""
    held = case.held_by(by)
    for deadline in Deadline.objects.open().filter(case=case):
        if held.get(deadline.compartment, False):
            meet_deadline(case, deadline.kind, by=by)
    return move_to(case, Stage.CLOSED, by=by)


@deed("team.give", on="case", compartment=Compartment.ENTRY)
def give_access(
    *,
    by: Officer,
    case: Case,
    compartment: str,
    officer: Officer | None = None,
    desk: Desk | None = None,
    may_write: bool = True,
    as_lead: bool = False,
    until: datetime | None = None,
) -> Grant:
    """Give an officer or a desk access to one compartment of a case, and with it to its entry where the part needs one.

    Only a lead of the case can, and never to herself; the database holds both rules as well.
    """
    if officer is not None and officer.pk == by.pk:
        raise house_rule("team.give", by, case, _("Nobody gives themselves more."), _("Ask another lead of the case."))
    if not leads(by, case):
        raise Refused(
            Refusal(
                Why.NOT_GRANTED,
                "team.give",
                _("Access is given by a lead of the case."),
                _("See Team on the case page."),
            ),
            by,
            case.pk,
        )
    parts = [compartment]
    if compartment not in (Compartment.ENTRY, Compartment.REMOVAL_HOLD):
        held = Grant.objects.running().filter(case=case, compartment=Compartment.ENTRY, officer=officer, desk=desk)
        parts += [] if held.exists() else [Compartment.ENTRY]
    own_desk = desk is not None and desk in by.desks()
    if own_desk and not all(_holds(by, case, part, may_write, as_lead, until) for part in parts):
        raise house_rule(
            "team.give",
            by,
            case,
            _("Nobody gives their own desk more than they have themselves, nor for longer."),
            _("Ask another lead of the case."),
        )
    grants = [
        Grant(
            case=case,
            compartment=part,
            officer=officer,
            desk=desk,
            may_write=may_write,
            as_lead=as_lead,
            ground=Ground.GIVEN_BY_LEAD,
            given_by=by,
            since=clock.now(),
            until=until,
            case_opened_at=case.opened_at,
        )
        for part in parts
    ]
    Grant.objects.bulk_create(grants)
    return grants[0]


@deed("team.end", on="case", compartment=Compartment.ENTRY)
def end_access(*, by: Officer, case: Case, grant: Grant) -> GrantEnding:
    """End a grant: a lead ends anybody's, everybody may end her own."""
    if not (leads(by, case) or grant.officer_id == by.pk):
        raise Refused(Refusal(Why.NOT_GRANTED, "team.end", _("Access is ended by a lead of the case.")), by, case.pk)
    ending = GrantEnding(grant=grant, case=case, ended_by=by)
    ending.save(force_insert=True)
    return ending


def _holds(officer: Officer, case: Case, part: str, may_write: bool, as_lead: bool, until: datetime | None) -> bool:
    """Whether the officer has a grant that is at least as wide and as long as this one."""
    wide = Grant.objects.running().held_by(officer).filter(case=case, compartment=part)
    wide = wide.filter(may_write=True) if may_write else wide
    wide = wide.filter(as_lead=True) if as_lead else wide
    long = Q(until=None) if until is None else Q(until=None) | Q(until__gte=until)
    return wide.filter(long).exists()


def leads(officer: Officer, case: Case) -> bool:
    """Whether this officer is a lead of this case, herself or by her desk."""
    return Grant.objects.running().held_by(officer).filter(case=case, as_lead=True).exists()


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
    if standing is not None:
        standing.supersede(deadline)
    else:
        deadline.save(force_insert=True)
    return deadline


def meet_deadline(case: Case, kind: str, *, by: Officer) -> Deadline | None:
    """Mark the open deadline of a kind as met now, within a deed. Answers it, or none when there was none."""
    standing = Deadline.objects.open().filter(case=case, kind=kind).first()
    if standing is None:
        return None
    met = Deadline(
        case=case,
        kind=kind,
        due_at=standing.due_at,
        pen_desk_id=standing.pen_desk_id,
        pen_officer_id=standing.pen_officer_id,
        finding=standing.finding,
        compartment=standing.compartment,
        met_at=clock.now(),
        recorded_by=by,
    )
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
    done = Task(
        case=task.case,
        kind=task.kind,
        for_desk_id=task.for_desk_id,
        for_officer_id=task.for_officer_id,
        due_on=task.due_on,
        done_at=clock.now(),
        compartment=task.compartment,
        recorded_by=by,
    )
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
