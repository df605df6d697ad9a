"""Who plays: the agencies, desks and officers of the country's script are entered as anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mooring.demo.countries import script
from mooring.safeguards import actions
from mooring.safeguards.confirmation_code import code_of
from mooring.safeguards.models import Agency, Desk, Officer

DOMAIN = "demo.mooring.invalid"


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
    told = script()
    second = Officer.objects.get(email=address(told.administrators[1][0]))
    desks: dict[str, Desk] = {}
    for code, (name, kind, rooms) in told.agencies.items():
        agency = Agency.objects.filter(code=code).first() or actions.add_agency(
            by=administrator, code=code, name=name, kind=kind
        )
        for desk, title in rooms.items():
            desks[desk] = actions.add_desk(by=administrator, agency=agency, code=desk, name=title)
    officers: dict[str, Officer] = {}
    for code, (name, desk, role, language) in told.cast.items():
        officer = actions.add_officer(by=administrator, email=address(code), name=name, language=language)
        until = left_at if code == told.has_left else None
        proposal = actions.propose_posting(
            by=administrator, officer=officer, desk=desks[desk], role=role, since=since, until=until
        )
        actions.countersign_posting(by=second, proposal=proposal, code=code_of(officer))
        officers[code] = officer
    return Cast(officers, desks)


def somebody_waits(administrator: Officer, cast: Cast) -> None:
    """Today somebody new is invited, and an officer is to serve at a second desk, where a colleague has yet to confirm it."""
    told = script()
    code, name = told.invited
    invited = actions.add_officer(by=administrator, email=address(code), name=name, language="en")
    actions.invite(by=administrator, officer=invited)  # the link is shown to nobody: the administrator makes a new one
    officer, desk, role = told.second_desk
    actions.propose_posting(by=administrator, officer=cast[officer], desk=cast.desks[desk], role=role)
