"""The cast: officers whose access is their character. Every page and deed is tested with them, and always with the stranger."""

from __future__ import annotations

from dataclasses import dataclass

from mooring.safeguards import actions
from mooring.safeguards.models import AgencyKind, Officer

PASSWORD = "a long password for tests"

# name: (agency, desk, role). Names are plainly invented.
CAST = {
    "social_worker": ("centre", "centre-social", "social_worker"),
    "colleague": ("centre", "centre-social", "social_worker"),
    "assessor": ("centre", "centre-assessment", "centre_assessor"),
    "caseworker": ("immigration", "immigration-assessment", "immigration_caseworker"),
    "second_caseworker": ("immigration", "immigration-assessment", "immigration_caseworker"),
    "police": ("police", "police-liaison", "police_liaison"),
    "departure": ("departure", "departure-desk", "departure_officer"),
    "stranger": ("harbour", "harbour-desk", "social_worker"),
    "statistician": ("centre", "centre-figures", "statistician"),
    "keeper": ("centre", "centre-register", "register_keeper"),
}
AGENCIES = {
    "centre": ("Test national centre", AgencyKind.NATIONAL_CENTRE),
    "immigration": ("Test immigration service", AgencyKind.IMMIGRATION_SERVICE),
    "police": ("Test police", AgencyKind.POLICE),
    "departure": ("Test departure authority", AgencyKind.DEPARTURE_AUTHORITY),
    "harbour": ("Test organisation Harbour", AgencyKind.NGO),
}


def enrol() -> None:
    """Enter the whole cast, as the owner of the database, once in the template."""
    administrator = actions.first_administrator(
        email="administrator@test.invalid",
        name="Administrator Test",
        password=PASSWORD,
        agency_code="house",
        agency_name="Test administration",
    )
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
            by=administrator, email=f"{who}@test.invalid", name=f"{who} Test".replace("_", " "), password=PASSWORD
        )
        actions.post(by=administrator, officer=officer, desk=desks[desk], role=role)
    actions.add_officer(by=administrator, email="unposted@test.invalid", name="unposted Test", password=PASSWORD)


@dataclass(frozen=True)
class Cast:
    """The officers by name; each look-up gives a fresh object, as a new request would."""

    def __getattr__(self, who: str) -> Officer:
        return Officer.objects.get(email=f"{who}@test.invalid")
