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
from mooring.referral.actions.outside import Laid, end_page, lay_page
from mooring.referral.actions.referrals import draft, redraft, reroute, send, withdraw

__all__ = [
    "Laid",
    "Loaded",
    "accept",
    "correct_mandate",
    "decline",
    "describe_agency",
    "draft",
    "end_mandate",
    "end_page",
    "feedback",
    "finish",
    "give_back",
    "give_mandate",
    "lay_page",
    "load_directory",
    "receive",
    "redraft",
    "reroute",
    "send",
    "withdraw",
]
