"""Handing an accepted return on to who plans it: with what a referral begins. Nothing is sent, and consent is asked as always."""

from __future__ import annotations

from mooring.casework.models import Case
from mooring.referral import pieces
from mooring.referral.due import Urgency
from mooring.referral.forms.referrals import SOMEBODY_ELSE
from mooring.referral.handing_on import Choosing
from mooring.referral.models import ReferralKind
from mooring.referral.service_codes import Service
from mooring.returns import law_of_return
from mooring.returns.models import ReturnPlan
from mooring.returns.moving import standing_path
from mooring.returns.return_states import ReturnState
from mooring.safeguards.drafts import Fields
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.references import reference

NEED = str(Service.PREPARED_RETURN)
PIECES = ("languages", "return_path", "return_risks", "contact_person")
"""What somebody who plans a return cannot do without. The officer takes away what is too much, before the person is asked."""
OPEN_IN = (ReturnState.ACCEPTED, ReturnState.ASSESSED, ReturnState.PLANNED)
"""From the yes on, until the person sets out."""


def may_hand_on(officer: Officer, case: Case, state: str) -> bool:
    """Whether the officer is offered to hand the return on, from where it stands."""
    return state in OPEN_IN and officer.may("referral.draft") and case.held_by(officer).get("support", False)


def begun_with(officer: Officer, case: Case) -> Fields:
    """The fields of the referral's form as they stand at its beginning: the need, who is asked, and what is told."""
    offered = {piece.code for piece in pieces.offered(case, officer)}
    chosen = [code for code in PIECES if code in offered]
    fields: Fields = {
        "need": [NEED],
        "kind": [str(ReferralKind.TAKE_UP)],
        "urgency": [str(Urgency.WEEK)],
        "pieces": chosen,
    }
    return fields | _asked(officer, case) | {"step": ["pieces"]}


def _asked(officer: Officer, case: Case) -> Fields:
    """Who is asked: the desk that the plan names, else whom the directory charges with it for this residence basis on this day.

    Where the law says that a partner plans, who does it by contract comes first. Nobody where none is known: the form asks then.
    """
    choosing = Choosing(officer, case, need=NEED, group="", region="", receiver="", pieces=())
    could = [each for each in choosing.candidates if not each.passed_over]
    finding = law_of_return.planner(case)
    if finding is not None and finding.particulars.get("partner"):
        could.sort(key=lambda each: each.mandate.contract_with_id is None)
    desk = _desk_of_the_plan(officer, case)
    named = f"desk:{reference('desk', desk.pk)}" if desk is not None else ""
    known = [value for value, _words in choosing.receivers()]
    if named in known:
        return {"to": [named]}
    if named:
        return {"to": [SOMEBODY_ELSE], "other": [named]}
    if not could:
        return {}
    first = could[0]
    kind, key = ("desk", first.desk.pk) if first.desk else ("agency", first.agency.pk)
    return {"to": [f"{kind}:{reference(kind, key)}"]}


def _desk_of_the_plan(officer: Officer, case: Case) -> Desk | None:
    path = standing_path(case)
    plan = ReturnPlan.objects.standing().select_related("planner_desk").filter(path=path, case=case).first()
    desk = plan.planner_desk if path is not None and plan is not None else None
    return desk if desk is not None and desk.pk not in {own.pk for own in officer.desks()} else None
