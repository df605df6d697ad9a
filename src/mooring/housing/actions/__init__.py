"""The deeds of the room: the only writers."""

from mooring.housing.actions.beds import add_unit, change_unit, use_bed
from mooring.housing.actions.houses import (
    agree_price,
    change_house,
    enter_house,
    make_alternative,
    open_between,
    strike_opening,
    tell_address,
)
from mooring.housing.actions.stays import (
    accept,
    add_beds,
    arrive,
    change_bed,
    come_back,
    decline,
    leave,
    move_on,
    offer,
    pay_until,
    report_missing,
    withdraw,
)
from mooring.housing.actions.waiting import end_waiting, put_on_waiting_list

__all__ = [
    "accept",
    "add_beds",
    "add_unit",
    "agree_price",
    "arrive",
    "change_bed",
    "change_house",
    "change_unit",
    "come_back",
    "decline",
    "end_waiting",
    "enter_house",
    "leave",
    "make_alternative",
    "move_on",
    "offer",
    "open_between",
    "pay_until",
    "put_on_waiting_list",
    "report_missing",
    "strike_opening",
    "tell_address",
    "use_bed",
    "withdraw",
]
