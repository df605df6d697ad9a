"""Opening a case, moving it through the mechanism, closing it; and how a fact takes the place of another."""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _

from mooring.casework.actions.waiting import meet_deadline
from mooring.casework.break_glass import REVIEW
from mooring.casework.compartments import FOUNDERS
from mooring.casework.models import Case, Deadline, Fact, Grant, Ground, StageReached, take_the_place
from mooring.casework.pseudonym import new_pseudonym
from mooring.casework.stages import STAGES, Stage
from mooring.safeguards import clock, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
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
    take_the_place(standing, fact)
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
    """Close a case: nothing more is due, in any part that the officer may write. It can be opened again.

    That an emergency access is reviewed stays due.
    """
    held = case.held_by(by)
    for deadline in Deadline.objects.open().filter(case=case).exclude(kind=REVIEW):
        if held.get(deadline.compartment, False):
            meet_deadline(case, deadline.kind, by=by)
    return move_to(case, Stage.CLOSED, by=by)
