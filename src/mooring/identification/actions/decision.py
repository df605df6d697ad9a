"""The decision of the competent authority, by other hands than those that filled in the form; and its correction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Task
from mooring.casework.stages import Stage
from mooring.identification.actions.appending import (
    finish_tasks,
    move_or_refuse,
    one_of,
    stage_of,
)
from mooring.identification.actions.assessment import TASK, end_assessment
from mooring.identification.actions.hold import end_hold
from mooring.identification.competence import authority_of, competence_of
from mooring.identification.models import (
    Answer,
    Assessment,
    AssessmentEnd,
    Conversation,
    CorrectionReason,
    DecisionGround,
    IndicatorObserved,
    Outcome,
)
from mooring.identification.reading import the_law
from mooring.identification.stages_of_decision import next_stage, test_of
from mooring.identification.states import DECISIONS, STAGE_OF_OUTCOME
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer

TELL_TASK = "outcome.tell"
TELL_WITHIN_DAYS = 3  # a rule of the house; no provision was found


@deed("identification.decide", on="case")
def decide(
    *,
    by: Officer,
    case: Case,
    outcome: str,
    decided_on: date,
    ground: str,
    ground_codes: Sequence[str] = (),
    before_opening: bool = False,
) -> Outcome:
    """Decide the open assessment: identified or not, with the ground, under the legal test of the day of the decision.

    `decided_on` may lie before the day of recording. Refused to who does not serve at the desk that assesses and to who filled in
    any part of the form. Raises `NotAnswered` for a day of which the law of the country says nothing.
    """
    verb = "identification.decide"
    assessment = open_assessment(verb, by, case)
    stage = next_stage(case, assessment)
    if not stage.is_last:
        raise house_rule(
            verb,
            by,
            case,
            _("Another decision comes before this one: %(stage)s.") % {"stage": stage.name},
            _("Decide that one first."),
        )
    decision = drafted(verb, by, case, outcome, decided_on, ground, ground_codes, before_opening)
    conclude(verb, by, case, assessment, decision)
    return decision


def open_assessment(verb: str, by: Officer, case: Case) -> Assessment:
    """The assessment that is open at the officer's desk. Refused when there is none, or when another authority is competent now."""
    assessment: Assessment | None = Assessment.objects.standing().filter(case=case, ended_at=None).first()
    if assessment is None:
        raise house_rule(verb, by, case, _("No assessment is open."), _("The team of the case asks for one."))
    _refuse_other_desks(verb, by, case, assessment.desk_id)
    competent = authority_of(competence_of(case).answer)
    if competent is not None and competent != assessment.authority:
        raise house_rule(
            verb,
            by,
            case,
            _("By the residence basis that is known now, another authority assesses."),
            _("Ask the team of the case to send it to that authority."),
        )
    return assessment


def conclude(verb: str, by: Officer, case: Case, assessment: Assessment, decision: Outcome) -> None:
    """End the identification with a decision, within a deed: the assessment, the hold and the task end, and the person is told."""
    casework.put_in_place(decision)
    end_assessment(case, AssessmentEnd.DECIDED, by=by)
    move_or_refuse(verb, case, STAGE_OF_OUTCOME[decision.outcome], by=by)
    end_hold(case, by=by)
    finish_tasks(case, TASK, by=by)
    _have_it_told(by, case, assessment.team_desk)


