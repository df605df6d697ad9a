"""The demo of the United Kingdom: first responders as the law names them, in an invented harbour county, with plainly invented officers."""

from __future__ import annotations

from mooring.demo.people import Person
from mooring.demo.script import AgencyOf, OfficerOf, Row, Script
from mooring.safeguards.models import AgencyKind

CENTRE = ("coordination", "Modern slavery coordination, Harbourshire")

# Harbourshire and the house Haven are invented; organisations stand under the names by which they may refer.
AGENCIES: dict[str, AgencyOf] = {
    "coordination": (
        CENTRE[1],
        AgencyKind.NATIONAL_CENTRE,
        {
            "coordination-figures": "Figures",
            "coordination-register": "Old register",
            "coordination-matching": "Matching",
            "coordination-protection": "Data protection",
        },
    ),
    "council": ("Harbourshire Council", AgencyKind.MUNICIPALITY, {"council-first": "First responders"}),
    "border": (
        "Home Office, Border Force",
        AgencyKind.IMMIGRATION_SERVICE,
        {"border-port": "First responders at the port"},
    ),
    "salvation": ("Salvation Army", AgencyKind.NGO, {"salvation-outreach": "Outreach"}),
    "barnardos": ("Barnardo’s", AgencyKind.NGO, {"barnardos-children": "Children and young people"}),
    "migranthelp": ("Migrant Help", AgencyKind.NGO, {"migranthelp-quay": "The quay"}),
    "haven": ("Safe house Haven", AgencyKind.SHELTER, {"haven-house": "The house"}),
    "sca": ("Home Office, Single Competent Authority", AgencyKind.COMPETENT_AUTHORITY, {"sca-decisions": "Decisions"}),
    "police": ("Harbourshire Police", AgencyKind.POLICE, {"police-slavery": "Modern slavery unit"}),
    "returns": ("Home Office, returns", AgencyKind.DEPARTURE_AUTHORITY, {"returns-planning": "Planning of returns"}),
    "ministry": ("Home Office, policy", AgencyKind.MINISTRY, {"ministry-slavery": "Modern slavery"}),
}

CAST: dict[str, OfficerOf] = {
    "bertha": ("Bertha Bollard", "council-first", "social_worker", "en"),
    "cecil": ("Cecil Capstan", "council-first", "social_worker", "en"),
    "dora": ("Dora Driftwood", "salvation-outreach", "social_worker", "en"),
    "edgar": ("Edgar Ebbtide", "border-port", "social_worker", "en"),
    "fiona": ("Fiona Fairlead", "sca-decisions", "competent_authority_caseworker", "en"),
    "gilbert": ("Gilbert Gangway", "sca-decisions", "competent_authority_caseworker", "en"),
    "harriet": ("Harriet Halyard", "police-slavery", "police_liaison", "en"),
    "ivy": ("Ivy Inlet", "returns-planning", "departure_officer", "en"),
    "joan": ("Joan Jetty", "barnardos-children", "social_worker", "en"),
    "kit": ("Kit Keelson", "haven-house", "social_worker", "en"),
    "lionel": ("Lionel Lightship", "migranthelp-quay", "social_worker", "en"),
    "mabel": ("Mabel Mainmast", "coordination-figures", "statistician", "en"),
    "una": ("Una Upstream", "ministry-slavery", "statistician", "en"),
    "nora": ("Nora Northstar", "coordination-register", "register_keeper", "en"),
    "percy": ("Percy Pontoon", "coordination-matching", "name_matcher", "en"),
    "daphne": ("Daphne Davit", "coordination-protection", "data_protection_officer", "en"),
    "quentin": ("Quentin Quayside", "council-first", "social_worker", "en"),
}

