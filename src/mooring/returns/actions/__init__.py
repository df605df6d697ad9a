"""The deeds of the room: the only writers."""

from mooring.returns.actions import stories
from mooring.returns.actions.answering import accept, consider, offer, say_no, withdraw
from mooring.returns.actions.preparing import agree_money, assess, pay, plan
from mooring.returns.actions.travelling import arrive, close, follow_up, not_travelled, travel

__all__ = [
    "accept",
    "agree_money",
    "arrive",
    "assess",
    "close",
    "consider",
    "follow_up",
    "not_travelled",
    "offer",
    "pay",
    "plan",
    "say_no",
    "stories",
    "travel",
    "withdraw",
]
