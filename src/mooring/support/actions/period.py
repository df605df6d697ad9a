"""Asking for the reflection period, granting it, extending it, and correcting what was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded, Case
from mooring.law import Finding
from mooring.law.days import last_day
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import turns
from mooring.support.actions.period_rows import (
    BEGINS_ITSELF,
    KINDS,
    decided_row,
    extension_row,
    last_request,
    standing_period,
    standing_taking_back,
)
from mooring.support.law_of_the_period import Facts, Situation, is_identified, the_law
from mooring.support.models import AskedFor, Extension, PeriodRequest, ReflectionPeriod

__all__ = [
    "BEGINS_ITSELF",
    "KINDS",
    "begin_with_the_decision",
    "correct",
    "extend",
    "grant",
    "request",
    "standing_period",
]


@deed("reflection.request", on="case", compartment=Compartment.CORE)
def request(
    *,
    by: Officer,
    case: Case,
    asked_by: str,
    asked_for: str = AskedFor.PERIOD,
    asked_on: date | None = None,
    words: str = "",
) -> PeriodRequest:
    """Record that the period, or an extension of it, was asked for. From then on it is the authority's turn.

    What is asked for when the period is over is recorded too: the authority answers it, and the person can complain.
    Raises `Refused` when an extension of no period is asked for, or a period when one stands.
    """
    period = standing_period(case)
    running = period is not None and not period.is_none
    if asked_for == AskedFor.EXTENSION and not running:
        raise house_rule(
            "reflection.request", by, case, _("There is no period to extend."), _("Ask for the period itself.")
        )
    if asked_for == AskedFor.PERIOD and running:
        raise house_rule(
            "reflection.request", by, case, _("A period was granted already."), _("Ask for an extension of it.")
        )
    asked = PeriodRequest(
        case=case, asked_for=asked_for, asked_by=asked_by, asked_on=asked_on or clock.today(), recorded_by=by
    )
    asked.seal_words(words=words)
    asked.save(force_insert=True)
    casework.meet_deadline(case, turns.ASK, by=by)
    identified = is_identified(case)
    if running or identified:
        # The law's answer is kept for its reasons; what the authority knows of residence is asked when it decides.
        finding = Finding.from_record(period.finding) if period else the_law().reflection_period(clock.today())
        until = period.last_day_of_all() if period else None
        desk = turns.authority_desk(case) or turns.team_desk(case, by)
        turns.wait_for_answer(case, finding, by=by, desk=desk, before=until)
    return asked


@deed("reflection.grant", on="case", compartment=Compartment.CORE)
def grant(
    *,
    by: Officer,
    case: Case,
    situation: str,
    begins: date | None = None,
    decided_on: date | None = None,
    requested_on: date | None = None,
    public_order: bool = False,
    ground: str = "",
) -> ReflectionPeriod:
    """Record the authority's decision: a period by the law of its day, or none where departure is immediate.

    1. The law of `decided_on` (today when left out) is asked with the facts; 2. where it is given on request, somebody must have asked;
    3. `begins` (the day of the decision when left out) is the first day. Raises `NotProvidedFor` where the law gives nothing: not
    identified, or not ordered to leave; `Refused` where a decision stands or nobody has asked; `NotAnswered`.
    """
    if standing_period(case) is not None:
        instead = _("Extend the period, or correct the decision.")
        raise house_rule("reflection.grant", by, case, _("A decision on the period stands already."), instead)
    decided = decided_on or clock.today()
    facts = Facts(Situation(situation), public_order=public_order, identified=is_identified(case))
    requested = requested_on or last_request(case, decided)
    period = decided_row(case, facts, decided, begins or decided, requested, ground, by, "reflection.grant")
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    casework.meet_deadline(case, turns.ASK, by=by)
    casework.meet_deadline(case, turns.DECIDE, by=by)
    if period.last_day is not None:
        turns.wait_for_end(case, Finding.from_record(period.finding), period.last_day, by=by)
    return period


@deed("reflection.extend", on="period", compartment=Compartment.CORE)
def extend(
    *,
    by: Officer,
    period: ReflectionPeriod,
    reason: str,
    days: int,
    decided_on: date | None = None,
    asked_on: date | None = None,
    ground: str = "",
) -> Extension:
    """Extend a period, within what the law of the day of decision allows in all.

    Raises `NotProvidedFor` when the reason or the total has no provision that day, or the person is no longer identified; its finding
    says how many days are left. Raises `Refused` when there is nothing to extend, `AlreadySuperseded` when somebody was quicker.
    """
    case, decided = period.case, decided_on or clock.today()
    if period.begins is None:
        instead = _("Correct the decision when it no longer holds.")
        raise house_rule("reflection.extend", by, case, _("No period was given, so there is none to extend."), instead)
    if period.superseded_by_id is not None:
        raise AlreadySuperseded
    if standing_taking_back(case) is not None:
        instead = _("Record first that it no longer holds that the period was taken away.")
        raise house_rule(
            "reflection.extend", by, case, _("The period was taken away; there is none to extend."), instead
        )
    if not is_identified(case):
        the_law().reflection_period(decided, identified=False).or_refuse()
    extensions = period.standing_extensions()
    so_far = period.initial_days + sum(extension.days for extension in extensions)
    finding = the_law().reflection_extension(so_far, reason, days, decided, begins=period.begins).or_refuse()
    extension = extension_row(period, len(extensions) + 1, so_far, reason, days, decided, asked_on, finding, by)
    extension.seal_words(ground=ground)
    try:
        with transaction.atomic():
            extension.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    casework.meet_deadline(case, turns.DECIDE, by=by)
    turns.wait_for_end(case, finding, extension.last_day, by=by)
    return extension


@deed("reflection.correct", on="period", compartment=Compartment.CORE)
def correct(
    *,
    by: Officer,
    period: ReflectionPeriod,
    situation: str,
    decided_on: date,
    begins: date,
    extension_days: Sequence[int] = (),
    requested_on: date | None = None,
    public_order: bool = False,
    ground: str,
) -> ReflectionPeriod:
    """Correct what was recorded of a period: the row and its extensions are superseded, and stay readable.

    `extension_days`: the days of each standing extension, in their order; 0 for one that was never given. The law is asked again, for
    each on the day of its own decision. Raises as `grant` and `extend` do, and `Refused` when `extension_days` are not as many as they are.
    """
    case = period.case
    if not ground.strip():
        instead = _("Write in a few words what was wrong.")
        raise house_rule("reflection.correct", by, case, _("A correction says why."), instead)
    extensions = period.standing_extensions()
    if len(extension_days) != len(extensions):
        instead = _("Look at the period again, then correct it.")
        raise house_rule("reflection.correct", by, case, _("The extensions have changed in the meantime."), instead)
    # Whether the person is still identified is a question of its own: what was recorded can be put right either way.
    facts = Facts(Situation(situation), public_order=public_order)
    requested = requested_on or period.requested_on
    corrected = decided_row(case, facts, decided_on, begins, requested, ground, by, "reflection.correct")
    if corrected.is_none and any(extension_days):
        raise house_rule(
            "reflection.correct",
            by,
            case,
            _("Where there is no period there are no extensions."),
            _("Set their days to 0."),
        )
    period.supersede(corrected)
    finding, total = Finding.from_record(corrected.finding), corrected.initial_days
    if corrected.begins is not None:
        for extension, days in zip(extensions, extension_days, strict=True):
            asked = (
                the_law().reflection_extension(
                    total, extension.reason, days, extension.decided_on, begins=corrected.begins
                )
                if days
                else None
            )
            finding = asked.or_refuse() if asked else finding
            anew = extension_row(
                corrected,
                extension.number,
                total,
                extension.reason,
                days,
                extension.decided_on,
                extension.asked_on,
                asked or Finding.from_record(extension.finding),
                by,
            )
            anew.seal_words(ground=extension.words("ground"))
            extension.supersede(anew)
            total += days
        if standing_taking_back(case) is None:
            turns.wait_for_end(case, finding, last_day(corrected.begins, total), by=by)
    else:
        casework.meet_deadline(case, turns.END, by=by)
    return corrected


def begin_with_the_decision(case: Case, finding: Finding, decided_on: date, *, by: Officer) -> ReflectionPeriod | None:
    """Record, within a deed, the period that begins with a decision, unasked; none where the law knows none."""
    if finding.answer not in KINDS or finding["starts"] not in BEGINS_ITSELF:
        return None
    period = decided_row(case, Facts(Situation.NEITHER), decided_on, decided_on, None, "", by, "reflection.grant")
    period.save(force_insert=True)
    turns.wait_for_end(case, finding, last_day(decided_on, period.initial_days), by=by)
    return period
