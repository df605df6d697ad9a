"""What the people of the last night agreed to: to be supported, to be spoken of to a shelter; and one who changed her mind."""

from __future__ import annotations

from typing import Any

from mooring.casework import actions
from mooring.casework.models import ConsentTo, ExplainedHow, GivenHow
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.countries import script
from mooring.demo.way import Way
from mooring.safeguards.models import Agency, AgencyKind

DAYS_AGO = 1
OFFERS_HELP = (AgencyKind.SHELTER, AgencyKind.NGO)


def play(calendar: Calendar, with_right: Way, hurt: Way, detained: Way) -> None:
    """Consents of three of the four, and the basis on which the lead's agency keeps their files. For the child, others are asked first."""
    for minute, way in enumerate((with_right, hurt, detained)):
        with way.at(calendar.moment(DAYS_AGO, 10, 5 + minute)) as case:
            actions.record_data_basis(by=way.lead, case=case, basis="public_task")
            actions.give_consent(by=way.lead, case=case, kind=ConsentTo.SUPPORT, **_asked(way))
    shelter = Agency.objects.get(code=_who_offers_help(with_right))
    with with_right.at(calendar.moment(DAYS_AGO, 10, 20)) as case:
        actions.give_consent(
            by=with_right.lead,
            case=case,
            kind=ConsentTo.SHARE,
            recipient=shelter,
            purpose="housing",
            parts=["safe_contact", "person", "languages"],
            until=calendar.day(-60),
            words="They may know how to reach me. Not what I told you.",
            **_asked(with_right),
        )
    with hurt.at(calendar.moment(DAYS_AGO, 13, 50)) as case:
        given = actions.give_consent(
            by=hurt.lead,
            case=case,
            kind=ConsentTo.SHARE,
            recipient=shelter,
            purpose="counselling",
            parts=["person", "languages", "urgent_health"],
            **_asked(hurt),
        )
    with hurt.at(calendar.moment(DAYS_AGO, 16, 30)) as case:
        given.case = case
        actions.withdraw_consent(by=hurt.lead, consent=given, reason_words="She would rather tell it herself.")


def _asked(way: Way) -> dict[str, Any]:
    return {
        "explained_how": ExplainedHow.INTERPRETER,
        "language": way.person.language,
        "given_how": GivenHow.SPOKEN,
    }


def _who_offers_help(way: Way) -> str:
    """A shelter of this country's demo, or else another organisation; never the lead's own agency."""
    own = way.lead.agency.code
    offering = [
        (OFFERS_HELP.index(kind), code)
        for code, (_name, kind, _desks) in script().agencies.items()
        if kind in OFFERS_HELP and code != own
    ]
    return min(offering)[1]