@deed("identification.correct", on="case")
def correct(
    *,
    by: Officer,
    case: Case,
    outcome: str,
    decided_on: date,
    reason: str,
    words: str,
    ground: str = "",
    ground_codes: Sequence[str] = (),
    before_opening: bool = False,
) -> Outcome:
    """Correct a decision: a new one is appended with the reason, and the old one stays as what was known until now.

    Without a new ground, that of the old decision stands. A case that was closed stays closed. Refused as a decision is.
    """
    verb = "identification.correct"
    standing: Outcome | None = Outcome.objects.standing().filter(case=case).first()
    if standing is None or standing.outcome not in DECISIONS:
        raise house_rule(
            verb, by, case, _("There is no decision to correct."), _("Look at the outcome on the case page.")
        )
    standing.case = case
    assessment: Assessment | None = Assessment.objects.standing().filter(case=case).first()
    if assessment is not None and assessment.is_open:
        raise house_rule(verb, by, case, _("A new assessment is open."), _("Decide that one."))
    if assessment is not None:
        _refuse_other_desks(verb, by, case, assessment.desk_id)
    elif standing.authority != by.agency.kind:
        raise house_rule(verb, by, case, _("Another authority decided."), _("Ask that authority."))
    one_of(verb, by, case, [reason], CorrectionReason)
    correction = drafted(
        verb,
        by,
        case,
        outcome,
        decided_on,
        ground or standing.words("ground"),
        ground_codes or standing.ground_codes,
        before_opening or (standing.before_opening and decided_on == standing.decided_on),
    )
    correction.correction_reason = reason
    correction.seal_words(correction=words)
    standing.supersede(correction)
    if stage_of(case) not in (STAGE_OF_OUTCOME[outcome], Stage.CLOSED):
        move_or_refuse(verb, case, STAGE_OF_OUTCOME[outcome], by=by)
    if assessment is not None and outcome != standing.outcome:
        _have_it_told(by, case, assessment.team_desk)
    return correction


def authors_of_the_form(case: Case) -> set[int]:
    """The keys of all officers who filled in any version of any part of the form, or asked for the assessment."""
    authors: set[int] = set()
    for model in (Conversation, Answer, IndicatorObserved):
        authors |= set(model._default_manager.filter(case=case).values_list("recorded_by", flat=True))
    return authors | set(Assessment.objects.filter(case=case).values_list("requested_by", flat=True))


def drafted(
    verb: str,
    by: Officer,
    case: Case,
    outcome: str,
    decided_on: date,
    ground: str,
    ground_codes: Sequence[str],
    before_opening: bool,
    *,
    stage: str = "",
) -> Outcome:
    """The decision, not yet saved, once nothing stands against it: 1. the day; 2. the outcome; 3. four eyes; 4. the legal test.

    `stage` is one of the country's stages of identification; left out, the last of them.
    """
    if not ground.strip():
        raise house_rule(verb, by, case, _("A decision has a ground."), _("Write on what it rests."))
    if decided_on > clock.today():
        raise house_rule(verb, by, case, _("The day of the decision lies in the future."), _("Correct the day."))
    if decided_on < timezone.localtime(case.opened_at).date() and not before_opening:
        raise house_rule(
            verb,
            by,
            case,
            _("The day of the decision lies before the case was opened here."),
            _("Say so on purpose if it was decided before."),
        )
    law = the_law()
    one_of(verb, by, case, [outcome], DECISIONS & set(law.identification_outcomes(decided_on).codes("outcomes")))
    eyes = law.four_eyes(by.pk in authors_of_the_form(case), clock.today())
    if not eyes.provides:
        raise house_rule(
            verb, by, case, " ".join((eyes.sentence(_), *eyes.sentences(_))), _("Ask a colleague at your desk.")
        )
    test = test_of(stage, decided_on)
    decision = Outcome(
        case=case,
        outcome=outcome,
        decided_on=decided_on,
        authority=by.agency.kind,
        agency=by.agency,
        legal_test=test.answer if test else "",
        ground_codes=one_of(verb, by, case, ground_codes, DecisionGround),
        finding=test.record() if test else None,
        before_opening=before_opening,
        recorded_by=by,
    )
    decision.seal_words(ground=ground)
    return decision


def _refuse_other_desks(verb: str, by: Officer, case: Case, desk_key: int) -> None:
    if desk_key not in [desk.pk for desk in by.desks()]:
        raise house_rule(
            verb,
            by,
            case,
            _("It is decided at the desk of the competent authority that has the case."),
            _("Ask that desk."),
        )


def _have_it_told(by: Officer, case: Case, team_desk: Desk) -> None:
    """Have the team tell the person, unless that is waiting to be done already."""
    if not Task.objects.standing().filter(case=case, kind=TELL_TASK, done_at=None).exists():
        due = clock.today() + timedelta(days=TELL_WITHIN_DAYS)
        casework.set_task(by=by, case=case, words="", kind=TELL_TASK, desk=team_desk, due_on=due)
