"""Denmark: what Danish law says to the questions of the mechanism. Greenland and the Faroe Islands are not in it."""

from pathlib import Path

from mooring.countries.denmark.children import Children
from mooring.countries.denmark.crime import Crime
from mooring.countries.denmark.figures import Figures
from mooring.countries.denmark.housing import Housing
from mooring.countries.denmark.identification import Identification
from mooring.countries.denmark.information import Information
from mooring.countries.denmark.offered import Services
from mooring.countries.denmark.permits import Permits
from mooring.countries.denmark.police_measures import PoliceMeasures
from mooring.countries.denmark.prepared_return import PreparedReturn
from mooring.countries.denmark.redress import Redress
from mooring.countries.denmark.reflection import Reflection
from mooring.countries.denmark.retention import Retention
from mooring.countries.denmark.right_of_access import RightOfAccess
from mooring.countries.denmark.sharing import Sharing
from mooring.law import N_, Country, Helpline
from mooring.law.first_contact import FirstContact
from mooring.law.loading import load

FOLDER = Path(__file__).parent


class DanishLaw(
    Identification,
    Reflection,
    Permits,
    Crime,
    FirstContact,
    PoliceMeasures,
    Retention,
    RightOfAccess,
    Sharing,
    Services,
    Information,
    Redress,
    Children,
    Housing,
    PreparedReturn,
    Figures,
):
    """Danish law, as far as this pack answers."""

    territories = frozenset({"denmark"})


country = Country(
    key="denmark",
    code="DK",
    name=N_("Denmark"),
    time_zone="Europe/Copenhagen",
    languages=("da", "en"),
    pseudonym_prefix="DK",
    law=DanishLaw(load(FOLDER / "law")),
    law_folder=FOLDER / "law",
    examples_folder=FOLDER / "examples",
    authority_kinds={"national_centre": "national_centre", "immigration_service": "immigration_service"},
    regions={
        # codes of ISO 3166-2
        "DK-84": N_("Capital Region"),
        "DK-82": N_("Central Denmark"),
        "DK-81": N_("North Denmark"),
        "DK-85": N_("Zealand"),
        "DK-83": N_("Southern Denmark"),
    },
    holder_kinds={
        "national_centre": ("national_centre",),
        "immigration_service": ("immigration_service",),
        "funded_organisations": ("ngo", "shelter", "international_organisation"),
    },
    screening_lists=("denmark-general", "forced-labour", "ilo-labour", "ilo-sexual"),
    directory_folder=FOLDER / "directory",
    information_folder=FOLDER / "information_texts",
    helpline=Helpline("+45 70 20 25 50", "cmm.dk", confirmed=True, checked_on="2026-11-22"),
    quick_exit="https://www.dmi.dk/",
    currency="DKK",
    holidays="DK",
)
