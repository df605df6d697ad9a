"""Looking at risks and family, planning the return, and the money that was promised."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import anew, take_the_place
from mooring.returns import house_rules, law_of_return, turns
from mooring.returns.instalments import MOST, divided
from mooring.returns.models import Instalment, ReturnPath, ReturnPlan, RiskAssessment
from mooring.returns.moving import address_of, move, on_a_day_that_was, require
from mooring.returns.over_there import Escort, Help
from mooring.returns.return_states import ReturnState
from mooring.returns.risks import GRAVE_ENOUGH, HARD, Advice, Grave, Risk
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer

PART = Compartment.SUPPORT
MONEY_IN = (ReturnState.PLANNED, ReturnState.TRAVELLING, ReturnState.ARRIVED, ReturnState.FOLLOWED_UP)
"""Where money is agreed on and paid."""
Found = Mapping[str, tuple[str, Sequence[str], str]]
"""By the code of the risk: how grave, for whom, and what is done."""


@deed("return.assess", on="path", compartment=PART)
def assess(
    *,
    by: Officer,
    path: ReturnPath,
    risks: Found,
    advice: str,
    person_says: str,
    looked_at_on: date | None = None,
    **words: str,
) -> RiskAssessment:
    """Write down the risks over there, for whom and how grave, and what is done; a later version takes the place of an earlier one.

    `words`: family, children, safe_contact, reception, measures. Raises `Refused` where a risk that is grave says nothing of what is done.
    """
    verb, case, day = "return.assess", path.case, looked_at_on or clock.today()
    standing = require(path, verb, by=by)
    on_a_day_that_was(verb, by, case, day)
    talked = {code: found for code, found in risks.items() if found[0] != Grave.NOT_TALKED_ABOUT}
    for code, (grave, whom, done) in talked.items():
        if grave in GRAVE_ENOUGH and not whom:
            reason = _("Who is at risk is not written down: %(risk)s.") % {"risk": Risk(code).label}
            raise house_rule(verb, by, case, reason, _("Choose the person, or others who may be harmed."))
        if grave in HARD and not done.strip():
            reason = _("What is done about a grave risk is not written down: %(risk)s.") % {"risk": Risk(code).label}
            raise house_rule(verb, by, case, reason, _("Write what is done, or that nothing can be done yet."))
    earlier = RiskAssessment.objects.standing().filter(path=path, case=case).first()
    made = RiskAssessment(
        case=case,
        path=path,
        version=earlier.version + 1 if earlier else 1,
        looked_at_on=day,
        risks={code: {"grave": grave, "for": list(whom)} for code, (grave, whom, _done) in talked.items()},
        advice=advice,
        person_says=person_says,
        recorded_by=by,
    )
    notes = {code: done.strip() for code, (_grave, _whom, done) in talked.items() if done.strip()}
    made.seal_words(notes=json.dumps(notes) if notes else "", **{name: words.get(name, "") for name in made.WORDS})
    take_the_place(earlier, made)
    if standing.state == ReturnState.ACCEPTED:
        desk = turns.team_desk(case, by)
        move(path, ReturnState.ASSESSED, verb, by=by, happened_on=day, pen_desk=desk)
        turns.done_with(case, turns.RISKS, by=by)
        due = house_rules.due("make_a_plan", clock.today())
        turns.wait(case, turns.PLAN, clock.today() + house_rules.MAKE_A_PLAN, by=by, desk=desk, finding=due)
    return made


@deed("return.plan", on="path", compartment=PART)
def plan(
    *,
    by: Officer,
    path: ReturnPath,
    destination: str,
    country: str,
    reception: str,
    help_agreed: Mapping[str, str],
    agreed_on: date | None = None,
    escort: str = Escort.NOT_NEEDED,
    travels_on: date | None = None,
    planner_desk: Desk | None = None,
    reception_words: str = "",
    route: str = "",
    own_words: str = "",
) -> ReturnPlan:
    """Write a version of the plan: to where, who receives, what help (by code, with its words), who goes along, when.

    Who plans is asked of the law. Raises `Refused` for a child of whom nobody wrote what is best or who would travel alone, and for a
    day of travel before the plan.
    """
    verb, case, day = "return.plan", path.case, agreed_on or clock.today()
    standing = require(path, verb, by=by)
    on_a_day_that_was(verb, by, case, day)
    if law_of_return.is_child(case):
        _best_for_the_child(verb, by, path)
        if escort == Escort.NOT_NEEDED:
            instead = _("Choose who goes along, or “needed, and not found yet”.")
            raise house_rule(verb, by, case, _("A child does not travel alone."), instead)
    if travels_on is not None and travels_on < day:
        raise house_rule(
            verb, by, case, _("The day of travel lies before the plan."), _("Give a later day, or none yet.")
        )
    finding = law_of_return.planner(case, day)
    earlier = ReturnPlan.objects.standing().filter(path=path, case=case).first()
    made = ReturnPlan(
        case=case,
        path=path,
        version=earlier.version + 1 if earlier else 1,
        agreed_on=day,
        planner=finding.record() if finding is not None else None,
        planner_desk=planner_desk,
        destination=destination,
        country=country,
        reception=reception,
        help_agreed=[one for one in Help.values if one in help_agreed],
        escort=escort,
        travels_on=travels_on,
        recorded_by=by,
    )
    notes = {code: said.strip() for code, said in help_agreed.items() if said.strip()}
    made.seal_words(
        notes=json.dumps(notes) if notes else "", reception=reception_words, route=route, own_words=own_words
    )
    take_the_place(earlier, made)
    desk = turns.planner_desk(path, by)
    if standing.state == ReturnState.ASSESSED:
        move(path, ReturnState.PLANNED, verb, by=by, happened_on=day, pen_desk=desk, finding=finding)
        turns.tell("return.planned", case, desk, by=by, address=address_of(case))
    turns.done_with(case, turns.PLAN, turns.TRAVEL, by=by)
    if travels_on is not None:
        turns.wait(case, turns.TRAVEL, travels_on, by=by, desk=desk, finding=house_rules.due("travel", day))
    return made


@deed("return.agree_money", on="path", compartment=PART)
def agree_money(
    *, by: Officer, path: ReturnPath, amount: int, currency: str, months: int, first_due: date, kind: str
) -> list[Instalment]:
    """Promise a sum (smallest units of the currency), paid in as many parts as months, one a month from a day on.

    Raises `Refused` where nothing is planned yet, or a part would be nothing.
    """
    verb, case = "return.agree_money", path.case
    if path.standing_step().state not in MONEY_IN:
        instead = _("Plan the return first, with the person.")
        raise house_rule(
            verb, by, case, _("Money is agreed on in a plan, and paid until the return is closed."), instead
        )
    try:
        parts = divided(amount, months, first_due)
    except ValueError:
        instead = _("Give a sum, and between 1 and %(most)s months.") % {"most": MOST}
        raise house_rule(verb, by, case, _("The sum cannot be divided like this."), instead) from None
    so_far: list[int] = list(
        Instalment.objects.standing().filter(path=path, case=case).values_list("number", flat=True)
    )
    made = [
        Instalment(
            case=case,
            path=path,
            number=max(so_far, default=0) + place,
            kind=kind,
            amount=part,
            currency=currency,
            due_on=due,
            recorded_by=by,
        )
        for place, (part, due) in enumerate(parts, start=1)
    ]
    for one in made:
        one.save(force_insert=True)
    turns.wait_for_money(path, by=by)
    return made


@deed("return.pay", on="instalment", compartment=PART)
def pay(*, by: Officer, instalment: Instalment, paid_on: date | None = None) -> Instalment:
    """Record that a sum was paid. Raises `Refused` for one that is paid already, or on a return that is over; `AlreadySuperseded`."""
    verb, case, day = "return.pay", instalment.case, paid_on or clock.today()
    if instalment.paid_on is not None:
        raise house_rule(verb, by, case, _("This sum is paid already."), _("Look at the list again."))
    on_a_day_that_was(verb, by, case, day)
    instalment.path.case = case
    if instalment.path.standing_step().state not in MONEY_IN:
        reason = _("The return is closed, or was withdrawn: nothing more is paid on it.")
        raise house_rule(
            verb, by, case, reason, _("Where a sum was paid before that day, write it in a note of the case.")
        )
    paid = anew(instalment, by, paid_on=day)
    instalment.supersede(paid)
    turns.wait_for_money(instalment.path, by=by)
    return paid


def _best_for_the_child(verb: str, by: Officer, path: ReturnPath) -> None:
    """See that what is best for the child was written down, and speaks for a return. An adult decides alone. Raises `Refused`."""
    found = RiskAssessment.objects.standing().filter(path=path, case=path.case).first()
    if found is not None:
        found.case = path.case
    if found is None or not found.words("children").strip():
        instead = _("Write it with the risks, with the child and who answers for the child; then plan.")
        raise house_rule(verb, by, path.case, _("Nobody has written what is best for the child."), instead)
    if found.advice in (Advice.NOT_NOW, Advice.TOO_LITTLE_KNOWN):
        reason = _("What is best for the child comes first, and it does not speak for a return now.")
        instead = _("Help here goes on. Look at the risks again when more is known, or withdraw the return.")
        raise house_rule(verb, by, path.case, reason, instead)
