"""Taking a period away, where the law of the day names a ground for it; and recording that this no longer holds."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded, anew
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import turns
from mooring.support.actions.period_rows import standing_taking_back
from mooring.support.law_of_the_period import the_law
from mooring.support.models import PeriodTakenBack, ReflectionPeriod


@deed("reflection.take_back", on="period", compartment=Compartment.CORE)
def take_back(
    *, by: Officer, period: ReflectionPeriod, ground: str, words: str, decided_on: date | None = None
) -> PeriodTakenBack:
    """Record that the authority has taken the period away: an act only where the law of the day names a provision for it.

    Raises `NotProvidedFor` where it names none, `NotAnswered` where the pack does not say, `Refused` for another ground than the
    law's or without the authority's reasons, `AlreadySuperseded`.
    """
    case, decided = period.case, decided_on or clock.today()
    finding = the_law().reflection_revocation(decided).or_refuse()
    lawful = finding.codes("grounds")
    if ground not in lawful:
        instead = _("Choose a ground of the law; without one the period stands.")
        raise house_rule("reflection.take_back", by, case, _("The law does not name this ground."), instead)
    if not words.strip():
        instead = _("Write what the authority is satisfied of, for this person.")
        raise house_rule("reflection.take_back", by, case, _("It does not follow by itself: it says why."), instead)
    if period.is_none:
        instead = _("Look at the period again.")
        raise house_rule("reflection.take_back", by, case, _("No period was given, so there is none to take."), instead)
    if period.superseded_by_id is not None or standing_taking_back(case) is not None:
        raise AlreadySuperseded
    row = PeriodTakenBack(
        case=case, period=period, ground=ground, decided_on=decided, finding=finding.record(), recorded_by=by
    )
    row.seal_words(words=words)
    try:
        with transaction.atomic():
            earlier = PeriodTakenBack.objects.standing().filter(case=case).first()
            if earlier is not None:
                earlier.supersede(row)
            else:
                row.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    casework.meet_deadline(case, turns.DECIDE, by=by)
    casework.meet_deadline(case, turns.END, by=by)
    turns.set_task(case, turns.TAKEN_BACK, by=by, desk=turns.team_desk(case, by))
    return row


@deed("reflection.give_back", on="taken", compartment=Compartment.CORE)
def give_back(*, by: Officer, taken: PeriodTakenBack, words: str) -> PeriodTakenBack:
    """Record that it no longer holds that a period was taken away, or never did; the period runs as it was given.

    Raises `Refused` without words on why, `AlreadySuperseded`.
    """
    case = taken.case
    if not words.strip():
        instead = _("Write in a few words why it no longer holds.")
        raise house_rule("reflection.give_back", by, case, _("A correction says why."), instead)
    row = anew(taken, by, given=False)
    row.seal_words(words=words)
    taken.supersede(row)
    period = ReflectionPeriod.objects.standing().filter(case=case).first()
    last = period.last_day_of_all() if period is not None else None
    if period is not None and last is not None:
        turns.wait_for_end(case, Finding.from_record(period.finding), last, by=by)
    return row
