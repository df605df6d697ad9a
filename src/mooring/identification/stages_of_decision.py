"""Which decision of an identification is the next one: in one country there is one, in another two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case
from mooring.identification.models import Assessment, Outcome, StageDecision
from mooring.identification.reading import the_law
from mooring.identification.states import DECISIONS
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock

# The stages that country packs know, in words.
NAMES: dict[str, Any] = {
    "identification": _("Identification"),
    "reasonable_grounds": _("Reasonable grounds"),
    "conclusive_grounds": _("Conclusive grounds"),
}


@dataclass(frozen=True)
class DecisionStage:
    """A stage of identification: its code, and whether it is the last, which ends the identification."""

    code: str
    is_last: bool

    @property
    def name(self) -> Any:
        return name_of(self.code)


@dataclass(frozen=True)
class Decided:
    """A decision on a stage that stands, as a page shows it."""

    stage_name: Any
    positive: bool
    decided_on: date
    agency: Any
    ground: str


def name_of(code: str) -> Any:
    """A stage of identification in words."""
    return NAMES.get(code, code.replace("_", " "))


def stages_on(day: date) -> list[DecisionStage]:
    """The stages of identification by the law of a day, in their order."""
    codes = the_law().identification_stages(day).codes("stages")
    return [DecisionStage(code, is_last=code == codes[-1]) for code in codes]


def decided_of(case: Case, asked_at: datetime) -> list[StageDecision]:
    """The decisions that stand on the stages of one assessment, in the order in which they were taken."""
    found = StageDecision.objects.standing().filter(case=case, assessment_asked_at=asked_at)
    return list(found.select_related("agency", "recorded_by").order_by("recorded_at"))


def shown(case: Case, asked_at: datetime) -> list[Decided]:
    """The stages of an assessment that are decided, for a page."""
    rows = []
    for decision in decided_of(case, asked_at):
        decision.case = case
        rows.append(
            Decided(
                name_of(decision.stage),
                decision.positive,
                decision.decided_on,
                decision.agency,
                decision.words("ground"),
            )
        )
    return rows


def next_stage(case: Case, assessment: Assessment) -> DecisionStage:
    """The stage that is to be decided now: the first that has no positive decision yet."""
    positive = {decided.stage for decided in decided_of(case, assessment.requested_at) if decided.positive}
    stages = stages_on(clock.today())
    return next((stage for stage in stages if stage.code not in positive), stages[-1])


def opens_the_period(case: Case) -> bool:
    """Whether the stage on which the reflection period hangs was decided for the person, in the assessment that stands."""
    return period_opened_on(case) is not None


def period_opened_on(case: Case) -> date | None:
    """The day of the decision on which the period hangs; none where it was not taken, or where it is the last."""
    stages = the_law().identification_stages(clock.today())
    opens = stages["opens_period"]
    if opens == stages.codes("stages")[-1]:
        return None
    assessment = Assessment.objects.standing().filter(case=case).first()
    if assessment is None:
        return None
    decisions = decided_of(case, assessment.requested_at)
    return next((one.decided_on for one in decisions if one.positive and one.stage == opens), None)


def concluded_on(case: Case) -> date | None:
    """The day of the last decision that stands, where the law goes in stages; else none."""
    if len(stages_on(clock.today())) == 1:
        return None
    last = Outcome.objects.standing().filter(case=case, outcome__in=DECISIONS).first()
    return last.decided_on if last is not None else None


def test_of(stage: str, on: date) -> Finding | None:
    """The legal test of a stage; none where the law has one for an earlier stage, and leaves the last to others. Raises `NotAnswered`."""
    law = the_law()
    try:
        return law.legal_test(on, stage=stage)
    except NotAnswered:
        codes = [one.code for one in stages_on(on)]
        if len(codes) == 1 or (stage or codes[-1]) != codes[-1]:
            raise
        law.legal_test(on, stage=codes[0])
        return None
