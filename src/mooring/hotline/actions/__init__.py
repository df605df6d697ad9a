"""The deeds of this room: its only writer."""

from mooring.hotline.actions.call_backs import agree_call_back, show_number, try_call_back
from mooring.hotline.actions.calls import become_case, belongs_to_case, conclude, take_call
from mooring.hotline.actions.interpreters import (
    change_interpreter,
    enter_interpreter,
    put_on_call,
    record_answer,
    take_off_call,
    take_off_list,
)
from mooring.hotline.actions.raid_roster import put_on_roster, take_off_roster
from mooring.hotline.actions.raids import (
    address_of,
    announce_action,
    begin_action,
    call_off_action,
    change_action,
    close_action,
    confirm_action,
    end_action,
    name_reader,
    receive_action,
    tick_item,
)
from mooring.hotline.actions.roster import give_back, plan, set_line, take_shift, withdraw_shift
from mooring.hotline.actions.swaps import answer_swap, offer_swap, take_back

__all__ = [
    "address_of",
    "agree_call_back",
    "announce_action",
    "answer_swap",
    "become_case",
    "begin_action",
    "belongs_to_case",
    "call_off_action",
    "change_action",
    "change_interpreter",
    "close_action",
    "conclude",
    "confirm_action",
    "end_action",
    "enter_interpreter",
    "give_back",
    "name_reader",
    "offer_swap",
    "plan",
    "put_on_call",
    "put_on_roster",
    "receive_action",
    "record_answer",
    "set_line",
    "show_number",
    "take_back",
    "take_call",
    "take_off_call",
    "take_off_list",
    "take_off_roster",
    "take_shift",
    "tick_item",
    "try_call_back",
    "withdraw_shift",
]
