"""Which decision of an identification is the next one: in one country there is one, in another two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case
from mooring.identification.models import Assessment, StageDecision
from mooring.identification.reading import the_law
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
    assessment = Assessment.objects.standing().filter(case=case).first()
    if assessment is None:
        return False
    stage = the_law().identification_stages(clock.today())["opens_period"]
    return any(decided.positive and decided.stage == stage for decided in decided_of(case, assessment.requested_at))
