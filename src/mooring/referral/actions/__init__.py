"""The deeds of this room: its only writer."""

from mooring.referral.actions.answering import accept, decline, feedback, finish, give_back, receive
from mooring.referral.actions.directory import (
    Loaded,
    correct_mandate,
    describe_agency,
    end_mandate,
    give_mandate,
    load_directory,
)
from mooring.referral.actions.referrals import draft, redraft, reroute, send, withdraw

__all__ = [
    "Loaded",
    "accept",
    "correct_mandate",
    "decline",
    "describe_agency",
    "draft",
    "end_mandate",
    "feedback",
    "finish",
    "give_back",
    "give_mandate",
    "load_directory",
    "receive",
    "redraft",
    "reroute",
    "send",
    "withdraw",
]
