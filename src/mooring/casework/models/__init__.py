"""A case by pseudonym, who may see which part of it, what is known about it, and what waits."""

from mooring.casework.models.break_glass import (
    BreakGlass,
    BreakGlassAttempt,
    BreakGlassReason,
    BreakGlassReview,
    EmergencyKind,
    ReviewOutcome,
)
from mooring.casework.models.cases import Case, CaseQuerySet, Grant, GrantEnding, GrantQuerySet, Ground
from mooring.casework.models.consent import Basis, Consent, ConsentTo, DataBasis, ExplainedHow, GivenHow, Relation
from mooring.casework.models.documents import NOT_FOR_DOCUMENTS, Document, DocumentKind, KeptFile, Withdrawal
from mooring.casework.models.facts import AlreadySuperseded, Fact, FactQuerySet, StageReached
from mooring.casework.models.in_turn import SupersededInTurn, anew, take_the_place
from mooring.casework.models.joining import Joining, JoiningGround, JoiningStep, PartingReason, Said
from mooring.casework.models.own_file import (
    FileAskedBy,
    Given,
    IdentityConfirmed,
    OwnFileHandedOver,
    OwnFilePrepared,
    OwnFileRequest,
)
from mooring.casework.models.retention import (
    ComeToItsEnd,
    DataClass,
    HoldGround,
    LegalHold,
    ReviewGround,
    ReviewStep,
    StepKind,
)
from mooring.casework.models.stepping import StandsInSteps
from mooring.casework.models.waiting import Deadline, DeadlineQuerySet, Event, Note, Task

__all__ = [
    "NOT_FOR_DOCUMENTS",
    "AlreadySuperseded",
    "Basis",
    "BreakGlass",
    "BreakGlassAttempt",
    "BreakGlassReason",
    "BreakGlassReview",
    "Case",
    "CaseQuerySet",
    "ComeToItsEnd",
    "Consent",
    "ConsentTo",
    "DataBasis",
    "DataClass",
    "Deadline",
    "DeadlineQuerySet",
    "Document",
    "DocumentKind",
    "EmergencyKind",
    "Event",
    "ExplainedHow",
    "Fact",
    "FactQuerySet",
    "FileAskedBy",
    "Given",
    "GivenHow",
    "Grant",
    "GrantEnding",
    "GrantQuerySet",
    "Ground",
    "HoldGround",
    "IdentityConfirmed",
    "Joining",
    "JoiningGround",
    "JoiningStep",
    "KeptFile",
    "LegalHold",
    "Note",
    "OwnFileHandedOver",
    "OwnFilePrepared",
    "OwnFileRequest",
    "PartingReason",
    "Relation",
    "ReviewGround",
    "ReviewOutcome",
    "ReviewStep",
    "Said",
    "StageReached",
    "StandsInSteps",
    "StepKind",
    "SupersededInTurn",
    "Task",
    "Withdrawal",
    "anew",
    "take_the_place",
]
