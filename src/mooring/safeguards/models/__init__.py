"""Agencies, their desks, the officers who work there, and what is kept under lock on their behalf."""

from mooring.safeguards.models.drafts import Draft
from mooring.safeguards.models.keys import DataKey, Erasure, HouseSecret
from mooring.safeguards.models.ledger import LedgerLine, LedgerSeal
from mooring.safeguards.models.staff import (
    Agency,
    AgencyKind,
    Desk,
    NotPosted,
    Officer,
    OfficerManager,
    Posting,
    PostingQuerySet,
)

__all__ = [
    "Agency",
    "AgencyKind",
    "DataKey",
    "Desk",
    "Draft",
    "Erasure",
    "HouseSecret",
    "LedgerLine",
    "LedgerSeal",
    "NotPosted",
    "Officer",
    "OfficerManager",
    "Posting",
    "PostingQuerySet",
]
