"""How far a person's way to an assessment has come: who decides, what is missing, and what may be promised meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.models import Case
from mooring.identification.competence import authority_of, who_assesses
from mooring.identification.models import Answer, Conversation, IndicatorObserved, KnownHow, OutcomeTold, ResidenceBasis
from mooring.law import Finding, NotAnswered
from mooring.law import ResidenceBasis as Basis
from mooring.safeguards import clock
from mooring.safeguards.models import Officer


@dataclass(frozen=True)
class Step:
    """Something that comes before the request: whether it is there, whether one must wait for it, and where it is done."""

    words: str
    is_there: bool
    must: bool
    address: str = ""


@dataclass(frozen=True)
class Way:
    """The way as it stands for one officer."""

    basis: str
    known_how: str
    recorded_at: datetime | None
    competence: Finding | None
    unanswered: str
    has_met: bool
    wishes: str
    has_signs: bool
    is_told: bool
    steps: tuple[Step, ...]

    @property
    def is_known(self) -> bool:
        return self.competence is not None and authority_of(self.competence.answer) is not None

    @property
    def missing(self) -> list[Step]:
        return [step for step in self.steps if not step.is_there]

    @property
    def basis_label(self) -> str:
        return _(Basis(self.basis).label)

    @property
    def known_how_label(self) -> Any:
        return KnownHow(self.known_how).label if self.known_how else ""


def way_of(officer: Officer, case: Case) -> Way:
    """The way to the assessment, in one query."""
    facts = _facts(case)
    basis = facts["basis_now"] or Basis.NOT_KNOWN_YET.value
    competence, unanswered = None, ""
    try:
        competence = who_assesses(basis, clock.today(), stay_lawful=facts["stay_lawful_now"])
    except NotAnswered as not_answered:
        unanswered = str(not_answered)
    known = competence is not None and authority_of(competence.answer) is not None

    def door(name: str, verb: str) -> str:
        return reverse(name, args=[case]) if officer.may(verb) else ""

    steps = (
        Step(
            _("The residence basis, so that it is known who assesses"),
            known,
            True,
            door("residence", "residence.record"),
        ),
        Step(_("A clarifying conversation"), facts["has_met"], False, door("meeting_new", "conversation.hold")),
        Step(
            _("What the person wishes"), facts["wishes_now"] == "told", False, door("conversation", "conversation.look")
        ),
        Step(_("Signs observed, with what shows them"), facts["has_signs"], False, door("signs", "indicator.observe")),
    )
    return Way(
        basis=basis,
        known_how=facts["known_how_now"] or "",
        recorded_at=facts["basis_at"],
        competence=competence,
        unanswered=unanswered,
        has_met=facts["has_met"],
        wishes=facts["wishes_now"] or "",
        has_signs=facts["has_signs"],
        is_told=facts["is_told"],
        steps=steps,
    )


def _facts(case: Case) -> dict[str, Any]:
    here = {"case": OuterRef("pk"), "superseded_by": None}
    basis = ResidenceBasis.objects.filter(**here)
    told = OutcomeTold.objects.filter(**here, outcome__superseded_by=None, told_reconsideration=True)
    asked = Case.objects.filter(pk=case.pk).annotate(
        basis_now=Subquery(basis.values("basis")[:1]),
        stay_lawful_now=Subquery(basis.values("stay_lawful")[:1]),
        known_how_now=Subquery(basis.values("known_how")[:1]),
        basis_at=Subquery(basis.values("recorded_at")[:1]),
        has_met=Exists(Conversation.objects.filter(**here)),
        wishes_now=Subquery(Answer.objects.filter(**here, section="wishes").values("state")[:1]),
        has_signs=Exists(IndicatorObserved.objects.filter(**here, observed=True)),
        is_told=Exists(told),
    )
    names = (
        "basis_now",
        "stay_lawful_now",
        "known_how_now",
        "basis_at",
        "has_met",
        "wishes_now",
        "has_signs",
        "is_told",
    )
    return dict(asked.values(*names).get())
