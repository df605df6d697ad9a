"""Refusing a request for the period or for more days, and correcting what was recorded of a refusal."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded, Case, anew
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import turns
from mooring.support.actions.period_rows import standing_period, standing_refusal
from mooring.support.law_of_the_period import Facts, Situation, is_identified, the_law
from mooring.support.models import AskedFor, Complaint, PeriodRequest, RefusalGround, RequestRefusal

NO = frozenset({RefusalGround.NOT_IDENTIFIED, RefusalGround.NOT_ORDERED, RefusalGround.EXCLUDED})
OF_AN_EXTENSION = (RefusalGround.REASONS_NOT_FOUND, RefusalGround.ASKED_TOO_LATE, RefusalGround.NOTHING_LEFT)


@deed("reflection.refuse", on="asked", compartment=Compartment.CORE)
def refuse(
    *,
    by: Officer,
    asked: PeriodRequest,
    situation: str = Situation.NEITHER,
    ground: str = "",
    decided_on: date | None = None,
    complaint: str = Complaint.NOT_SAID,
    complain_to: str = "",
    complain_until: date | None = None,
    words: str = "",
) -> RequestRefusal:
    """Record that the authority refuses what was asked for, by the law of the day of its decision.

    Of the period the law itself is the ground, on the `situation` that the authority knows: what the law gives is not refused here.
    Of more days it is one of `OF_AN_EXTENSION`, and the law must bear it out. The team is given the task to tell the person. Raises
    `Refused` where the law does not bear the ground, `AlreadySuperseded` where the request was refused already, `NotAnswered`.
    """
    case, decided = asked.case, decided_on or clock.today()
    if standing_refusal(asked) is not None or asked.superseded_by_id is not None:
        raise AlreadySuperseded
    row = RequestRefusal(case=case, asked=asked, asked_for=asked.asked_for, decided_on=decided, recorded_by=by)
    if asked.asked_for == AskedFor.PERIOD:
        row.ground, finding = _no_of_the_law(case, situation, decided, by)
    else:
        row.ground, finding = ground, _why_no_more_days(case, asked, ground, decided, words, by)
    row.finding = finding.record()
    _say_how_to_complain(row, complaint, complain_to, complain_until, words)
    try:
        with transaction.atomic():
            standing = RequestRefusal.objects.standing().filter(asked=asked).first()
            if standing is not None:  # recorded in error once, and given now
                standing.supersede(row)
            else:
                row.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    casework.meet_deadline(case, turns.ASK, by=by)
    casework.meet_deadline(case, turns.DECIDE, by=by)
    turns.set_task(case, turns.REFUSED, by=by, desk=turns.team_desk(case, by))
    return row


@deed("reflection.correct_refusal", on="refusal", compartment=Compartment.CORE)
def correct_refusal(
    *,
    by: Officer,
    refusal: RequestRefusal,
    given: bool,
    complaint: str = Complaint.NOT_SAID,
    complain_to: str = "",
    complain_until: date | None = None,
    words: str,
) -> RequestRefusal:
    """Correct what was recorded of a refusal; with `given` false it never was, and the request waits for its answer again.

    What stood before stays readable. Raises `Refused` without words on what was wrong, `AlreadySuperseded`.
    """
    case = refusal.case
    if not words.strip():
        instead = _("Write in a few words what was wrong.")
        raise house_rule("reflection.correct_refusal", by, case, _("A correction says why."), instead)
    corrected = anew(refusal, by, given=given)
    _say_how_to_complain(corrected, complaint, complain_to, complain_until, words)
    refusal.supersede(corrected)
    if not given and (is_identified(case) or standing_period(case) is not None):
        desk = turns.authority_desk(case) or by.desk
        turns.wait_for_answer(case, Finding.from_record(refusal.finding), by=by, desk=desk)
    return corrected


def _no_of_the_law(case: Case, situation: str, decided: date, by: Officer) -> tuple[str, Finding]:
    """The law's own no, as a ground. Raises `Refused` where the law gives the period, or knows immediate departure."""
    if standing_period(case) is not None:
        instead = _("Correct the decision when it was recorded wrongly.")
        raise house_rule("reflection.refuse", by, case, _("A decision on the period stands already."), instead)
    finding = Facts(Situation(situation), identified=is_identified(case)).ask(decided)
    if finding.answer not in NO:
        raise house_rule(
            "reflection.refuse",
            by,
            case,
            _("By the law of that day the person is given the period: it cannot be refused on what is recorded."),
            _("Record the decision that gives it, or put right first what is recorded of the person."),
        )
    return finding.answer, finding


def _why_no_more_days(case: Case, asked: PeriodRequest, ground: str, decided: date, words: str, by: Officer) -> Finding:
    """What the law says of one more day, where it bears out the ground. Raises `Refused` where it does not."""
    period = standing_period(case)
    last = period.last_day_of_all() if period is not None else None
    if period is None or last is None or ground not in OF_AN_EXTENSION:
        instead = _("Choose one of the grounds, or look at the period again.")
        raise house_rule("reflection.refuse", by, case, _("There is no such ground to refuse more days."), instead)
    assert period.begins is not None
    reason = next(iter(the_law().extension_reasons(decided)))
    given = (last - period.begins).days + 1
    finding = the_law().reflection_extension(given, reason, 1, decided, begins=period.begins)
    if ground == RefusalGround.NOTHING_LEFT and finding.provides:
        left = _("Days are left: %(days)s can still be given.") % {"days": finding.days("days_left")}
        raise house_rule("reflection.refuse", by, case, left, _("Choose another ground, or give the days."))
    if ground == RefusalGround.ASKED_TOO_LATE and asked.asked_on <= last:
        in_time = _("It was asked for in time: on or before the last day.")
        raise house_rule("reflection.refuse", by, case, in_time, _("Decide on the reasons that were given."))
    if ground == RefusalGround.REASONS_NOT_FOUND and not words.strip():
        needed = _("The person is told why: the authority's own reasons are needed.")
        raise house_rule("reflection.refuse", by, case, needed, _("Write them in a few words."))
    return finding


def _say_how_to_complain(row: RequestRefusal, complaint: str, to: str, until: date | None, words: str) -> None:
    possible = complaint == Complaint.POSSIBLE
    row.complaint, row.complain_until = complaint, until if possible else None
    row.seal_words(complain_to=to if possible else "", words=words)
