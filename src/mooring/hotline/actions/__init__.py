"""The deeds of this room: its only writer."""

from mooring.hotline.actions.call_backs import agree_call_back, show_number, try_call_back
from mooring.hotline.actions.calls import become_case, belongs_to_case, conclude, take_call
from mooring.hotline.actions.roster import give_back, plan, set_line, take_shift, withdraw_shift
from mooring.hotline.actions.swaps import answer_swap, offer_swap, take_back

__all__ = [
    "agree_call_back",
    "answer_swap",
    "become_case",
    "belongs_to_case",
    "conclude",
    "give_back",
    "offer_swap",
    "plan",
    "set_line",
    "show_number",
    "take_back",
    "take_call",
    "take_shift",
    "try_call_back",
    "withdraw_shift",
]
