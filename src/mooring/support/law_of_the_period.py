"""What support asks the law: with the facts that the authority gives, on the day of the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.known import known
from mooring.casework.models import Case, StageReached
from mooring.casework.stages import Stage
from mooring.law import Finding, Law, NotAnswered, ResidenceBasis
from mooring.law.days import safe_working_day
from mooring.safeguards import clock


class Situation(models.TextChoices):
    """Where the person stands towards the order to leave, as the authority knows it."""

    ORDERED = "ordered", _("The person has been ordered to leave")
    LEGAL = "legal", _("The person resides here legally")
    NEITHER = "neither", _("Neither: for instance an asylum case that is not decided")


# On these bases a person is here legally for as long as nothing else is known; all others are for the authority to say.
LEGAL_BASES = frozenset(
    {
        ResidenceBasis.CITIZEN,
        ResidenceBasis.NORDIC_CITIZEN,
        ResidenceBasis.EU_RIGHT_OF_RESIDENCE,
        ResidenceBasis.PERMIT,
        ResidenceBasis.TEMPORARY_PROTECTION,
    }
)


def the_law() -> Law:
    law: Law = settings.MOORING_COUNTRY.law
    return law


def presumed_situation(case: Case) -> Situation | None:
    """What the recorded residence basis says of the situation, or none when it says nothing: the officer is asked."""
    basis = known(case, "residence_basis")
    if basis is None or str(basis) in (
        ResidenceBasis.NOT_KNOWN_YET,
        ResidenceBasis.ASYLUM_SEEKER,
        ResidenceBasis.DUBLIN_PROCEDURE,
    ):
        return None
    return Situation.LEGAL if str(basis) in LEGAL_BASES else None


def is_identified(case: Case) -> bool:
    """Whether the person has the status on which the period hangs, also after the case was closed.

    It is that of a person who is identified; where the law decides in stages, that of an earlier stage, until a later one ends it.
    """
    outcome = last_outcome(case)
    return outcome == Stage.IDENTIFIED or (outcome is None and bool(known(case, "period_opened")))


def last_outcome(case: Case) -> str | None:
    """The stage reached by the last decision on identification, or none when there is none."""
    outcomes = (Stage.IDENTIFIED, Stage.NOT_IDENTIFIED)
    # Two outcomes of one transaction carry the same moment: the one that stands is the later.
    stands = ExpressionWrapper(Q(superseded_by=None), output_field=models.BooleanField())
    reached = StageReached.objects.filter(case=case, stage__in=outcomes).annotate(stands=stands)
    stage: str | None = reached.order_by("-stands", "-recorded_at", "-since").values_list("stage", flat=True).first()
    return stage


@dataclass(frozen=True)
class Facts:
    """The facts on which the law is asked for a period."""

    situation: Situation
    public_order: bool = False
    identified: bool = True

    def ask(self, on: date, *, begins: date | None = None) -> Finding:
        """What the law of that day says. Raises `NotAnswered`."""
        return the_law().reflection_period(
            on,
            ordered_to_leave=self.situation == Situation.ORDERED,
            legal_resident=self.situation == Situation.LEGAL,
            identified=self.identified,
            public_order=self.public_order,
            begins=begins,
        )

    @classmethod
    def of(cls, finding: Finding) -> Facts:
        """The facts on which a recorded finding was given."""
        facts = finding.facts
        situation = (
            Situation.LEGAL
            if facts.get("legal_resident")
            else Situation.ORDERED
            if facts.get("ordered_to_leave")
            else Situation.NEITHER
        )
        return cls(
            situation, public_order=bool(facts.get("public_order")), identified=bool(facts.get("identified", True))
        )


def most_days(finding: Finding, on: date) -> int | None:
    """The longest that a granted period may become by the law of a day; what was recorded when that law is not answered.

    None where the law sets no most.
    """
    recorded = finding.days("total_days") if "total_days" in finding.particulars else None
    try:
        today = Facts.of(finding).ask(on)
    except NotAnswered:
        return recorded
    return (today.days("total_days") or recorded) if "total_days" in today.particulars else recorded


def runs_until_decided(finding: Finding) -> bool:
    """Whether a period goes on, beyond its days, until the last decision."""
    return bool(finding.particulars.get("open_ended")) and "ends_with" in finding.particulars


def hangs_on_residence(on: date) -> bool:
    """Whether it makes a difference to the law of a day where the person stands towards an order to leave."""
    try:
        return len({Facts(situation).ask(on).answer for situation in Situation}) > 1
    except NotAnswered:
        return True


def of_today(**facts: bool) -> Finding | None:
    """What the law of today gives, or none where it is not answered."""
    try:
        return Facts(Situation.ORDERED, **facts).ask(clock.today())
    except NotAnswered:
        return None


def of_taking_back(on: date) -> Finding | None:
    """What the law says of taking a granted period away, or none where it is not answered."""
    try:
        return the_law().reflection_revocation(on)
    except NotAnswered:
        return None


def of_stopping(on: date) -> Finding | None:
    """What the law says of stopping the days of a granted period for a time, or none where it is not answered."""
    try:
        return the_law().reflection_suspension(on)
    except NotAnswered:
        return None


def may_be_taken_back() -> bool:
    """Whether the law of today names a provision on which a granted period may be taken away."""
    found = of_taking_back(clock.today())
    return found is not None and found.provides


def of_the_permit(on: date) -> Finding | None:
    """What the law says of a permit for the sake of a case at court, or none where it is not answered."""
    try:
        return the_law().permit_for_proceedings(on)
    except NotAnswered:
        return None


def last_day_to_ask(last_day: date) -> date | None:
    """The working day on or before the last day, where that is not one itself; none where nothing need be said."""
    safe = safe_working_day(last_day, settings.MOORING_COUNTRY)
    return safe if safe != last_day else None