# With leave to be here.
LEGAL: tuple[Person, ...] = (
    Person("woman", 34, ("PH",), "tl", ("servitude",), "permit", True),
    Person("man", 41, ("GB",), "en", ("forced_criminality", "forced_labour"), "citizen", crossing="internal"),
    Person("woman", 23, ("GB",), "en", ("sexual",), "citizen", crossing="internal"),
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
    Person("man", 16, ("GB",), "en", ("forced_criminality",), "citizen", crossing="internal"),
    Person("man", 17, ("VN",), "vi", ("forced_criminality",), "none", in_doubt=True),
    Person("woman", 15, ("GB",), "en", ("sexual",), "citizen", crossing="internal"),
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
    (0.0, 22, "police_action", "GB-ENG", "bertha", 4, "concluded-over *concluded-over"),
    (0.07, 11, "hotline", "GB-ENG", "cecil", 1, "own-over"),
    (0.15, 20, "outreach", "GB-WLS", "dora", 5, "*concluded-over"),
    (0.22, 9, "border", "GB-ENG", "edgar", 3, "*first-against-over"),
    (0.3, 14, "asylum_centre", "GB-SCT", "bertha", 1, "*concluded-over"),
    (0.38, 10, "prison", "GB-ENG", "cecil", 1, "*concluded-against"),
    (0.46, 13, "health_service", "GB-ENG", "cecil", 1, "^concluded-over"),
    (0.55, 21, "outreach", "GB-WLS", "dora", 4, "own"),
    (0.64, 8, "labour_control", "GB-ENG", "bertha", 5, "concluded"),
    (0.72, 12, "border", "GB-SCT", "edgar", 2, "*concluded"),
    (0.82, 15, "municipality", "GB-ENG", "cecil", 1, "^concluded"),
    (0.92, 16, "hotline", "GB-ENG", "edgar", 2, "first-against"),
)

# Of the last months the day is told in days before today.
NEWER: tuple[Row, ...] = (
    (88, 10, "asylum_centre", "GB-ENG", "bertha", 1, "*concluded-against"),
    (70, 23, "police_action", "GB-ENG", "bertha", 5, "concluded *concluded"),
    (62, 12, "border", "GB-WLS", "edgar", 2, "*recovering"),
    (58, 9, "childrens_centre", "GB-ENG", "joan", 1, "^concluded"),
    (51, 13, "prison", "GB-SCT", "bertha", 1, "*recovering"),
    (44, 11, "labour_control", "GB-ENG", "cecil", 4, "recovering"),
    (39, 14, "health_service", "GB-ENG", "dora", 1, "*recovering"),
    (36, 10, "hotline", "GB-WLS", "edgar", 1, "recovering"),
    (31, 20, "police_action", "GB-ENG", "bertha", 3, "*recovering"),
    (26, 15, "self", "GB-SCT", "cecil", 1, "recovering"),
    (22, 9, "municipality", "GB-ENG", "cecil", 1, "^recovering"),
    (19, 22, "outreach", "GB-ENG", "dora", 3, "*first-against"),
    (14, 12, "hotline", "GB-WLS", "lionel", 2, "recovering"),
    (7, 10, "asylum_centre", "GB-ENG", "cecil", 1, "*referred"),
    (6, 18, "border", "GB-SCT", "edgar", 2, "*referred"),
    (5, 9, "municipality", "GB-ENG", "joan", 1, "^referred"),
    (5, 21, "outreach", "GB-ENG", "dora", 3, "referred"),
    (4, 13, "hotline", "GB-WLS", "cecil", 1, "new"),
    (4, 16, "outreach", "GB-ENG", "dora", 2, "own"),
    (3, 15, "hotline", "GB-SCT", "edgar", 1, "nobody"),
)

TOLD = """\
  1. Bertha Bollard, first responder at the council:  her day, last night's police action, consent, and a duty to notify.
  2. Fiona Fairlead, Single Competent Authority:  reasonable grounds first, conclusive grounds last.
  3. Mabel Mainmast, statistician:  the figures.  Lionel Lightship, Migrant Help:  what he cannot see."""

SCRIPT = Script(
    centre=CENTRE,
    administrators=(("olive", "Olive Outhaul"), ("oscar", "Oscar Oarlock")),
    agencies=AGENCIES,
    cast=CAST,
    has_left="quentin",
    invited=("iris", "Iris Icebreaker"),
    second_desk=("dora", "migranthelp-quay", "social_worker"),
    lead="bertha",
    police=("harriet",),
    legal_deciders=("fiona", "gilbert"),
    deciders=("fiona", "gilbert"),
    legal=LEGAL,
    not_legal=NOT_LEGAL,
    children=CHILDREN,
    four=FOUR,
    night_region="GB-ENG",
    older=OLDER,
    newer=NEWER,
    told=TOLD,
    home=("GB",),
    telephone="+44 00 0000 00{number:02d}",
)
