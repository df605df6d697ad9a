"""United Kingdom: its National Referral Mechanism, in two decisions. What differs between its parts is answered for the part, or raises."""

from pathlib import Path

from mooring.countries.united_kingdom import codes
from mooring.countries.united_kingdom.decisions import Decisions
from mooring.countries.united_kingdom.figures import Figures
from mooring.countries.united_kingdom.parts import PARTS
from mooring.countries.united_kingdom.protection import WhatIsDue
from mooring.countries.united_kingdom.recovery import Recovery
from mooring.countries.united_kingdom.referral import Referral
from mooring.law import N_, Country, Helpline
from mooring.law.first_contact import FirstContact
from mooring.law.loading import load
from mooring.law.words import name_codes

FOLDER = Path(__file__).parent

name_codes(codes.LABELS)


class UnitedKingdomLaw(Referral, Decisions, Recovery, WhatIsDue, FirstContact, Figures):
    """The law of the United Kingdom, as far as this pack answers."""

    territories = frozenset({"united_kingdom", *PARTS})


country = Country(
    key="united_kingdom",
    code="GB",
    name=N_("United Kingdom"),
    time_zone="Europe/London",
    languages=("en",),
    pseudonym_prefix="GB",
    law=UnitedKingdomLaw(load(FOLDER / "law")),
    law_folder=FOLDER / "law",
    examples_folder=FOLDER / "examples",
    authority_kinds={
        "single_competent_authority": "competent_authority",
        "immigration_enforcement_competent_authority": "competent_authority",
    },
    regions={
        "GB-ENG": N_("England"),
        "GB-SCT": N_("Scotland"),
        "GB-WLS": N_("Wales"),
        "GB-NIR": N_("Northern Ireland"),
    },
    period_name=N_("Recovery period"),
    responders={
        "police": "police_forces",
        "municipality": "local_authorities",
        "immigration_service": "home_office",
        # organisations are listed by their names
        "ngo": "",
        "shelter": "",
        "international_organisation": "",
    },
    part_of_region={
        "GB-ENG": "england_and_wales",
        "GB-WLS": "england_and_wales",
        "GB-SCT": "scotland",
        "GB-NIR": "northern_ireland",
    },
    helpline=Helpline("08000 121 700", "modernslaveryhelpline.org", confirmed=True, checked_on="2026-11-22"),
    quick_exit="https://www.bbc.co.uk/weather",
    currency="GBP",
    holidays="GB",
)
