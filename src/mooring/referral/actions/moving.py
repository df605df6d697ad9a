"""How a referral goes from one state to the next, and how the other side hears of it. Used by the deeds of both sides."""

from __future__ import annotations

from datetime import datetime

from mooring.referral.models import Referral, ReferralStep, SomebodyWasQuicker
from mooring.referral.referral_states import REFERRAL_STATES, ReferralState
from mooring.safeguards import notices
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Officer
from mooring.safeguards.notices import Urgency

NOW = "now"


def move(
    referral: Referral,
    target: ReferralState,
    *,
    by: Officer,
    reason: str = "",
    words: str = "",
    due_at: datetime | None = None,
) -> ReferralStep:
    """Put a step in the place of the one that stands, within a deed.

    Raises `SomebodyWasQuicker` where it was moved on from a state in which this was lawful, else `NotALawfulMove`.
    """
    standing = referral.look_again()
    if not REFERRAL_STATES.may(standing.state, target):
        before = ReferralStep.objects.filter(superseded_by=standing).first()
        if before is not None and standing.recorded_by_id != by.pk and REFERRAL_STATES.may(before.state, target):
            raise SomebodyWasQuicker(standing)
        REFERRAL_STATES.require(standing.state, target)
    step = ReferralStep(referral=referral, state=target, reason=reason, due_at=due_at, recorded_by=by)
    try:
        step.seal_words(words)
    except CannotOpen:
        # Shut to this side between the look above and the sealing, because the other side was quicker.
        now = referral.look_again()
        if now.pk != standing.pk:
            raise SomebodyWasQuicker(now) from None
        raise
    standing.supersede(step)
    referral.stands_at(step)
    return step


def refuse(verb: str, by: Officer, referral: Referral, reason: str, instead: str = "") -> Refused:
    """A refusal by a rule of the house, to be raised; for who may hold nothing of the case."""
    return Refused(Refusal(Why.HOUSE_RULE, verb, reason, instead), by, referral.case_key)


def tell_receiver(referral: Referral, state: ReferralState) -> None:
    """Tell the desk that was asked that a referral came to a state; an agency without the system is told in another way."""
    if referral.to_desk is not None:
        kind = REFERRAL_STATES.state(state).notice or ""
        notices.tell(kind, to=[referral.to_desk], address=referral.address, urgency=_urgency(referral, state))


def tell_sender(referral: Referral, state: ReferralState) -> None:
    """Tell the desk that sent it."""
    kind = REFERRAL_STATES.state(state).notice or ""
    notices.tell(kind, to=[referral.from_desk], address=referral.address, urgency=_urgency(referral, state))


def _urgency(referral: Referral, state: ReferralState) -> Urgency:
    """What must be answered within an hour, and what nobody took up, cannot wait for the morning."""
    hurries = state in (ReferralState.SENT, ReferralState.DECLINED, ReferralState.RETURNED, ReferralState.LAPSED)
    return Urgency.URGENT if referral.urgency == NOW and hurries else Urgency.ORDINARY
