"""Options: what a person can be offered now, gathered from the answers of a country's law."""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mooring.law.findings import Finding
from mooring.law.refusals import NotAnswered
from mooring.law.residence import ResidenceBasis
from mooring.law.words import N_

if TYPE_CHECKING:
    from mooring.law.law import Law

DUE, POSSIBLE, NOT_PROVIDED, NOT_KNOWN_YET = "due", "possible", "not_provided", "not_known_yet"
ANSWERS: Mapping[str, str] = {
    DUE: N_("due"),
    POSSIBLE: N_("possible"),
    NOT_PROVIDED: N_("not provided"),
    NOT_KNOWN_YET: N_("cannot be said yet"),
}
GROUPS: Mapping[str, str] = {
    "women": N_("Women"),
    "men": N_("Men"),
    "trans_and_non_binary": N_("Trans and non-binary persons"),
    "minors": N_("Children, and who may be one"),
}
"""Whom a sheet is for. The person's own statement of gender decides; in doubt of age: children."""

PRESUMED, IDENTIFIED, NOT_IDENTIFIED, NO_WISH = "presumed", "identified", "not_identified", "did_not_wish_assessment"
STAGES: Mapping[str, str] = {
    PRESUMED: N_("Before the assessment"),
    IDENTIFIED: N_("Identified"),
    NOT_IDENTIFIED: N_("Assessed, and not identified"),
    NO_WISH: N_("Did not wish an assessment"),
}
"""Where the identification stands. A stage left empty is not known, and nothing that hangs on it is promised."""


@dataclass(frozen=True)
class Option:
    """One thing that can be offered, or cannot: what it is, the law's answer, who decides, who pays, and on what condition.

    `area` groups it on a sheet. `what` and `condition` are English sentences to be translated, `who_decides` and
    `who_pays` codes with words in `law.words`, empty where nobody in particular. `tonight`: it may be promised at once.
    """

    code: str
    area: str
    what: str
    answer: str
    findings: tuple[Finding, ...]
    who_decides: str = ""
    who_pays: str = ""
    condition: str = ""
    tonight: bool = False

    @property
    def confirmed(self) -> bool:
        """Whether all it rests on was found in a published text."""
        return all(finding.confirmed for finding in self.findings)

    @property
    def citations(self) -> list[str]:
        """The provisions it rests on, each once, in English."""
        return list(dict.fromkeys(line for finding in self.findings for line in finding.citations()))


def facts_of(group: str, residence_basis: ResidenceBasis | str, stage: str) -> dict[str, object]:
    """What a question may be told of somebody of whom no more is known than a sheet is chosen by."""
    child = group == "minors"
    return {
        "group": group,
        "residence_basis": str(residence_basis),
        "stage": stage,
        "child": child,
        "identified": stage == IDENTIFIED,
        "assessment_open": stage == PRESUMED,
        "stated_age": None,
        "in_doubt": child,
    }


@functools.cache
def _parameters(question: Callable[..., object]) -> Mapping[str, inspect.Parameter]:
    """What a question asks for, without the law it is put to."""
    return dict(list(inspect.signature(question).parameters.items())[1:])


def asked(law: "Law", name: str, on: date, facts: Mapping[str, object]) -> Finding | None:
    """A question put by its name with as much of the facts as it asks about; none where the pack does not answer it so."""
    method = getattr(law, name, None)
    if method is None or not law.answers(name):
        return None
    wanted = _parameters(method.__func__)
    given = {fact: value for fact, value in facts.items() if fact in wanted} | {"on": on}
    if any(part.default is part.empty and fact not in given for fact, part in wanted.items()):
        return None
    try:
        found = method(**given)
    except NotAnswered:
        return None
    return found if isinstance(found, Finding) else None
