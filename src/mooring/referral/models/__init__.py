"""The nouns of this room."""

from mooring.referral.models.directory import AgencyDescription, Basis, Entry, Mandate, QuickerHand

__all__ = [
    "AgencyDescription",
    "Basis",
    "Entry",
    "Mandate",
    "QuickerHand",
]
