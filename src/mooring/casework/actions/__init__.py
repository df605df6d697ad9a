"""The deeds of casework: opening a case, giving and ending access, deadlines, tasks, notes."""

from mooring.casework.actions.cases import NotALawfulMove, close, move_to, open_case, put_in_place
from mooring.casework.actions.team import end_access, give_access, leads
from mooring.casework.actions.waiting import finish_task, meet_deadline, set_deadline, set_task, write_note

__all__ = [
    "NotALawfulMove",
    "close",
    "end_access",
    "finish_task",
    "give_access",
    "leads",
    "meet_deadline",
    "move_to",
    "open_case",
    "put_in_place",
    "set_deadline",
    "set_task",
    "write_note",
]
