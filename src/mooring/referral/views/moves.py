"""The moves on the page of a referral: which buttons stand there for this officer now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case
from mooring.referral.models import Referral, ReferralKind
from mooring.referral.referral_states import SENDER, ReferralState
from mooring.safeguards.models import Officer

_S = ReferralState
NOT_TAKEN_UP = (_S.DECLINED, _S.LAPSED, _S.WITHDRAWN, _S.RETURNED)


@dataclass(frozen=True)
class Button:
    """One button: where it leads, what it says, whether more is asked first, and whether it is the one that is usually pressed."""

    address: str
    label: Any
    asks: bool
    is_first: bool = False


# by verb: the name of the door, the words, and whether a form is asked first
BUTTONS: dict[str, tuple[str, Any, bool]] = {
    "referral.send": ("referral_send", _("Send"), False),
    "referral.receive": ("referral_receive", _("Open it"), False),
    "referral.accept": ("referral_accept", _("Accept"), True),
    "referral.decline": ("referral_decline", _("Say no"), True),
    "referral.return": ("referral_return", _("Send back: more is needed"), True),
    "referral.finish": ("referral_finish", _("Say that it is done"), True),
    "referral.withdraw": ("referral_withdraw", _("Withdraw"), True),
}
FIRST = {
    _S.DRAFT: "referral.send",
    _S.SENT: "referral.receive",
    _S.RECEIVED: "referral.accept",
    _S.ACCEPTED: "referral.finish",
    _S.RETURNED: "referral.send",
}


def moves_on(referral: Referral, officer: Officer) -> list[Button]:
    """The lawful moves of this officer's side, as buttons; the usual one first. One reads before one answers."""
    state = _S(referral.standing.state)
    verbs = {move.verb for move in referral.moves_for(officer) if officer.may(move.verb)}
    if state == _S.SENT:
        verbs &= {"referral.receive", "referral.withdraw"}
    if state == _S.ACCEPTED and referral.kind == ReferralKind.HAND_OVER:
        verbs -= {"referral.withdraw"}  # the other agency is responsible by then
    buttons = []
    for verb, (door, label, asks) in BUTTONS.items():
        if verb in verbs:
            sends_again = verb == "referral.send" and state == _S.RETURNED
            words = _("Send again") if sends_again else label
            address = reverse(door, args=[referral.reference])
            buttons.append(Button(address, words, asks or sends_again, is_first=FIRST.get(state) == verb))
    return sorted([*buttons, *_ways(referral, officer, state)], key=lambda button: not button.is_first)


def _ways(referral: Referral, officer: Officer, state: ReferralState) -> list[Button]:
    """What leads on beside the moves: a message, somebody else, another draft."""
    found = []
    sides = referral.sides_of(officer)
    if sides and state != _S.DRAFT and officer.may("referral.feedback"):
        found.append(Button(reverse("referral_feedback", args=[referral.reference]), _("Write a message"), asks=True))
    case = Case.objects.filter(pk=referral.case_id).first() if SENDER in sides else None
    if case is not None and state in NOT_TAKEN_UP and officer.may("referral.reroute"):
        address = reverse("referral_reroute", args=[case, referral.reference])
        found.append(Button(address, _("Ask somebody else"), asks=True, is_first=state != _S.RETURNED))
    if case is not None and state == _S.DRAFT and officer.may("referral.redraft"):
        found.append(Button(reverse("referral_change", args=[case, referral.reference]), _("Change"), asks=True))
    return found
