"""What the law of the country says on consent: whose word counts, and on what a file may rest; none where its pack is silent."""

from __future__ import annotations

from django.conf import settings

from mooring.casework.known import known
from mooring.casework.models import Case, Relation
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.models import Agency


def who_consents(case: Case) -> Finding | None:
    """Whose word counts for this person, as far as it is known whether she or he is treated as a child."""
    child = known(case, "treated_as_child")
    try:
        finding: Finding = settings.MOORING_COUNTRY.law.who_consents(
            child if isinstance(child, bool) else None, clock.today()
        )
    except NotAnswered:
        return None
    return finding


def somebody_else_answers(case: Case, relation: str) -> bool:
    """Whether the law lets somebody who stands in this relation answer for the person. Who holds a power of attorney speaks by it."""
    if relation == Relation.ATTORNEY:
        return True
    finding = who_consents(case)
    return finding is not None and finding.answer == "representative"


def own_word_is_enough(case: Case) -> bool:
    """Whether the person's own word is enough; where the law is not known here, it is never set aside."""
    finding = who_consents(case)
    return finding is None or finding.answer != "representative"


def on_basis(basis: str, agency: Agency) -> Finding | None:
    """What the law says of this basis for an agency of this kind."""
    try:
        finding: Finding = settings.MOORING_COUNTRY.law.data_basis(basis, agency.kind, clock.today())
    except NotAnswered:
        return None
    return finding
