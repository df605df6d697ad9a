"""A return as its page tells it: where it stands, whose turn it is, what is open now, and everything written on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case
from mooring.casework.models.in_turn import in_turn
from mooring.casework.named_by_code import country_name, language_name
from mooring.law import Finding
from mooring.returns import handing_on, law_of_return
from mooring.returns.actions.preparing import MONEY_IN
from mooring.returns.actions.travelling import arrived_on, months_left
from mooring.returns.answers import ConfirmedBy, NoBecause, Outcome, Told
from mooring.returns.models import FollowUp, Instalment, ReturnOffer, ReturnPath, ReturnPlan, ReturnStep, RiskAssessment
from mooring.returns.moving import standing_path
from mooring.returns.return_states import MAY_BE_WRITTEN_ANEW, RETURN_STATES, UNDER_WAY, ReturnState, may_do
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference

# The words of a button, the verb it takes, and the door it leads to; the usual way first.
WAYS = (
    (_("Write down the answer: yes"), "return.accept", "return_accept"),
    (_("Look at the risks"), "return.assess", "return_assess"),
    (_("Write the plan"), "return.plan", "return_plan"),
    (_("The person sets out"), "return.travel", "return_travel"),
    (_("The person has arrived"), "return.arrive", "return_arrive"),
    (_("Ask how the person is"), "return.follow_up", "return_follow_up"),
    (_("Close the return"), "return.close", "return_close"),
    (_("The person thinks it over"), "return.consider", "return_consider"),
    (_("No for now"), "return.say_no", "return_say_no"),
    (_("Tell of it again"), "return.offer", "return_offer"),
    (_("The journey did not take place"), "return.not_travelled", "return_not_travelled"),
    (_("The person withdraws"), "return.withdraw", "return_withdraw"),
)
OFFER = _("Offer a prepared return")
OFFER_AGAIN = _("Offer it again")
REASONS = {ReturnState.SAID_NO: NoBecause, ReturnState.ARRIVED: ConfirmedBy, ReturnState.CLOSED: Outcome}
MAIN_WAY = (
    ReturnState.OFFERED,
    ReturnState.ACCEPTED,
    ReturnState.ASSESSED,
    ReturnState.PLANNED,
    ReturnState.TRAVELLING,
    ReturnState.ARRIVED,
    ReturnState.CLOSED,
)


@dataclass(frozen=True)
class StepShown:
    """One line of the way: what happened, when, by whom, and why where it was said."""

    step: ReturnStep
    reasons: list[Any]
    words: str


def ways(officer: Officer, case: Case, step: ReturnStep | None) -> list[tuple[Any, str]]:
    """The buttons that are open to this officer from here."""
    if not case.held_by(officer).get("support", False):
        return []
    state = step.state if step is not None else ReturnState.CLOSED.value
    offers = [(OFFER, reverse("return_offer", args=[case]))] if officer.may("return.offer") else []
    if state == ReturnState.CLOSED:
        return offers
    if state in (ReturnState.SAID_NO, ReturnState.WITHDRAWN):
        return [(OFFER_AGAIN, address) for _words, address in offers]
    open_ones = [one for one in WAYS if may_do(one[1], state) and officer.may(one[1])]
    # What leads on stands before what is only written anew; asking how the person is leads on each time.
    open_ones.sort(key=lambda one: one[1] != "return.follow_up" and state in MAY_BE_WRITTEN_ANEW.get(one[1], ()))
    return [(words, reverse(door, args=[case])) for words, _verb, door in open_ones]


def panel(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Where the return stands, for the case page."""
    path = standing_path(case)
    step = path.standing_step() if path is not None else None
    offer = law_of_return.offer(case) if step is None else None
    return {"step": step, "ways": ways(officer, case, step)[:2], "offer_finding": offer}


