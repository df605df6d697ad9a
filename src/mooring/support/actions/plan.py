"""Writing the plan with the person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import house_rules, turns
from mooring.support.actions import plan_goals
from mooring.support.models import NeedsAssessment, Plan
from mooring.support.needs import Asked, Assent, Domain, NeedLevel, Occasion, Protection, Risk, Service

VERB = "plan.write"
REVIEW = "plan.review"


@deed(VERB, on="case", compartment=Compartment.SUPPORT)
def write_plan(
    *,
    by: Officer,
    case: Case,
    needs: Mapping[str, str],
    goals: str = "",
    services: Iterable[str] = (),
    services_words: str = "",
    own_words: str = "",
    assent: str = Assent.NOT_ASKED,
    disagreement: str = "",
    talked_on: date | None = None,
    review_on: date | None = None,
    asked: Asked | None = None,
) -> Plan:
    """Append a version of the plan; earlier versions stay readable. Sets the day on which it is looked at again.

    `needs`: words by code of `Domain`; `services`: codes of `Service`; `asked`: how great the needs are, what threatens and what
    holds. The days are today, and thirty days after the talk, when left out. Raises `Refused` when the person disagrees and no word
    of the person's says to what, or when the review lies before the talk.
    """
    words = {"goals": goals, "services": services_words, "own_words": own_words, "disagreement": disagreement}
    days = _days(VERB, by, case, talked_on, review_on)
    return _append(VERB, by, case, needs, frozenset(services), words, assent, days, asked or Asked())


@deed(REVIEW, on="case", compartment=Compartment.SUPPORT)
def review_plan(
    *,
    by: Officer,
    case: Case,
    needs: Mapping[str, str],
    goals: str = "",
    services: Iterable[str] = (),
    services_words: str = "",
    own_words: str = "",
    assent: str = Assent.NOT_ASKED,
    disagreement: str = "",
    talked_on: date | None = None,
    review_on: date | None = None,
    asked: Asked | None = None,
    answers: Mapping[int, str] | None = None,
) -> Plan:
    """Look at the plan again with the person: a new version, and where each goal stands.

    `answers`: codes of `GoalState` by the number of the goal; a goal that is left out, or answered as it stands, stays as it is.
    The rest, and what it raises, as in `write_plan`; besides `Refused` when there is no plan yet, or a goal cannot stand so.
    """
    if standing_plan(case) is None:
        reason = _("There is no plan to look at again.")
        raise house_rule(REVIEW, by, case, reason, _("Write the first one with the person."))
    words = {"goals": goals, "services": services_words, "own_words": own_words, "disagreement": disagreement}
    days = _days(REVIEW, by, case, talked_on, review_on)
    plan = _append(REVIEW, by, case, needs, frozenset(services), words, assent, days, asked or Asked())
    for number, state in sorted((answers or {}).items()):
        plan_goals.answer_at_review(REVIEW, by=by, case=case, number=number, state=state, on=days[0])
    return plan


def _days(verb: str, by: Officer, case: Case, talked_on: date | None, review_on: date | None) -> tuple[date, date]:
    """The day of the talk, and that of the next. Raises `Refused`."""
    talked = talked_on or clock.today()
    review = review_on or talked + house_rules.PLAN_REVIEW
    if review < talked:
        reason = _("The plan would be looked at again before it was talked through.")
        raise house_rule(verb, by, case, reason, _("Give a later day for the review."))
    return talked, review


def _append(
    verb: str,
    by: Officer,
    case: Case,
    needs: Mapping[str, str],
    chosen: frozenset[str],
    words: Mapping[str, str],
    assent: str,
    days: tuple[date, date],
    asked: Asked,
) -> Plan:
    if assent in (Assent.DISAGREED, Assent.IN_PART) and not words["disagreement"].strip():
        reason = _("The person does not agree to all of it, and nothing is written about what.")
        raise house_rule(verb, by, case, reason, _("Write it in the person's own words, or ask again."))
    talked, review = days
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
    plan.seal_words(needs=json.dumps(written) if written else "", **words)
    if standing is None:
        plan.save(force_insert=True)
    else:
        standing.supersede(plan)
    _assess(by, case, plan, written, asked)
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
