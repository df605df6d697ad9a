"""The Council of Europe's convention as a floor without a country: the least that holds among its parties.

What the convention does not settle raises `NotAnswered`: it is for the country, and this pack is none.
"""

from pathlib import Path

from mooring.countries.council_of_europe.identification import Identification
from mooring.countries.council_of_europe.protection import WhatIsDue
from mooring.law import N_, Country
from mooring.law.loading import load
from mooring.law.words import name_codes

FOLDER = Path(__file__).parent

name_codes(
    {
        "reasonable_grounds": N_("reasonable grounds"),
        "public_order": N_("a threat to public order"),
        "bad_faith": N_("a claim made in bad faith"),
        "trained_authorities": N_("authorities with trained staff"),
        "accommodation": N_("a place to live"),
        "material_help": N_("material help"),
        "medical_care": N_("medical care"),
        "translation": N_("translation and interpreting"),
        "counselling": N_("counselling"),
        "legal_advice": N_("legal advice"),
        "information": N_("information on services"),
        "education_for_children": N_("education for children"),
        "personal_situation": N_("the personal situation"),
        "cooperation_with_authority": N_("co-operation in an investigation or prosecution"),
        "compensation_from_offender": N_("compensation from the offender"),
        "compensation_scheme": N_("a fund or other measures for compensation"),
        "safety_and_dignity": N_("with regard to rights, safety and dignity"),
        "preferably_voluntary": N_("preferably voluntary"),
        "state_of_proceedings": N_("with regard to legal proceedings"),
        "with_reasonable_grounds": N_("begins with reasonable grounds, unasked"),
    }
)


class ConventionLaw(Identification, WhatIsDue):
    """The convention's minimum, as far as this pack answers."""

    territories = frozenset({"council_of_europe"})


country = Country(
    key="council_of_europe",
    code="XC",  # not a country: a code that ISO 3166 leaves to its users
    name=N_("Council of Europe convention (minimum)"),
    time_zone="Europe/Paris",  # Strasbourg, where the convention is kept
    languages=("en",),
    pseudonym_prefix="CE",
    law=ConventionLaw(load(FOLDER / "law")),
    law_folder=FOLDER / "law",
    examples_folder=FOLDER / "examples",
    authority_kinds={"competent_authority": "competent_authority"},
    period_name=N_("Recovery and reflection period"),
)
