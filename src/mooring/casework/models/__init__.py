"""A case by pseudonym, who may see which part of it, what is known about it, and what waits."""

from mooring.casework.models.cases import Case, CaseQuerySet, Grant, GrantEnding, GrantQuerySet, Ground
from mooring.casework.models.facts import AlreadySuperseded, Fact, FactQuerySet, StageReached
from mooring.casework.models.waiting import Deadline, DeadlineQuerySet, Event, Note, Task

__all__ = [
    "AlreadySuperseded",
    "Case",
    "CaseQuerySet",
    "Deadline",
    "DeadlineQuerySet",
    "Event",
    "Fact",
    "FactQuerySet",
    "Grant",
    "GrantEnding",
    "GrantQuerySet",
    "Ground",
    "Note",
    "StageReached",
    "Task",
]
