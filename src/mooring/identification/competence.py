"""Who decides whether a person is a victim: the law's answer, and which kind of agency of this installation it means."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from mooring.casework.models import Case
from mooring.identification.models import ResidenceBasis
from mooring.identification.reading import the_law
from mooring.law import N_, Finding, NotAnswered
from mooring.law import ResidenceBasis as LawBasis
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house
from mooring.safeguards import clock
from mooring.safeguards.models import AgencyKind

NAMED_BY_THE_HOUSE = because(
    "named_by_the_house",
    N_("The law pack of this country does not say who decides; this installation names an agency for it."),
    rule_of_the_house(N_("Competent authority")),
)


def who_assesses(basis: str, on: date, *, stay_lawful: bool | None = None) -> Finding:
    """Who decides by the law of a day, for a residence basis. The answer may be `not_known_yet`.

    Where the pack leaves the question alone altogether, the house names an authority. Raises `NotAnswered` for a day of which the
    pack says nothing, `FactsMissing` when the basis and what is said of the stay cannot both be true.
    """
    law = the_law()
    if law.answers("competent_authority"):
        return law.competent_authority(basis, on, stay_lawful=stay_lawful)
    return Finding(
        "competent_authority",
        AgencyKind.COMPETENT_AUTHORITY.value,
        N_("The competent authority named by this installation decides."),
        (NAMED_BY_THE_HOUSE,),
        on,
    )


def competence_of(case: Case, on: date | None = None) -> Finding:
    """Who decides by the law of the day, for the residence basis that stands. The answer may be `not_known_yet`."""
    standing = ResidenceBasis.objects.standing().filter(case=case).first()
    if standing is None:
        return who_assesses(LawBasis.NOT_KNOWN_YET, on or clock.today())
    return who_assesses(standing.basis, on or clock.today(), stay_lawful=standing.stay_lawful)


def hangs_on_the_basis(on: date) -> bool:
    """Whether the residence basis makes a difference to who decides, by the law of a day."""
    try:
        return authority_of(who_assesses(LawBasis.NOT_KNOWN_YET, on).answer) is None
    except NotAnswered:
        return True


def authority_of(answer: str) -> AgencyKind | None:
    """The kind of agency that an answer names, or none when the answer names nobody, such as *not known yet*."""
    kind = settings.MOORING_COUNTRY.authority_kinds.get(answer)
    return AgencyKind(kind) if kind is not None else None
