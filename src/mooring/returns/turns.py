"""Whose turn it is: the deadlines of a return, and the desks they wait for."""

from __future__ import annotations

from datetime import date

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.known import known
from mooring.casework.models import Case, Grant
from mooring.law import Finding
from mooring.returns import house_rules
from mooring.returns.models import Instalment, ReturnPath, ReturnPlan
from mooring.safeguards import clock, notices
from mooring.safeguards.models import Desk, NotPosted, Officer

ANSWER, RISKS, PLAN, TRAVEL = "return_answer", "return_risks", "return_plan", "return_travel"
ARRIVAL, FOLLOW_UP, MONEY = "return_arrival", "return_follow_up", "return_instalment"
KINDS = (ANSWER, RISKS, PLAN, TRAVEL, ARRIVAL, FOLLOW_UP, MONEY)


def team_desk(case: Case, otherwise: Officer) -> Desk:
    """The desk that looks after the person: the contact person's, else the one that opened the case."""
    contact = known(case, "contact_person")
    for officer in (contact, case.opened_by):
        if isinstance(officer, Officer):
            try:
                return officer.desk
            except NotPosted:
                continue
    return otherwise.desk


def planner_desk(path: ReturnPath, otherwise: Officer) -> Desk:
    """The desk that plans, where it works here and the case is open to it; else the team's."""
    plan = ReturnPlan.objects.standing().select_related("planner_desk").filter(path=path, case_id=path.case_id).first()
    desk = plan.planner_desk if plan is not None else None
    return desk if desk is not None and is_open_to(path.case, desk) else team_desk(path.case, otherwise)


def is_open_to(case: Case, desk: Desk) -> bool:
    """Whether support of this case is open to a desk, as far as the acting officer can see."""
    return Grant.objects.running().filter(case=case, compartment=Compartment.SUPPORT, desk=desk).exists()


def wait(case: Case, kind: str, day: date, *, by: Officer, desk: Desk, finding: Finding) -> None:
    """Set a deadline of a return, within a deed; it lies in the part of support."""
    casework.set_deadline(
        case,
        kind,
        clock.end_of(day),
        by=by,
        finding=finding.record(),
        pen_desk=desk,
        compartment=Compartment.SUPPORT,
    )


def done_with(case: Case, *kinds: str, by: Officer) -> None:
    """Meet the deadlines of these kinds that are open; all of a return where none is named."""
    for kind in kinds or KINDS:
        casework.meet_deadline(case, kind, by=by)


def wait_for_money(path: ReturnPath, *, by: Officer) -> None:
    """The next sum that is not paid is due on its day; when all are paid nothing is."""
    unpaid = Instalment.objects.standing().filter(path=path, case_id=path.case_id, paid_on=None).order_by("due_on")
    following = unpaid.first()
    if following is None:
        done_with(path.case, MONEY, by=by)
        return
    finding = house_rules.due("instalment", clock.today())
    wait(path.case, MONEY, following.due_on, by=by, desk=planner_desk(path, by), finding=finding)


def tell(kind: str, case: Case, desk: Desk, *, by: Officer, address: str) -> None:
    """Tell another desk that the return has moved on, where the case is open to it."""
    if desk.pk != by.desk.pk and (is_open_to(case, desk) or desk == team_desk(case, by)):
        notices.tell(kind, to=[desk], address=address)
