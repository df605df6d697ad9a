"""What the room keeps, file by file; whoever needs it asks here."""

from mooring.housing.models.beds import Bed, BedUse, Unit, UnitCard
from mooring.housing.models.handover import HandoverSheet, HandoverVersion
from mooring.housing.models.houses import (
    House,
    HouseAddress,
    HouseCard,
    HouseContract,
    OpeningPeriod,
)
from mooring.housing.models.incidents import Compromise, HouseCompromised, HouseIncident, IncidentKind, Severity, Told
from mooring.housing.models.safety_zones import KeepApart, SafetyZone
from mooring.housing.models.stays import (
    Declined,
    HowLeft,
    Stay,
    StayAlarm,
    StayArrival,
    StayPaid,
    StayStep,
    Withdrawn,
)
from mooring.housing.models.suitability import PlaceNeeds
from mooring.housing.models.waiting import BedUrgency, BedWait, WaitEnded

__all__ = [
    "Bed",
    "BedUrgency",
    "BedUse",
    "BedWait",
    "Compromise",
    "Declined",
    "HandoverSheet",
    "HandoverVersion",
    "House",
    "HouseAddress",
    "HouseCard",
    "HouseCompromised",
    "HouseContract",
    "HouseIncident",
    "HowLeft",
    "IncidentKind",
    "KeepApart",
    "OpeningPeriod",
    "PlaceNeeds",
    "SafetyZone",
    "Severity",
    "Stay",
    "StayAlarm",
    "StayArrival",
    "StayPaid",
    "StayStep",
    "Told",
    "Unit",
    "UnitCard",
    "WaitEnded",
    "Withdrawn",
]