def whole(officer: Officer, case: Case) -> dict[str, Any]:
    """Everything on the page of a return."""
    path = standing_path(case)
    step = path.standing_step() if path is not None else None
    offer = law_of_return.offer(case)
    told: dict[str, Any] = {
        "path": path,
        "step": step,
        "ways": ways(officer, case, step),
        "offer_finding": offer,
        "planner_finding": law_of_return.planner(case),
        "departure_finding": law_of_return.departure(),
        "may_withdraw": step is not None and step.state in UNDER_WAY,
    }
    return told | (_of_the_path(officer, case, path, step) if path is not None and step is not None else {})


def _of_the_path(officer: Officer, case: Case, path: ReturnPath, step: ReturnStep) -> dict[str, Any]:
    def of(model: Any) -> list[Any]:
        rows = list(model.objects.filter(path=path, case=case).select_related("recorded_by"))
        for row in rows:
            row.case = case
        return rows

    steps: list[ReturnStep] = in_turn(of(ReturnStep))
    offers = sorted(of(ReturnOffer), key=lambda one: one.recorded_at, reverse=True)
    plan = next((one for one in of(ReturnPlan) if one.superseded_by_id is None), None)
    risks = next((one for one in of(RiskAssessment) if one.superseded_by_id is None), None)
    sums = sorted((one for one in of(Instalment) if one.superseded_by_id is None), key=lambda one: one.number)
    asked = sorted((one for one in of(FollowUp) if one.superseded_by_id is None), key=lambda one: one.month)
    arrived = arrived_on(path)
    writes = case.held_by(officer).get("support", False)
    return {
        "steps": [told_of(one) for one in steps],
        "main_way": _main_way(steps, step),
        "offers": [
            {
                "offer": one,
                "language": language_name(one.language),
                "told": [Told(code).label for code in Told.values if code in one.told],
                "words": one.words("words"),
            }
            for one in offers
        ],
        "risks": risks,
        "risks_told": risks.told() if risks else [],
        "risks_words": {name: risks.words(name) for name in risks.WORDS} if risks else {},
        "plan": plan,
        "plan_words": {name: plan.words(name) for name in plan.WORDS} if plan else {},
        "plan_country": country_name(plan.country) if plan else "",
        "plan_planner": Finding.from_record(plan.planner) if plan and plan.planner else None,
        "may_refer": handing_on.may_hand_on(officer, case, step.state),
        "instalments": [(one, reference("return_instalment", one.pk)) for one in sums],
        "may_pay": writes and officer.may("return.pay") and step.state in MONEY_IN,
        "may_record_consent": writes and officer.may("consent.give"),
        "may_agree_money": writes and officer.may("return.agree_money") and step.state in MONEY_IN,
        "follow_ups": [(one, one.words("words")) for one in asked],
        "arrived": arrived,
        "is_over": step.state not in UNDER_WAY,
        "months_to_come": [(month, law_of_return.due_after(arrived, month)) for month in months_left(path, arrived)]
        if arrived and step.state in UNDER_WAY
        else [],
        "months_with_support": law_of_return.support_months(arrived) if arrived else None,
        "step_finding": Finding.from_record(step.finding)
        if step.finding and step.state == ReturnState.SAID_NO
        else None,
    }


def told_of(step: ReturnStep) -> StepShown:
    """A step with its reasons and words opened."""
    named = REASONS.get(ReturnState(step.state))
    return StepShown(step, [named(code).label for code in step.reasons] if named else [], step.words("words"))


def _main_way(steps: list[ReturnStep], step: ReturnStep) -> list[dict[str, Any]]:
    """The way from the offer to the close, with what has been reached; where it stands is the current one."""
    reached = {one.state for one in steps}
    here = {ReturnState.CONSIDERING: ReturnState.OFFERED, ReturnState.FOLLOWED_UP: ReturnState.ARRIVED}.get(
        ReturnState(step.state), ReturnState(step.state)
    )
    return [
        {
            "label": RETURN_STATES.state(state).label,
            "done": state in reached and state != here,
            "current": state == here,
        }
        for state in MAIN_WAY
    ]
