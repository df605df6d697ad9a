"""The demo of the convention's minimum: an invented state of harbours, with no law but what the convention asks of all its parties."""

from __future__ import annotations

from mooring.demo.people import Person
from mooring.demo.script import AgencyOf, OfficerOf, Row, Script
from mooring.safeguards.models import AgencyKind

CENTRE = ("mechanism", "National referral mechanism of Harbouria")

# Harbouria and everybody in it are invented. Which authority decides the convention leaves to each party.
AGENCIES: dict[str, AgencyOf] = {
    "mechanism": (
        CENTRE[1],
        AgencyKind.NATIONAL_CENTRE,
        {
            "mechanism-social": "Social workers",
            "mechanism-figures": "Figures",
            "mechanism-register": "Old register",
            "mechanism-matching": "Matching",
            "mechanism-protection": "Data protection",
        },
    ),
    "identifying": ("Identification authority", AgencyKind.COMPETENT_AUTHORITY, {"identifying-desk": "Identification"}),
    "town": ("Town of Breakwater", AgencyKind.MUNICIPALITY, {"town-children": "Children's service"}),
    "seamark": ("Seamark, help at the border", AgencyKind.NGO, {"seamark-border": "At the border"}),
    "shelter": ("Shelter Stillwater", AgencyKind.SHELTER, {"shelter-house": "The house"}),
    "police": ("Police of Harbouria", AgencyKind.POLICE, {"police-trafficking": "Trafficking"}),
    "departures": ("Office for departures", AgencyKind.DEPARTURE_AUTHORITY, {"departures-desk": "Departures"}),
    "ministry": ("Ministry of Tides", AgencyKind.MINISTRY, {"ministry-rapporteur": "National rapporteur"}),
}

CAST: dict[str, OfficerOf] = {
    "alba": ("Alba Anchorage", "mechanism-social", "social_worker", "en"),
    "brno": ("Bruno Breakwater", "town-children", "social_worker", "en"),
    "cleo": ("Cleo Coastline", "seamark-border", "social_worker", "en"),
    "dario": ("Dario Drydock", "mechanism-social", "social_worker", "en"),
    "elsa": ("Elsa Estuary", "identifying-desk", "competent_authority_caseworker", "en"),
    "fabio": ("Fabio Fathom", "identifying-desk", "competent_authority_caseworker", "en"),
    "greta": ("Greta Gale", "police-trafficking", "police_liaison", "en"),
    "hugo": ("Hugo Hawser", "departures-desk", "departure_officer", "en"),
    "lena": ("Lena Leeward", "shelter-house", "social_worker", "en"),
    "mira": ("Mira Mooringline", "mechanism-figures", "statistician", "en"),
    "rolf": ("Rolf Rudder", "ministry-rapporteur", "statistician", "en"),
    "nils": ("Nils Nautilus", "mechanism-register", "register_keeper", "en"),
    "pia": ("Pia Pilotboat", "mechanism-matching", "name_matcher", "en"),
    "dina": ("Dina Dinghy", "mechanism-protection", "data_protection_officer", "en"),
    "tomas": ("Tomas Tidewater", "mechanism-social", "social_worker", "en"),
}

# With leave to be here.
LEGAL: tuple[Person, ...] = (
    Person("woman", 34, ("PH",), "tl", ("servitude",), "permit", True),
    Person("man", 41, ("FR",), "en", ("forced_criminality", "forced_labour"), "citizen", crossing="internal"),
    Person("woman", 23, ("FR",), "en", ("sexual",), "citizen", crossing="internal"),
    Person("man", 38, ("UA",), "uk", ("forced_labour",), "temporary_protection"),
    Person("woman", 29, ("IN",), "hi", ("forced_labour",), "permit", True),
    Person("man", 52, ("ID",), "id", ("forced_labour",), "permit", True),
)

# Without, or asking for asylum.
NOT_LEGAL: tuple[Person, ...] = (
    Person("man", 22, ("VN",), "vi", ("forced_criminality",), "none"),
    Person("man", 27, ("AL",), "sq", ("forced_criminality",), "none"),
    Person("woman", 26, ("AL",), "sq", ("sexual",), "asylum_seeker"),
    Person("man", 31, ("SD",), "ar", ("forced_labour", "slavery_like"), "asylum_seeker"),
    Person("woman", 28, ("NG",), "en", ("sexual",), "none"),
    Person("man", 33, ("ER",), "ti", ("slavery_like",), "asylum_seeker"),
    Person("trans_woman", 30, ("BR",), "pt", ("sexual",), "visa_free", False),
    Person("woman", 39, ("ET",), "am", ("servitude",), "visa", False),
)

