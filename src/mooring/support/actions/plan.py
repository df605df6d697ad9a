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
from mooring.support.models import Plan
from mooring.support.needs import Assent, Domain, Service

VERB = "plan.write"


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
) -> Plan:
    """Append a version of the plan; earlier versions stay readable. Sets the day on which it is looked at again.

    `needs`: words by code of `Domain`; `services`: codes of `Service`. The days are today, and thirty days after the talk, when
    left out. Raises `Refused` when the person disagrees and no word of the person's says to what, or when the review lies before the talk.
    """
    if assent in (Assent.DISAGREED, Assent.IN_PART) and not disagreement.strip():
        reason = _("The person does not agree to all of it, and nothing is written about what.")
        raise house_rule(VERB, by, case, reason, _("Write it in the person's own words, or ask again."))
    talked = talked_on or clock.today()
    review = review_on or talked + house_rules.PLAN_REVIEW
    if review < talked:
        reason = _("The plan would be looked at again before it was talked through.")
        raise house_rule(VERB, by, case, reason, _("Give a later day for the review."))
    written = {domain.value: needs[domain].strip() for domain in Domain if needs.get(domain, "").strip()}
    chosen = frozenset(services)
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
        goals=goals,
        services=services_words,
        own_words=own_words,
        disagreement=disagreement,
    )
    if standing is None:
        plan.save(force_insert=True)
    else:
        standing.supersede(plan)
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


def standing_plan(case: Case) -> Plan | None:
    """The latest version of the plan, or none."""
    found: Plan | None = Plan.objects.standing().filter(case=case).first()
    return found
