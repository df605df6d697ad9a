"""Writing the plan with the person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Required, TypedDict, Unpack

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, take_the_place
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import house_rules, turns
from mooring.support.actions import plan_goals
from mooring.support.models import NeedsAssessment, Plan
from mooring.support.needs import Asked, Assent, Domain, NeedLevel, Occasion, Protection, Risk, Service

VERB = "plan.write"
REVIEW = "plan.review"


class Talk(TypedDict, total=False):
    """What came of a talk about the plan. The days are today, and thirty days after the talk, when left out."""

    needs: Required[Mapping[str, str]]  # words by code of `Domain`
    goals: str
    services: Iterable[str]  # codes of `Service`
    services_words: str
    own_words: str
    assent: str
    disagreement: str
    talked_on: date | None
    review_on: date | None
    asked: Asked | None  # how great the needs are, what threatens and what holds


@deed(VERB, on="case", compartment=Compartment.SUPPORT)
def write_plan(*, by: Officer, case: Case, **talk: Unpack[Talk]) -> Plan:
    """Append a version of the plan; earlier versions stay readable. Sets the day on which it is looked at again.

    Raises `Refused` when the person disagrees and no word of the person's says to what, or when the review lies before the talk.
    """
    return _append(VERB, by, case, talk)


@deed(REVIEW, on="case", compartment=Compartment.SUPPORT)
def review_plan(
    *,
    by: Officer,
    case: Case,
    answers: Mapping[int, str] | None = None,
    **talk: Unpack[Talk],
) -> Plan:
    """Look at the plan again with the person: a new version, and where each goal stands.

    `answers`: codes of `GoalState` by the number of the goal; a goal that is left out, or answered as it stands, stays as it is.
    The rest, and what it raises, as in `write_plan`; besides `Refused` when there is no plan yet, or a goal cannot stand so.
    """
    if standing_plan(case) is None:
        reason = _("There is no plan to look at again.")
        raise house_rule(REVIEW, by, case, reason, _("Write the first one with the person."))
    plan = _append(REVIEW, by, case, talk)
    for number, state in sorted((answers or {}).items()):
        plan_goals.answer_at_review(REVIEW, by=by, case=case, number=number, state=state, on=plan.talked_on)
    return plan


def _days(verb: str, by: Officer, case: Case, talked_on: date | None, review_on: date | None) -> tuple[date, date]:
    """The day of the talk, and that of the next. Raises `Refused`."""
    talked = talked_on or clock.today()
    review = review_on or talked + house_rules.PLAN_REVIEW
    if review < talked:
        reason = _("The plan would be looked at again before it was talked through.")
        raise house_rule(verb, by, case, reason, _("Give a later day for the review."))
    return talked, review


def _append(verb: str, by: Officer, case: Case, talk: Talk) -> Plan:
    talked, review = _days(verb, by, case, talk.get("talked_on"), talk.get("review_on"))
    assent, disagreement = talk.get("assent", Assent.NOT_ASKED), talk.get("disagreement", "")
    if assent in (Assent.DISAGREED, Assent.IN_PART) and not disagreement.strip():
        reason = _("The person does not agree to all of it, and nothing is written about what.")
        raise house_rule(verb, by, case, reason, _("Write it in the person's own words, or ask again."))
    needs, chosen = talk["needs"], frozenset(talk.get("services", ()))
    written = {domain.value: needs[domain].strip() for domain in Domain if needs.get(domain, "").strip()}
    standing = standing_plan(case)
    plan = Plan(
        case=case,
        version=standing.version + 1 if standing else 1,
        talked_on=talked,
        review_on=review,
        needs_in=list(written),
        services_agreed=[service.value for service in Service if service.value in chosen],
        assent=assent,
        recorded_by=by,
    )
    plan.seal_words(
        needs=json.dumps(written) if written else "",
        goals=talk.get("goals", ""),
        services=talk.get("services_words", ""),
        own_words=talk.get("own_words", ""),
        disagreement=disagreement,
    )
    take_the_place(standing, plan)
    _assess(by, case, plan, written, talk.get("asked") or Asked())
    casework.set_deadline(
        case,
        turns.PLAN_REVIEW,
        clock.end_of(review),
        by=by,
        finding=house_rules.plan_review(clock.today()).record(),
        pen_desk=turns.team_desk(case, by),
        compartment=Compartment.SUPPORT,
    )
    return plan


def _assess(by: Officer, case: Case, plan: Plan, written: Mapping[str, str], asked: Asked) -> None:
    """What was asked at the talk. A part of life in which a need is written has some need, unless the person said how great."""
    levels = {}
    for domain in Domain:
        said = asked.levels.get(domain.value) or (NeedLevel.SOME if domain.value in written else NeedLevel.NOT_ASKED)
        levels[domain.value] = NeedLevel(said).value
    risks, protections = frozenset(asked.risks), frozenset(asked.protections)
    assessment = NeedsAssessment(
        case=case,
        plan=plan,
        occasion=asked.occasion or (Occasion.FIRST if plan.version == 1 else Occasion.AGREED_DAY),
        levels=levels,
        risks=[risk.value for risk in Risk if risk.value in risks],
        protections=[protection.value for protection in Protection if protection.value in protections],
        explained_by=asked.explained_by,
        language=asked.language,
        interpreting=asked.interpreting,
        recorded_by=by,
    )
    assessment.seal_words(risks=asked.risk_words, protections=asked.protection_words, changes=asked.changes)
    casework.put_in_place(assessment)


def standing_plan(case: Case) -> Plan | None:
    """The latest version of the plan, or none."""
    found: Plan | None = Plan.objects.standing().filter(case=case).first()
    return found
