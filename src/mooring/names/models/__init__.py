"""The person's name and how she may be reached, sealed; and each time somebody looked."""

from mooring.names.models.encodings import NameEncoding, Question, QuestionPassed
from mooring.names.models.identity import IDENTITY_FIELDS, Identity, Reveal, RevealReason
from mooring.names.models.papers import Paper, PaperKind, PaperLook
from mooring.names.models.safe_contact import Channel, SafeContact

__all__ = [
    "IDENTITY_FIELDS",
    "Channel",
    "Identity",
    "NameEncoding",
    "Paper",
    "PaperKind",
    "PaperLook",
    "Question",
    "QuestionPassed",
    "Reveal",
    "RevealReason",
    "SafeContact",
]
