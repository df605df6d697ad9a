"""Where in the mechanism a person stands: the stages of a case, who holds the pen in each, and the lawful moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    PRESUMED = "presumed"
    ASSESSMENT = "assessment"
    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    NO_ASSESSMENT_WISHED = "no_assessment_wished"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Pen(StrEnum):
    """Who holds the pen: whose turn it is."""

    TEAM = "team"
    AUTHORITY = "authority"
    NOBODY = "nobody"


@dataclass(frozen=True)
class StageRule:
    """One stage: its names, who holds the pen, and where it may lead."""

    name: dict[str, str]
    pen: Pen
    leads_to: frozenset[Stage]


STAGES: dict[Stage, StageRule] = {
    Stage.PRESUMED: StageRule(
        {"en": "Presumed victim", "da": "Formodet offer"},
        Pen.TEAM,
        frozenset({Stage.ASSESSMENT, Stage.NO_ASSESSMENT_WISHED, Stage.WITHDRAWN, Stage.CLOSED}),
    ),
    Stage.ASSESSMENT: StageRule(
        {"en": "Under assessment", "da": "Under vurdering"},
        Pen.AUTHORITY,
        frozenset({Stage.IDENTIFIED, Stage.NOT_IDENTIFIED, Stage.WITHDRAWN}),
    ),
    Stage.IDENTIFIED: StageRule(
        {"en": "Identified", "da": "Vurderet som offer"}, Pen.TEAM, frozenset({Stage.NOT_IDENTIFIED, Stage.CLOSED})
    ),
    Stage.NOT_IDENTIFIED: StageRule(
        {"en": "Not identified", "da": "Ikke vurderet som offer"},
        Pen.TEAM,
        frozenset({Stage.IDENTIFIED, Stage.ASSESSMENT, Stage.CLOSED}),
    ),
    Stage.NO_ASSESSMENT_WISHED: StageRule(
        {"en": "Did not wish an assessment", "da": "Ønskede ikke en vurdering"},
        Pen.TEAM,
        frozenset({Stage.ASSESSMENT, Stage.CLOSED}),
    ),
    Stage.WITHDRAWN: StageRule(
        {"en": "Withdrawn", "da": "Trukket tilbage"}, Pen.TEAM, frozenset({Stage.ASSESSMENT, Stage.CLOSED})
    ),
    Stage.CLOSED: StageRule({"en": "Closed", "da": "Afsluttet"}, Pen.NOBODY, frozenset({Stage.PRESUMED})),
}
