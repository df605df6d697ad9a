"""Residence basis: on what ground a person is in the country, in the words of the mechanism."""

from enum import StrEnum

from mooring.law.words import N_


class ResidenceBasis(StrEnum):
    """On what ground a person is in the country. *Not known yet* is a full answer, the normal one at three at night.

    An EU citizen is here lawfully only with a right of residence: expelled, under an entry ban, or with the right
    lapsed she is `EU_NO_RIGHT_OF_RESIDENCE`.
    """

    CITIZEN = "citizen"
    NORDIC_CITIZEN = "nordic_citizen"
    EU_RIGHT_OF_RESIDENCE = "eu_right_of_residence"
    EU_NO_RIGHT_OF_RESIDENCE = "eu_no_right_of_residence"
    PERMIT = "permit"
    PERMIT_IN_OTHER_EU_STATE = "permit_in_other_eu_state"
    VISA = "visa"
    VISA_FREE = "visa_free"
    TEMPORARY_PROTECTION = "temporary_protection"
    ASYLUM_SEEKER = "asylum_seeker"
    DUBLIN_PROCEDURE = "dublin_procedure"
    NONE = "none"
    NOT_KNOWN_YET = "not_known_yet"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return RESIDENCE_LABELS[self]


RESIDENCE_LABELS: dict[ResidenceBasis, str] = {
    ResidenceBasis.CITIZEN: N_("Citizen of the country"),
    ResidenceBasis.NORDIC_CITIZEN: N_("Nordic citizen"),
    ResidenceBasis.EU_RIGHT_OF_RESIDENCE: N_("EU citizen with a right of residence"),
    ResidenceBasis.EU_NO_RIGHT_OF_RESIDENCE: N_(
        "EU citizen without it (expelled, entry ban, right of residence ended)"
    ),
    ResidenceBasis.PERMIT: N_("Residence permit"),
    ResidenceBasis.PERMIT_IN_OTHER_EU_STATE: N_("Residence permit in another EU state"),
    ResidenceBasis.VISA: N_("Visa"),
    ResidenceBasis.VISA_FREE: N_("Visa-free stay"),
    ResidenceBasis.TEMPORARY_PROTECTION: N_("Temporary protection"),
    ResidenceBasis.ASYLUM_SEEKER: N_("Asylum seeker"),
    ResidenceBasis.DUBLIN_PROCEDURE: N_("Dublin procedure"),
    ResidenceBasis.NONE: N_("None"),
    ResidenceBasis.NOT_KNOWN_YET: N_("Not known yet"),
}
