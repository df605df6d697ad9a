"""What support does when it hears of the deeds of other rooms: a case opened, a decision, a correction."""

from __future__ import annotations

from mooring.casework import actions as casework
from mooring.casework import events, known
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.deeds import Done
from mooring.safeguards.models import Officer
from mooring.support import house_rules, turns
from mooring.support.actions.period import begin_with_the_decision
from mooring.support.actions.period_rows import waiting_request
from mooring.support.law_of_the_period import (
    Situation,
    is_identified,
    presumed_situation,
    runs_until_decided,
    the_law,
)
from mooring.support.models import AskedFor, ReflectionPeriod


def listen() -> None:
    """Register for the deeds of others; called once from `apps.ready()`."""
    events.on("case.open", case_opened)
    events.on("identification.decide", outcome_decided)
    events.on("identification.correct", outcome_decided)
    events.on("identification.decide_stage", stage_decided)
    events.on("case.hand_over", lead_handed_over)
    known.provide("contact_person", contact_person)


def contact_person(case: Case) -> Officer | None:
    """Who the contact person of a case is, for a room that asks without knowing this one."""
    appointed = turns.contact_person_of(case)
    return appointed.officer if appointed is not None else None


def lead_handed_over(done: Done) -> None:
    """A lead who leaves was perhaps also the contact person: that is not passed on unasked, so whoever receives the case is told."""
    case, leaving, to = done.arguments["case"], done.arguments["leaving"], done.arguments["to"]
    if contact_person(case) == leaving and case.held_by(done.by).get(Compartment.CORE, False):
        turns.set_task(case, turns.CONTACT_PERSON_LEAVES, by=done.by, officer=to)


def case_opened(done: Done) -> None:
    """Everybody has a contact person from the first day: the clock starts with the case."""
    case = done.result
    assert isinstance(case, Case)
    today = clock.today()
    record = house_rules.contact_person(today).record()
    casework.set_deadline(
        case, turns.CONTACT_PERSON, clock.end_of(today), by=done.by, finding=record, pen_desk=done.by.desk
    )


def outcome_decided(done: Done) -> None:
    """A decision on identification, or its correction: start the alarm, or say that the period no longer has its ground.

    A period that was granted is never ended here: it stands as recorded, and the authority is asked what to do.
    """
    outcome = done.result
    case: Case = outcome.case  # type: ignore[attr-defined]
    period = ReflectionPeriod.objects.standing().filter(case=case).first()
    if period is not None and known.known(case, "concluded_on") is not None:
        _last_decision_taken(case, period, done)
        return
    if outcome.outcome == "identified":  # type: ignore[attr-defined]
        if period is None:
            _start_the_alarm(case, done)
        return
    casework.meet_deadline(case, turns.ASK, by=done.by)
    casework.meet_deadline(case, turns.DECIDE, by=done.by)
    if period is not None and not period.is_none:
        turns.set_task(case, turns.AFTER_CORRECTION, by=done.by, desk=done.by.desk)


def stage_decided(done: Done) -> None:
    """A stage before the last was decided: start the alarm, when it is the one on which the period hangs."""
    decision = done.result
    case: Case = decision.case  # type: ignore[attr-defined]
    if not is_identified(case):
        return
    if ReflectionPeriod.objects.standing().filter(case=case).exists():
        return
    finding = _may_be_given(case, done)
    if finding is None or not finding.provides:
        return
    if begin_with_the_decision(case, finding, decision.decided_on, by=done.by) is None:  # type: ignore[attr-defined]
        _start_the_alarm(case, done)


def _last_decision_taken(case: Case, period: ReflectionPeriod, done: Done) -> None:
    """Where the law goes in stages the period does not fall with the last decision: it ends then, or when its days are over."""
    if not runs_until_decided(Finding.from_record(period.finding)):
        return
    last = period.last_day_of_all()
    if last is not None and last < clock.today():
        casework.meet_deadline(case, turns.END, by=done.by)


def _start_the_alarm(case: Case, done: Done) -> None:
    finding = _may_be_given(case, done)
    if finding is None or not finding.provides:
        return
    # A request that was refused is answered: somebody asks again.
    asked = waiting_request(case, AskedFor.PERIOD) is not None
    if finding["starts"] == "on_request" and not asked:
        turns.wait_for_request(case, finding, by=done.by)
    else:
        turns.wait_for_answer(case, finding, by=done.by, desk=done.by.desk)


def _may_be_given(case: Case, done: Done) -> Finding | None:
    """What the law of the day of decision gives; who is not known to reside legally may be ordered to leave."""
    legal = presumed_situation(case) == Situation.LEGAL
    try:
        return the_law().reflection_period(done.result.decided_on, legal_resident=legal)  # type: ignore[attr-defined]
    except NotAnswered:
        return None
