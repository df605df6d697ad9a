"""The decision on a stage before the last, where the law of the country goes in stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.identification.actions.assessment import wait_for_decision
from mooring.identification.actions.decision import conclude, drafted, open_assessment
from mooring.identification.models import OutcomeCode, StageDecision
from mooring.identification.stages_of_decision import next_stage
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("identification.decide_stage", on="case")
def decide_stage(
    *,
    by: Officer,
    case: Case,
    positive: bool,
    decided_on: date,
    ground: str,
    ground_codes: Sequence[str] = (),
    before_opening: bool = False,
) -> StageDecision:
    """Decide the stage that is due. A positive decision leads on to the next; a negative one ends the identification.

    Refused as a decision is, and when the stage that is due is the last.
    """
    verb = "identification.decide_stage"
    assessment = open_assessment(verb, by, case)
    stage = next_stage(case, assessment)
    if stage.is_last:
        raise house_rule(verb, by, case, _("The last decision is due."), _("Decide the assessment."))
    outcome = OutcomeCode.IDENTIFIED if positive else OutcomeCode.NOT_IDENTIFIED
    draft = drafted(verb, by, case, outcome, decided_on, ground, ground_codes, before_opening, stage=stage.code)
    decision = StageDecision(
        case=case,
        stage=stage.code,
        assessment_asked_at=assessment.requested_at,
        positive=positive,
        decided_on=decided_on,
        authority=draft.authority,
        agency=by.agency,
        legal_test=draft.legal_test,
        ground_codes=draft.ground_codes,
        finding=draft.finding,
        recorded_by=by,
    )
    decision.seal_words(ground=ground)
    casework.put_in_place(decision, stage=stage.code, assessment_asked_at=assessment.requested_at)
    if positive:
        wait_for_decision(case, assessment, next_stage(case, assessment), decided_on, by=by)
    else:
        conclude(verb, by, case, assessment, draft)
    return decision
