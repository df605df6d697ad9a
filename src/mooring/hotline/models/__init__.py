"""The nouns of this room: calls, and the roster of who answers them."""

from mooring.hotline.models.calls import (
    AnsweredBy,
    Became,
    Call,
    CallBack,
    CallBackTry,
    Caller,
    CallOutcome,
    CallUrgency,
    Information,
    Need,
    NothingMore,
    Tried,
)
from mooring.hotline.models.roster import DutyLine, HowItCame, Shift, ShiftKind, ShiftSwap, ShiftSwapAnswer

__all__ = [
    "AnsweredBy",
    "Became",
    "Call",
    "CallBack",
    "CallBackTry",
    "CallOutcome",
    "CallUrgency",
    "Caller",
    "DutyLine",
    "HowItCame",
    "Information",
    "Need",
    "NothingMore",
    "Shift",
    "ShiftKind",
    "ShiftSwap",
    "ShiftSwapAnswer",
    "Tried",
]
