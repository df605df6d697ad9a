"""The cast: officers whose access is their character. Every page and deed is tested with them, and always with the stranger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from mooring.safeguards import actions
from mooring.safeguards.confirmation_code import code_of
from mooring.safeguards.models import AgencyKind, Desk, Officer, Posting

PASSWORD = "a long password for tests"

# name: (agency, desk, role). Names are plainly invented.
CAST = {
    "social_worker": ("centre", "centre-social", "social_worker"),
    "colleague": ("centre", "centre-social", "social_worker"),
    "assessor": ("centre", "centre-assessment", "centre_assessor"),
    "caseworker": ("immigration", "immigration-assessment", "immigration_caseworker"),
    "second_caseworker": ("immigration", "immigration-assessment", "immigration_caseworker"),
    "authority": ("authority", "authority-assessment", "competent_authority_caseworker"),
    "second_authority": ("authority", "authority-assessment", "competent_authority_caseworker"),
    "police": ("police", "police-liaison", "police_liaison"),
    "departure": ("departure", "departure-desk", "departure_officer"),
    "stranger": ("harbour", "harbour-desk", "social_worker"),
    "statistician": ("centre", "centre-figures", "statistician"),
    "protector": ("centre", "centre-protection", "data_protection_officer"),
    "keeper": ("centre", "centre-register", "register_keeper"),
    "matcher": ("centre", "centre-matching", "name_matcher"),
    "hotline": ("centre", "centre-hotline", "hotline_worker"),
    "night_hotline": ("centre", "centre-hotline", "hotline_worker"),
    "coordinator": ("centre", "centre-coordination", "centre_coordinator"),
    "control": ("tax", "tax-control", "control_liaison"),
    "harbour_lead": ("harbour", "harbour-leadership", "agency_lead"),
    "ministry": ("ministry", "ministry-equality", "group_member"),
    "shelter": ("haven", "haven-house", "shelter_worker"),
    "night_shelter": ("haven", "haven-house", "shelter_worker"),
    "planner": ("return", "return-planning", "return_planner"),
    "municipality": ("municipality", "municipality-children", "municipal_caseworker"),
    "representative": ("representatives", "representatives-desk", "child_representative"),
}
AGENCIES = {
    "centre": ("Test national centre", AgencyKind.NATIONAL_CENTRE),
    "immigration": ("Test immigration service", AgencyKind.IMMIGRATION_SERVICE),
    "authority": ("Test competent authority", AgencyKind.COMPETENT_AUTHORITY),
    "police": ("Test police", AgencyKind.POLICE),
    "departure": ("Test departure authority", AgencyKind.DEPARTURE_AUTHORITY),
    "harbour": ("Test organisation Harbour", AgencyKind.NGO),
    "tax": ("Test tax authority", AgencyKind.TAX_AUTHORITY),
    "ministry": ("Test ministry", AgencyKind.MINISTRY),
    "haven": ("Test crisis centre Haven", AgencyKind.SHELTER),
    "return": ("Test return organisation", AgencyKind.INTERNATIONAL_ORGANISATION),
    "municipality": ("Test municipality", AgencyKind.MUNICIPALITY),
    "representatives": ("Test representatives", AgencyKind.NGO),
}


def enrol() -> None:
    """Enter the whole cast, as the owner of the database, once in the template."""
    for second, who in enumerate(("administrator", "second_administrator")):
        actions.first_administrator(
            email=f"{who}@test.invalid",
            name=f"{who} Test".replace("_", " ").capitalize(),
            agency_code="house",
            agency_name="Test administration",
            second=bool(second),
        )
    administrator = Officer.objects.get(email="administrator@test.invalid")
    agencies = {
        code: actions.add_agency(by=administrator, code=code, name=name, kind=kind)
        for code, (name, kind) in AGENCIES.items()
    }
    desks = {}
    for who, (agency, desk, role) in CAST.items():
        if desk not in desks:
            desks[desk] = actions.add_desk(
                by=administrator, agency=agencies[agency], code=desk, name=desk.replace("-", " ")
            )
        officer = actions.add_officer(
            by=administrator, email=f"{who}@test.invalid", name=f"{who} Test".replace("_", " ")
        )
        post(officer, desks[desk], role)
    actions.add_officer(by=administrator, email="unposted@test.invalid", name="unposted Test")
    # As the owner: nobody but an officer herself can set her password otherwise. Hashed once, for hashing is slow on purpose.
    Officer.objects.update(password=make_password(PASSWORD))


def post(
    officer: Officer, desk: Desk, role: str, *, since: datetime | None = None, until: datetime | None = None
) -> Posting:
    """Post an officer by the two hands it takes."""
    first, second = Cast().administrator, Cast().second_administrator
    proposal = actions.propose_posting(by=first, officer=officer, desk=desk, role=role, since=since, until=until)
    return actions.countersign_posting(by=second, proposal=proposal, code=code_of(officer))


@dataclass(frozen=True)
class Cast:
    """The officers by name; each look-up gives a fresh object, as a new request would."""

    def __getattr__(self, who: str) -> Officer:
        return Officer.objects.get(email=f"{who}@test.invalid")
