"""The deeds of casework: opening a case, giving and ending access, deadlines, tasks, notes."""

from mooring.casework.actions.break_glass import open_in_emergency, review
from mooring.casework.actions.cases import NotALawfulMove, close, move_to, open_case, put_in_place
from mooring.casework.actions.consent import give_consent, record_data_basis, withdraw_consent
from mooring.casework.actions.documents import keep_document, withdraw_document
from mooring.casework.actions.handover import hand_over, hand_over_all
from mooring.casework.actions.joining import join, part, propose_joining, withdraw_joining
from mooring.casework.actions.team import end_access, give_access, leads
from mooring.casework.actions.waiting import finish_task, meet_deadline, set_deadline, set_task, write_note

__all__ = [
    "NotALawfulMove",
    "close",
    "end_access",
    "finish_task",
    "give_access",
    "give_consent",
    "hand_over",
    "hand_over_all",
    "join",
    "keep_document",
    "leads",
    "meet_deadline",
    "move_to",
    "open_case",
    "open_in_emergency",
    "part",
    "propose_joining",
    "put_in_place",
    "record_data_basis",
    "review",
    "set_deadline",
    "set_task",
    "withdraw_consent",
    "withdraw_document",
    "withdraw_joining",
    "write_note",
]
