"""Who plays: the agencies and desks of the Danish mechanism, and officers with plainly invented names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mooring.safeguards import actions
from mooring.safeguards.confirmation_code import code_of
from mooring.safeguards.models import Agency, AgencyKind, Desk, Officer

DOMAIN = "demo.mooring.invalid"
CENTRE = ("cmm", "Center mod Menneskehandel (CMM)")
ADMINISTRATORS = (("oline", "Oline Opankret"), ("otto", "Otto Ophaler"))  # two, for a posting takes two hands

# code: (name, kind, {desk: name}). Agencies as the national action plans name them; Havnely and Fyrtårnet are invented.
AGENCIES: dict[str, tuple[str, AgencyKind, dict[str, str]]] = {
    "cmm": (
        CENTRE[1],
        AgencyKind.NATIONAL_CENTRE,
        {
            "cmm-social": "Social workers and hotline",
            "cmm-assessment": "Assessment",
            "cmm-figures": "Figures",
            "cmm-register": "Old register",
            "cmm-matching": "Matching",
        },
    ),
    "immigration": (
        "Danish Immigration Service",
        AgencyKind.IMMIGRATION_SERVICE,
        {"immigration-trafficking": "Trafficking cases"},
    ),
    "nec": ("National Police, NEC", AgencyKind.POLICE, {"nec-liaison": "Liaison on trafficking"}),
    "district": ("Fjordby Police District", AgencyKind.POLICE, {"district-duty": "Duty officer"}),
    "departure": (
        "National Police Aliens Department and Return Agency",
        AgencyKind.DEPARTURE_AUTHORITY,
        {"departure-planning": "Planning of departures"},
    ),
    "tax": ("Danish Tax Agency", AgencyKind.TAX_AUTHORITY, {"tax-control": "Control on site"}),
    "nest": ("Nest International", AgencyKind.NGO, {"nest-outreach": "Outreach, Copenhagen"}),
    "provest": ("Pro Vest", AgencyKind.NGO, {"provest-outreach": "Outreach, Jutland"}),
    "hopenow": ("Hope Now", AgencyKind.NGO, {"hopenow-visits": "Visits and follow-up"}),
    "havnely": ("Women's crisis centre Havnely", AgencyKind.SHELTER, {"havnely-house": "The house"}),
    "redcross": ("Red Cross, asylum department", AgencyKind.NGO, {"redcross-centres": "Asylum centres"}),
    "iom": (
        "International Organization for Migration (IOM)",
        AgencyKind.INTERNATIONAL_ORGANISATION,
        {"iom-return": "Return"},
    ),
    "ministry": ("Department of Gender Equality", AgencyKind.MINISTRY, {"ministry-plan": "Action plan"}),
    "fyrtaarnet": ("Fyrtårnet, advice for seafarers", AgencyKind.NGO, {"fyrtaarnet-quay": "The quay"}),
}

# code: (name, desk, role, language). Whom a desk has none of stands in the directory only.
CAST: dict[str, tuple[str, str, str, str]] = {
    "astrid": ("Astrid Ankerbøje", "cmm-social", "social_worker", "en"),
    "bjorn": ("Bjørn Bådsmand", "cmm-social", "social_worker", "da"),
    "carla": ("Carla Kompasrose", "cmm-assessment", "centre_assessor", "en"),
    "ditte": ("Ditte Dønning", "immigration-trafficking", "immigration_caseworker", "en"),
    "emil": ("Emil Ekkolod", "immigration-trafficking", "immigration_caseworker", "da"),
    "frida": ("Frida Fortøjning", "nec-liaison", "police_liaison", "en"),
    "gustav": ("Gustav Gangspil", "district-duty", "police_liaison", "en"),
    "hanne": ("Hanne Havnefoged", "departure-planning", "departure_officer", "en"),
    "ivar": ("Ivar Isbryder", "nest-outreach", "social_worker", "en"),
    "johanne": ("Johanne Jollesejl", "provest-outreach", "social_worker", "en"),
    "svend": ("Svend Sejlgarn", "hopenow-visits", "social_worker", "en"),
    "klara": ("Klara Kølvand", "havnely-house", "social_worker", "en"),
    "rosa": ("Rosa Redningskrans", "redcross-centres", "social_worker", "en"),
    "laust": ("Laust Lanterne", "fyrtaarnet-quay", "social_worker", "en"),
    "maja": ("Maja Mastetop", "cmm-figures", "statistician", "en"),
    "ulla": ("Ulla Udkigspost", "ministry-plan", "statistician", "en"),
    "niels": ("Niels Nordstjerne", "cmm-register", "register_keeper", "en"),
    "mikkel": ("Mikkel Midtskibs", "cmm-matching", "name_matcher", "en"),
    "peter": ("Peter Pullert", "cmm-social", "social_worker", "en"),
}
HAS_LEFT = "peter"


def address(code: str) -> str:
    """The work address of a member of the cast, under which no post arrives."""
    return f"{code}@{DOMAIN}"


@dataclass(frozen=True)
class Cast:
    """The officers, desks and agencies of the demo, by code."""

    officers: dict[str, Officer]
    desks: dict[str, Desk]

    def __getitem__(self, code: str) -> Officer:
        return self.officers[code]


def enrol(administrator: Officer, since: datetime, left_at: datetime) -> Cast:
    """Have the administrators enter agencies, desks, officers and postings; one of the officers has left since."""
    second = Officer.objects.get(email=address(ADMINISTRATORS[1][0]))
    desks: dict[str, Desk] = {}
    for code, (name, kind, rooms) in AGENCIES.items():
        agency = Agency.objects.filter(code=code).first() or actions.add_agency(
            by=administrator, code=code, name=name, kind=kind
        )
        for desk, title in rooms.items():
            desks[desk] = actions.add_desk(by=administrator, agency=agency, code=desk, name=title)
    officers: dict[str, Officer] = {}
    for code, (name, desk, role, language) in CAST.items():
        officer = actions.add_officer(by=administrator, email=address(code), name=name, language=language)
        until = left_at if code == HAS_LEFT else None
        proposal = actions.propose_posting(
            by=administrator, officer=officer, desk=desks[desk], role=role, since=since, until=until
        )
        actions.countersign_posting(by=second, proposal=proposal, code=code_of(officer))
        officers[code] = officer
    return Cast(officers, desks)


def somebody_waits(administrator: Officer, cast: Cast) -> None:
    """Today somebody new is invited, and an officer is to serve at a second desk, where a colleague has yet to confirm it."""
    ida = actions.add_officer(by=administrator, email=address("ida"), name="Ida Ilandsvind", language="en")
    actions.invite(by=administrator, officer=ida)  # the link is shown to nobody: the administrator makes a new one
    actions.propose_posting(
        by=administrator, officer=cast["svend"], desk=cast.desks["nest-outreach"], role="social_worker"
    )
