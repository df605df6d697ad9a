"""What support keeps, file by file; a room or a test asks for it here."""

from mooring.support.models.contact_person import ContactPerson
from mooring.support.models.period import (
    AskedBy,
    AskedFor,
    Extension,
    PeriodKind,
    PeriodQuerySet,
    PeriodRequest,
    ReflectionPeriod,
)
from mooring.support.models.plan import Plan

__all__ = [
    "AskedBy",
    "AskedFor",
    "ContactPerson",
    "Extension",
    "PeriodKind",
    "PeriodQuerySet",
    "PeriodRequest",
    "Plan",
    "ReflectionPeriod",
]
