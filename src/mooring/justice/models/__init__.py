"""What the court side keeps for the person; a room or a test asks for it here."""

from mooring.justice.models.care import Hearing, HearingKind, InjuredPartyLawyer, LawyerStands, WitnessMeasure
from mooring.justice.models.claims import Claim, RejectedBecause

__all__ = [
    "Claim",
    "Hearing",
    "HearingKind",
    "InjuredPartyLawyer",
    "LawyerStands",
    "RejectedBecause",
    "WitnessMeasure",
]
