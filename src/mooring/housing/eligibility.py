"""What the law says about a kind of house for the person of a case, as a reason beside the others; and what is open tonight."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mooring.casework.known import known
from mooring.casework.models import Case, StageReached
from mooring.housing.suitability import Weight, Why
from mooring.law import Finding, Law, NotAnswered, ResidenceBasis
from mooring.safeguards import clock

NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Asked:
    """What the law is asked upon: codes that other rooms know, and none of a person's words."""

    basis: str
    gender: str
    child: bool | None
    stage: str


def asked_of(case: Case) -> Asked:
    """What is known of the person of a case for this question; not known yet is an answer."""
    basis, gender, child = (known(case, name) for name in ("residence_basis", "gender", "treated_as_child"))
    return Asked(
        basis=str(basis or ResidenceBasis.NOT_KNOWN_YET),
        gender=str(gender or NOT_KNOWN),
        child=child if isinstance(child, bool) else None,
        stage=str(
            StageReached.objects.standing().filter(case=case).values_list("stage", flat=True).first() or "presumed"
        ),
    )


def the_law() -> Law:
    law: Law = settings.MOORING_COUNTRY.law
    return law


def eligible(asked: Asked, kind: str) -> Finding | None:
    """What the law says of a kind of house for this person; none where the law of this country does not answer."""
    try:
        return the_law().housing_eligibility(
            asked.basis, clock.today(), kind_of_house=kind, group=asked.gender, child=asked.child, stage=asked.stage
        )
    except NotAnswered:
        return None


def tonight(asked: Asked) -> Finding | None:
    """What is open tonight without a residence basis; none where the law of this country does not answer."""
    try:
        return the_law().housing_tonight(clock.today(), group=asked.gender, child=asked.child)
    except NotAnswered:
        return None


def as_reason(finding: Finding | None) -> Why:
    """The first answer as one line among the reasons; the finding itself is shown beside it."""
    if finding is None:
        words = _("The law of this country does not answer who may live here. Ask whoever decides on the place.")
        return Why("law_not_answered", Weight.ASK, words)
    if finding.answer == "may_be_placed":
        return Why("may_be_placed", Weight.FOR, _("By the law the person may be placed here."))
    if finding.answer == "may_not":
        return Why("may_not", Weight.STOPS, _("By the law this kind of house is not for this person."))
    return Why("law_not_known_yet", Weight.ASK, _("Whether the law opens this house cannot be said yet. Ask."))