CHILDREN: tuple[Person, ...] = (
    Person("man", 16, ("FR",), "en", ("forced_criminality",), "citizen", crossing="internal"),
    Person("man", 17, ("VN",), "vi", ("forced_criminality",), "none", in_doubt=True),
    Person("woman", 15, ("FR",), "en", ("sexual",), "citizen", crossing="internal"),
)

CHILD = Person("woman", 16, ("RO",), "ro", ("sexual",), "not_known_yet", in_doubt=True)
FOUR = (
    CHILD,
    Person("woman", 29, ("HU",), "hu", ("sexual",), "permit", True),
    Person("woman", 37, ("RO",), "ro", ("sexual",), "visa_free", False),
    Person("woman", 24, ("NG",), "en", ("sexual",), "none"),
)

# Of the older history the day is a share: 0 the first day of it, 1 the last.
OLDER: tuple[Row, ...] = (
    (0.0, 22, "police_action", "unknown", "alba", 4, "concluded-over *concluded-over"),
    (0.07, 11, "hotline", "unknown", "brno", 1, "own-over"),
    (0.15, 20, "outreach", "unknown", "cleo", 5, "*concluded-over"),
    (0.22, 9, "border", "unknown", "cleo", 3, "*first-against-over"),
    (0.3, 14, "asylum_centre", "unknown", "brno", 1, "*concluded-over"),
    (0.38, 10, "prison", "unknown", "cleo", 1, "*concluded-against"),
    (0.46, 13, "health_service", "unknown", "brno", 1, "^concluded-over"),
    (0.55, 21, "outreach", "unknown", "cleo", 4, "own"),
    (0.64, 8, "labour_control", "unknown", "cleo", 5, "concluded"),
    (0.72, 12, "border", "unknown", "cleo", 2, "*concluded"),
    (0.82, 15, "municipality", "unknown", "brno", 1, "^concluded"),
    (0.92, 16, "hotline", "unknown", "cleo", 2, "first-against"),
)

# Of the last months the day is told in days before today.
NEWER: tuple[Row, ...] = (
    (88, 10, "asylum_centre", "unknown", "alba", 1, "*concluded-against"),
    (70, 23, "police_action", "unknown", "alba", 5, "concluded *concluded"),
    (62, 12, "border", "unknown", "cleo", 2, "*recovering"),
    (58, 9, "childrens_centre", "unknown", "dario", 1, "^concluded"),
    (51, 13, "prison", "unknown", "brno", 1, "*recovering"),
    (44, 11, "labour_control", "unknown", "cleo", 4, "recovering"),
    (39, 14, "health_service", "unknown", "alba", 1, "*recovering"),
    (36, 10, "hotline", "unknown", "brno", 1, "recovering"),
    (31, 20, "police_action", "unknown", "alba", 3, "*recovering"),
    (26, 15, "self", "unknown", "alba", 1, "recovering"),
    (22, 9, "municipality", "unknown", "brno", 1, "^recovering"),
    (19, 22, "outreach", "unknown", "cleo", 3, "*first-against"),
    (14, 12, "hotline", "unknown", "lena", 2, "recovering"),
    (7, 10, "asylum_centre", "unknown", "brno", 1, "*referred"),
    (6, 18, "border", "unknown", "cleo", 2, "*referred"),
    (5, 9, "municipality", "unknown", "dario", 1, "^referred"),
    (5, 21, "outreach", "unknown", "cleo", 3, "referred"),
    (4, 13, "hotline", "unknown", "cleo", 1, "new"),
    (4, 16, "outreach", "unknown", "cleo", 2, "own"),
    (3, 15, "hotline", "unknown", "brno", 1, "nobody"),
)

TOLD = """\
  1. Alba Anchorage, social worker:  her day, last night's police action, a person's case.
  2. Elsa Estuary, identification authority:  reasonable grounds first; then what the convention leaves to each party.
  3. Mira Mooringline, statistician:  the figures.  Lena Leeward, shelter:  what she cannot see."""

SCRIPT = Script(
    centre=CENTRE,
    administrators=(("olga", "Olga Offshore"), ("otis", "Otis Outrigger")),
    agencies=AGENCIES,
    cast=CAST,
    has_left="tomas",
    invited=("inga", "Inga Inshore"),
    second_desk=("cleo", "shelter-house", "social_worker"),
    lead="alba",
    police=("greta",),
    legal_deciders=("elsa", "fabio"),
    deciders=("elsa", "fabio"),
    legal=LEGAL,
    not_legal=NOT_LEGAL,
    children=CHILDREN,
    four=FOUR,
    night_region="unknown",
    older=OLDER,
    newer=NEWER,
    told=TOLD,
)
