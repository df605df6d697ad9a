"""The nouns of this room."""

from mooring.referral.models.directory import AgencyDescription, Basis, Entry, Mandate, QuickerHand
from mooring.referral.models.groups import (
    ActionDone,
    ActionReminder,
    AgendaItem,
    Arrangement,
    CalendarFeed,
    CalendarFeedEnd,
    Decision,
    GroupAction,
    GroupLeaving,
    GroupMember,
    Level,
    Meeting,
    MeetingState,
    ReferralGroup,
)
from mooring.referral.models.matters import Matter, MatterStep

__all__ = [
    "ActionDone",
    "ActionReminder",
    "AgencyDescription",
    "AgendaItem",
    "Arrangement",
    "Basis",
    "CalendarFeed",
    "CalendarFeedEnd",
    "Decision",
    "Entry",
    "GroupAction",
    "GroupLeaving",
    "GroupMember",
    "Level",
    "Mandate",
    "Matter",
    "MatterStep",
    "Meeting",
    "MeetingState",
    "QuickerHand",
    "ReferralGroup",
]
