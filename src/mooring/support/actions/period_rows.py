"""The rows of a period, made from what the law answers, and what of them stands. No deed: the deeds write them."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.law import Finding, NotProvidedFor
from mooring.law.days import last_day
from mooring.safeguards.models import Officer
from mooring.support.law_of_the_period import Facts
from mooring.support.models import (
    AskedFor,
    Extension,
    PeriodKind,
    PeriodRequest,
    PeriodTakenBack,
    ReflectionPeriod,
    RequestRefusal,
)

KINDS = {
    "reflection_period": PeriodKind.REFLECTION,
    "restitution_period": PeriodKind.RESTITUTION,
    "recovery_period": PeriodKind.RECOVERY,
    "immediate_departure": PeriodKind.IMMEDIATE_DEPARTURE,
}
BEGINS_ITSELF = frozenset({"with_the_decision", "with_reasonable_grounds"})  # how a period begins that nobody asks for


def standing_period(case: Case) -> ReflectionPeriod | None:
    """The decision on the period that stands, with `extra_days`, or none."""
    found: ReflectionPeriod | None = ReflectionPeriod.objects.standing().filter(case=case).with_days().first()
    return found


def decided_row(
    case: Case, facts: Facts, decided: date, begins: date, requested: date | None, ground: str, by: Officer, verb: str
) -> ReflectionPeriod:
    """The decision as a row, not yet saved."""
    finding = facts.ask(decided, begins=begins)
    kind = KINDS.get(finding.answer)
    if kind is None:
        raise NotProvidedFor(finding)
    none = kind == PeriodKind.IMMEDIATE_DEPARTURE
    if none and not ground.strip():
        instead = _("Write the ground in public order, as the authority decided it.")
        raise house_rule(verb, by, case, _("Immediate departure needs the authority's ground."), instead)
    starts = "" if none else str(finding["starts"])
    if starts == "on_request" and requested is None:
        instead = _("Ask the person; the team records the request, or write the day on which it was asked for.")
        raise house_rule(
            verb, by, case, _("By the law of that day the period is given on request, and nobody has asked."), instead
        )
    period = ReflectionPeriod(
        case=case,
        kind=kind,
        begins=None if none else begins,
        initial_days=0 if none else finding.days("initial_days"),
        last_day=None if none else finding.day("last_day"),
        starts=starts,
        requested_on=requested,
        decided_on=decided,
        finding=finding.record(),
        recorded_by=by,
    )
    period.seal_words(ground=ground)
    return period


def extension_row(
    period: ReflectionPeriod,
    number: int,
    so_far: int,
    reason: str,
    days: int,
    decided: date,
    asked: date | None,
    finding: Finding,
    by: Officer,
) -> Extension:
    assert period.begins is not None
    return Extension(
        case=period.case,
        period=period,
        number=number,
        reason=reason,
        days=days,
        begins=last_day(period.begins, so_far) + timedelta(days=1),
        last_day=last_day(period.begins, so_far + days),
        asked_on=asked,
        decided_on=decided,
        finding=finding.record(),
        recorded_by=by,
    )


def last_request(case: Case, before: date) -> date | None:
    """The day on which the period was last asked for, up to the day of the decision."""
    asked = PeriodRequest.objects.standing().filter(case=case, asked_for=AskedFor.PERIOD, asked_on__lte=before)
    day: date | None = asked.order_by("-asked_on").values_list("asked_on", flat=True).first()
    return day


def standing_taking_back(case: Case) -> PeriodTakenBack | None:
    """That the period was taken away, where that holds; else none."""
    found: PeriodTakenBack | None = PeriodTakenBack.objects.standing().filter(case=case, given=True).first()
    return found


def waiting_request(case: Case, asked_for: str) -> PeriodRequest | None:
    """The last request of a kind, when it was not refused; else none."""
    asked = _last_asked(case, asked_for)
    return None if asked is not None and standing_refusal(asked) is not None else asked


def standing_refusal(asked: PeriodRequest) -> RequestRefusal | None:
    """The refusal of a request that stands and was given, or none."""
    found: RequestRefusal | None = RequestRefusal.objects.standing().filter(asked=asked, given=True).first()
    return found


def refusal_of_the_last_request(case: Case) -> RequestRefusal | None:
    """The refusal of the period, where the last request for it was refused; else none."""
    asked = _last_asked(case, AskedFor.PERIOD)
    return standing_refusal(asked) if asked is not None else None


def last_refusal(case: Case) -> RequestRefusal | None:
    """The last refusal that stands: of more days where there is a period, else of the period itself; or none."""
    if standing_period(case) is None:
        found = refusal_of_the_last_request(case)
    else:
        of_more_days = RequestRefusal.objects.standing().filter(case=case, given=True, asked_for=AskedFor.EXTENSION)
        found = of_more_days.order_by("-decided_on", "-recorded_at").first()
    if found is not None:
        found.case = case
    return found


def _last_asked(case: Case, asked_for: str) -> PeriodRequest | None:
    asked = PeriodRequest.objects.standing().filter(case=case, asked_for=asked_for)
    found: PeriodRequest | None = asked.order_by("-asked_on", "-recorded_at").first()
    return found
