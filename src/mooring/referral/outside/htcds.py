"""The attachment of a referral across borders, in the shape of the Human Trafficking Case Data Standard.

Source: HTCDS 2.0, 24 December 2021, International Organization for Migration, CC-BY-4.0. Field names are the standard's; no endorsement is
implied. Only fields whose piece was shared are filled; the rest of the standard is left out, never guessed.
"""

from __future__ import annotations

from typing import Any

from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.referral.grounds import GroundCode
from mooring.referral.models import Referral
from mooring.safeguards import clock
from mooring.safeguards.models import AgencyKind

STANDARD = "HTCDS 2.0"
FIELDS_OF_PIECE = {
    "person": ("prs_Gender",),
    "languages": ("prs_PrimaryLanguage", "prs_SecondaryLanguage"),
    "residence": ("prs_Citizenship",),
    "what_happened": ("vic_TypeOfExploitation",),
    "stage": ("vic_TraffickingStatus",),
}


def attachment(referral: Referral, case: Case) -> dict[str, Any]:
    """The fields that can be filled from what was shared; the case is named by the referral's reference only."""
    shared = {field for piece in referral.package() for field in FIELDS_OF_PIECE.get(piece.code, ())}
    given = known(case, "htcds")
    told: dict[str, Any] = given if isinstance(given, dict) else {}
    abroad = referral.to_agency.kind == AgencyKind.FOREIGN_AGENCY
    return {
        "standard": STANDARD,
        "case": {
            "reference": referral.reference,
            "cas_Status": "Active",
            "cas_ReferringOrganisation": referral.from_desk.agency.name,
            "cas_ReferredOrganisation": referral.to_agency.name,
            "cas_OutgoingReferralDate": clock.today().isoformat(),
            "cas_ReasonForOutgoingReferral": "MigrationOrChangeOfLocation" if abroad else "AdditionalServicesRequired",
            "con_Consent": referral.ground == GroundCode.CONSENT,
            "persons": [{field: told[field] for field in sorted(shared) if told.get(field)}],
        },
    }
