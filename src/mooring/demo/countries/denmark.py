"""The demo of Denmark: the agencies as the national action plans name them, and officers with plainly invented names."""

from __future__ import annotations

from mooring.demo.people import Person
from mooring.demo.script import AgencyOf, OfficerOf, Row, Script
from mooring.safeguards.models import AgencyKind

CENTRE = ("cmm", "Center mod Menneskehandel (CMM)")

# Havnely, Mandehavn, Ankerplads, Fjordby and Fyrtårnet are invented.
AGENCIES: dict[str, AgencyOf] = {
    "cmm": (
        CENTRE[1],
        AgencyKind.NATIONAL_CENTRE,
        {
            "cmm-social": "Social workers and hotline",
            "cmm-assessment": "Assessment",
            "cmm-figures": "Figures",
            "cmm-register": "Old register",
            "cmm-matching": "Matching",
            "cmm-protection": "Data protection",
            "cmm-hotline": "Hotline, day and night",
            "cmm-coordination": "Coordination",
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
    "drc": ("Danish Refugee Council, return partner", AgencyKind.NGO, {"drc-return": "Return and reintegration"}),
    "fjordby": ("Fjordby Municipality", AgencyKind.MUNICIPALITY, {"fjordby-children": "Children and families"}),
    "ankerplads": ("Ankerplads, representatives for children", AgencyKind.NGO, {"ankerplads-desk": "Representatives"}),
    "mandehavn": ("Mandehavn, rooms for men", AgencyKind.SHELTER, {"mandehavn-house": "The house"}),
    "fyrtaarnet": ("Fyrtårnet, advice for seafarers", AgencyKind.NGO, {"fyrtaarnet-quay": "The quay"}),
}

# Whom a desk has none of stands in the directory only.
CAST: dict[str, OfficerOf] = {
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
    "dagmar": ("Dagmar Dækshus", "cmm-protection", "data_protection_officer", "en"),
    "vera": ("Vera Vindrose", "cmm-hotline", "hotline_worker", "en"),
    "holger": ("Holger Hjelmsignal", "cmm-hotline", "hotline_worker", "da"),
    "yrsa": ("Yrsa Ydermole", "cmm-hotline", "hotline_worker", "en"),
    "signe": ("Signe Signalflag", "cmm-coordination", "centre_coordinator", "en"),
    "tage": ("Tage Tovværk", "tax-control", "control_liaison", "en"),
    "gerda": ("Gerda Gangbro", "ministry-plan", "group_member", "en"),
    "helga": ("Helga Havnevagt", "havnely-house", "shelter_worker", "en"),
    "magnus": ("Magnus Mole", "mandehavn-house", "shelter_worker", "en"),
    "rikke": ("Rikke Roerpind", "iom-return", "return_planner", "en"),
    "dorte": ("Dorte Drivanker", "drc-return", "return_planner", "en"),
    "birgit": ("Birgit Bøje", "fjordby-children", "municipal_caseworker", "en"),
    "aksel": ("Aksel Agterspejl", "ankerplads-desk", "child_representative", "en"),
    "peter": ("Peter Pullert", "cmm-social", "social_worker", "en"),
}

# Who resides here legally: the national centre assesses.
LEGAL: tuple[Person, ...] = (
    Person("woman", 34, ("RO",), "ro", ("sexual",), "eu_right_of_residence"),
    Person("man", 41, ("RO",), "ro", ("forced_labour",), "eu_right_of_residence"),
    Person("woman", 29, ("PH",), "tl", ("servitude", "sexual"), "permit", True),
    Person("man", 38, ("UA",), "uk", ("forced_labour",), "temporary_protection"),
    Person("woman", 45, ("TH",), "th", ("sexual",), "permit", True),
    Person("man", 19, ("LT",), "lt", ("forced_criminality",), "eu_right_of_residence"),
    Person("woman", 22, ("HU",), "hu", ("sexual", "forced_criminality"), "eu_right_of_residence"),
    Person("man", 52, ("PL",), "pl", ("forced_labour",), "eu_right_of_residence"),
    Person("man", 16, ("DK",), "da", ("forced_criminality",), "citizen", crossing="internal"),
    Person("woman", 31, ("BG",), "bg", ("sexual", "begging"), "eu_right_of_residence"),
    Person("trans_woman", 27, ("BR",), "pt", ("sexual",), "permit", True),
    Person("man", 47, ("VN",), "vi", ("forced_labour",), "permit", True),
)

# Who does not, or asks for asylum: the immigration service assesses.
NOT_LEGAL: tuple[Person, ...] = (
    Person("woman", 26, ("NG",), "en", ("sexual",), "none"),
    Person("man", 23, ("VN",), "vi", ("forced_criminality",), "none"),
    Person("woman", 24, ("NG",), "en", ("sexual",), "permit_in_other_eu_state", False),
    Person("man", 35, ("BG",), "bg", ("forced_labour", "begging"), "eu_no_right_of_residence"),
    Person("trans_woman", 30, ("CO",), "es", ("sexual",), "visa_free", False),
    Person("woman", 33, ("UG",), "en", ("servitude", "forced_labour"), "asylum_seeker"),
    Person("man", 28, ("AF",), "prs", ("forced_labour",), "asylum_seeker"),
    Person("man", 17, ("MA",), "ar", ("forced_criminality",), "none", in_doubt=True),
    Person("woman", 39, ("MD",), "ro", ("forced_labour",), "visa_free", False),
    Person("man", 44, ("stateless",), "ar", ("slavery_like",), "asylum_seeker"),
    Person("woman", 20, ("VN",), "vi", ("sexual",), "dublin_procedure"),
    Person("trans_man", 25, ("UG",), "en", ("sexual",), "asylum_seeker", own_word="a man, always was"),
    Person("woman", 28, ("KE",), "en", ("servitude",), "visa", False),
    Person("man", 15, ("SY",), "ar", ("forced_criminality",), "dublin_procedure"),
)

CHILD = Person("woman", 16, ("RO",), "ro", ("sexual",), "eu_right_of_residence", in_doubt=True)
WITH_RIGHT = Person("woman", 29, ("HU",), "hu", ("sexual",), "eu_right_of_residence")
ENTRY_BAN = Person("woman", 37, ("RO",), "ro", ("sexual",), "eu_no_right_of_residence")
WITHOUT = Person("woman", 24, ("NG",), "en", ("sexual",), "none")
FOUR = (CHILD, WITH_RIGHT, ENTRY_BAN, WITHOUT)

# Of the older history the day is a share: 0 the first day of it, 1 the last.
OLDER: tuple[Row, ...] = (
    (0.00, 22, "police_action", "DK-84", "astrid", 4, "over *over"),
    (0.04, 11, "hotline", "DK-82", "bjorn", 1, "own-over"),
    (0.10, 20, "outreach", "DK-84", "ivar", 5, "*over"),
    (0.15, 9, "tax_control", "DK-85", "astrid", 6, "over against-over"),
    (0.22, 14, "asylum_centre", "DK-81", "rosa", 1, "*over"),
    (0.30, 10, "prison", "DK-82", "bjorn", 1, "*against-over"),
    (0.37, 13, "health_service", "DK-84", "bjorn", 1, "over"),
    (0.45, 21, "outreach", "DK-82", "johanne", 4, "own"),
    (0.52, 8, "labour_control", "DK-83", "astrid", 5, "against"),
    (0.60, 12, "dublin_transfer", "DK-84", "rosa", 1, "*over"),
    (0.68, 15, "municipality", "DK-83", "bjorn", 1, "against"),
    (0.75, 7, "border", "DK-83", "astrid", 3, "*back"),
    (0.82, 19, "outreach", "DK-84", "ivar", 4, "own"),
    (0.88, 10, "embassy", "DK-84", "svend", 1, "own"),
    (0.94, 16, "hotline", "DK-84", "laust", 2, "own"),
)

# Of the last months the day is told in days before today.
NEWER: tuple[Row, ...] = (
    (86, 10, "asylum_centre", "DK-81", "rosa", 1, "*against"),
    (62, 23, "police_action", "DK-84", "astrid", 5, "*longer"),
    (58, 9, "childrens_centre", "DK-82", "bjorn", 1, "back"),
    (49, 11, "departure_control", "DK-84", "astrid", 1, "*soon"),
    (46, 10, "hotline", "DK-82", "johanne", 1, "*more"),
    (44, 13, "prison", "DK-85", "bjorn", 1, "*leave"),
    (40, 14, "labour_control", "DK-81", "astrid", 4, "legal"),
    (36, 15, "self", "DK-84", "klara", 1, "legal"),
    (34, 20, "police_action", "DK-83", "bjorn", 3, "*running"),
    (33, 9, "health_service", "DK-84", "astrid", 1, "*running"),
    (28, 22, "outreach", "DK-84", "astrid", 3, "*alarm"),
    (24, 12, "tax_control", "DK-82", "astrid", 3, "asked *asked"),
    (17, 10, "asylum_centre", "DK-83", "rosa", 1, "*asked"),
    (15, 11, "secure_institution", "DK-85", "bjorn", 1, "*asked"),
    (12, 18, "hotline", "DK-84", "laust", 2, "new new"),
    (9, 21, "outreach", "DK-82", "johanne", 2, "new"),
    (6, 13, "municipality", "DK-81", "astrid", 1, "asked"),
    (4, 10, "self", "DK-84", "bjorn", 1, "new"),
    (3, 15, "hotline", "DK-84", "astrid", 1, "nobody"),
)

TOLD = """\
  1. Astrid Ankerbøje, social worker:  her day, last night's police action, a person's case from signal to plan.
  2. Ditte Dønning, immigration service, or Carla Kompasrose, national centre:  decide; grant a period and extend it.
  3. Maja Mastetop, statistician:  last month's table as known then and now.  Laust Lanterne:  what he cannot see.
  4. Vera Vindrose, hotline:  who is on duty, a call, the tips.  Signe Signalflag, coordinator:  roster, actions ahead, what is late.
  5. Birgit Bøje, municipality:  a child, and help to pay.  Frida Fortøjning, police:  a missing child.  Helga Havnevagt:  a house.
  6. Dorte Drivanker and Rikke Roerpind:  returns to plan and to ask after.  Aksel Agterspejl:  a child's representative.
  7. Somebody without an account:  /help/ (nine languages) and /report/.  What the demo would have mailed:  /demo/letters/."""

SCRIPT = Script(
    centre=CENTRE,
    administrators=(("oline", "Oline Opankret"), ("otto", "Otto Ophaler")),
    agencies=AGENCIES,
    cast=CAST,
    has_left="peter",
    invited=("ida", "Ida Ilandsvind"),
    second_desk=("svend", "nest-outreach", "social_worker"),
    lead="astrid",
    police=("gustav", "frida", "frida"),
    legal_deciders=("carla",),
    deciders=("ditte", "emil"),
    legal=LEGAL,
    not_legal=NOT_LEGAL,
    children=(CHILD,),
    four=FOUR,
    night_region="DK-84",
    older=OLDER,
    newer=NEWER,
    told=TOLD,
    home=("DK",),
    talker="astrid",
    talkers_desk="cmm-social",
    general_signs=("denmark-general-2", "denmark-general-3", "denmark-general-4"),
    first_languages=("da", "en"),
    not_named="Ukendt",
    telephone="+45 00 00 00 {number:02d}",
    corrections=True,
)
