"""Agencies, their desks, the officers who work there, and what is kept under lock on their behalf."""

from mooring.safeguards.models.drafts import Draft
from mooring.safeguards.models.invitations import (
    Invitation,
    InvitationPurpose,
    PostingProposal,
    SecondFactorReset,
)
from mooring.safeguards.models.keys import DataKey, Erasure, HouseSecret
from mooring.safeguards.models.ledger import AnchorWay, LedgerAnchor, LedgerCheck, LedgerEra, LedgerLine, LedgerSeal
from mooring.safeguards.models.notices import Digest, Notice, NoticeWishes, PushSubscription, Urgency
from mooring.safeguards.models.sign_in import (
    AgencyIdentity,
    ClaimedPosting,
    ClaimedRole,
    IdentityProvider,
    SharedCount,
    SignedIn,
)
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
    "AgencyIdentity",
    "AgencyKind",
    "AnchorWay",
    "ClaimedPosting",
    "ClaimedRole",
    "DataKey",
    "Desk",
    "Digest",
    "Draft",
    "Erasure",
    "HouseSecret",
    "IdentityProvider",
    "Invitation",
    "InvitationPurpose",
    "LedgerAnchor",
    "LedgerCheck",
    "LedgerEra",
    "LedgerLine",
    "LedgerSeal",
    "NotPosted",
    "Notice",
    "NoticeWishes",
    "Officer",
    "OfficerManager",
    "Posting",
    "PostingProposal",
    "PostingQuerySet",
    "PushSubscription",
    "SecondFactorReset",
    "SharedCount",
    "SignedIn",
    "Urgency",
]
