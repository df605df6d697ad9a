"""Who is charged with a need of one person, by what the house knows of her or him; and the desks at which somebody answers."""

from __future__ import annotations

from datetime import date

from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.law import ResidenceBasis
from mooring.referral import routing
from mooring.safeguards.models import Desk, Posting
from mooring.safeguards.roles import roles_with


def charged(case: Case, need: str, group: str, region: str, on: date) -> list[routing.Candidate]:
    """The directory's answer, with the residence basis and the age as recorded; what is not known passes nobody over."""
    basis, age = known(case, "residence_basis"), known(case, "age_years")
    return routing.candidates(
        need,
        group,
        region,
        on,
        residence_basis=str(basis) if basis and basis != ResidenceBasis.NOT_KNOWN_YET else None,
        age=age if isinstance(age, int) else None,
    )


def desks_taking_up() -> dict[int, list[Desk]]:
    """By agency its desks where somebody serves now who may answer a referral."""
    answering = [role.code for role in roles_with("referral.receive")]
    serving = Desk.objects.filter(pk__in=Posting.objects.running().filter(role__in=answering).values("desk"))
    by_agency: dict[int, list[Desk]] = {}
    for desk in serving.select_related("agency").order_by("agency__name", "name"):
        by_agency.setdefault(desk.agency_id, []).append(desk)
    return by_agency
