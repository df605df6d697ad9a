"""What a country's demo is made of."""

from __future__ import annotations

from dataclasses import dataclass

from mooring.demo.people import Person
from mooring.safeguards.models import AgencyKind

# name, kind, {desk: name}
AgencyOf = tuple[str, AgencyKind, dict[str, str]]
# name, desk, role, language
OfficerOf = tuple[str, str, str, str]
# when, hour, source, region, officer, how many were met, fates
Row = tuple[float, int, str, str, str, int, str]


@dataclass(frozen=True)
class Script:
    """A country's demo: its agencies and officers by code, its people, and the signals that reached the desks.

    `centre`: code and name of the agency that administers. `lead`: the officer who leads the last night. `talker`: who holds the
    conversation for those whom an organisation looks after; empty where each speaks with her or his own people. `older`: signals
    of the older history, as shares of it; `newer`: in days before today. `four`: the child, two others and the one who is detained
    whom the police met last night. `second_desk`: whom a colleague has yet to confirm at which desk, in which role.
    """

    centre: tuple[str, str]
    administrators: tuple[tuple[str, str], tuple[str, str]]
    agencies: dict[str, AgencyOf]
    cast: dict[str, OfficerOf]
    has_left: str
    invited: tuple[str, str]
    second_desk: tuple[str, str, str]
    lead: str
    police: tuple[str, ...]
    legal_deciders: tuple[str, ...]
    deciders: tuple[str, ...]
    legal: tuple[Person, ...]
    not_legal: tuple[Person, ...]
    children: tuple[Person, ...]
    four: tuple[Person, Person, Person, Person]
    night_region: str
    older: tuple[Row, ...]
    newer: tuple[Row, ...]
    told: str
    home: tuple[str, ...] = ()
    talker: str = ""
    talkers_desk: str = ""
    general_signs: tuple[str, ...] = ()
    first_languages: tuple[str, ...] = ("en",)
    not_named: str = "Nameless"
    telephone: str = "+00 00 00 00 {number:02d}"
    corrections: bool = False
