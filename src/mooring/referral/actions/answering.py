"""What the receiver of a referral does: receive, accept, decline, return, finish; and messages, which both sides write."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.referral.actions.moving import move, refuse, tell_sender
from mooring.referral.models import MessageKind, Referral, ReferralMessage, ReferralStep, Side
from mooring.referral.referral_states import PACKAGE_OPEN, RECEIVER, ReferralState
from mooring.safeguards import notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("referral.receive", on="referral")
def receive(*, by: Officer, referral: Referral) -> ReferralStep:
    """Say that a referral has come to where it should. The clock of the answer runs on. Raises `SomebodyWasQuicker`."""
    due_at = referral.look_again().due_at
    step = move(referral, ReferralState.RECEIVED, by=by, due_at=due_at)
    tell_sender(referral, ReferralState.RECEIVED)
    return step


@deed("referral.accept", on="referral")
def accept(*, by: Officer, referral: Referral, words: str = "") -> ReferralStep:
    """Take the person's need up, or become responsible for the person. In the same statement the database opens what comes with it.

    Which parts of the case these are: `opening.parts_that_open`. Raises `SomebodyWasQuicker`, which tells who.
    """
    try:
        with transaction.atomic():
            step = move(referral, ReferralState.ACCEPTED, by=by, words=words)
    except IntegrityError as refused:
        raise refuse(
            "referral.accept",
            by,
            referral,
            _("Another agency has become responsible for the person in the meantime."),
            _("Decline it, and ask the sender."),
        ) from refused
    tell_sender(referral, ReferralState.ACCEPTED)
    return step


@deed("referral.decline", on="referral")
def decline(*, by: Officer, referral: Referral, reason: str, words: str = "") -> ReferralStep:
    """Say no, and why. What was shared is shut again. Raises `SomebodyWasQuicker`."""
    step = move(referral, ReferralState.DECLINED, by=by, reason=reason, words=words)
    tell_sender(referral, ReferralState.DECLINED)
    return step


@deed("referral.return", on="referral")
def give_back(*, by: Officer, referral: Referral, reason: str, words: str = "") -> ReferralStep:
    """Return it because more is needed; the sender may send it again. Raises `SomebodyWasQuicker`."""
    step = move(referral, ReferralState.RETURNED, by=by, reason=reason, words=words)
    tell_sender(referral, ReferralState.RETURNED)
    return step


@deed("referral.finish", on="referral")
def finish(*, by: Officer, referral: Referral, outcome: str, words: str = "") -> ReferralStep:
    """Say what came of it. Access that came for one need ends; who has become responsible stays so. Raises `SomebodyWasQuicker`."""
    step = move(referral, ReferralState.DONE, by=by, reason=outcome, words=words)
    tell_sender(referral, ReferralState.DONE)
    return step


@deed("referral.feedback", on="referral")
def feedback(*, by: Officer, referral: Referral, words: str) -> ReferralMessage:
    """Write to the other side about a referral, at any step."""
    receiving, state = RECEIVER in referral.sides_of(by), referral.look_again().state
    if receiving and state not in PACKAGE_OPEN:
        raise refuse(
            "referral.feedback", by, referral, _("This referral is over."), _("Ask the sender to send another.")
        )
    message = ReferralMessage(
        referral=referral,
        kind=MessageKind.FEEDBACK,
        side=Side.RECEIVER if receiving else Side.SENDER,
        recorded_by=by,
    )
    message.seal_words(words)
    message.save(force_insert=True)
    other = referral.from_desk if receiving else referral.to_desk
    if other is not None and state != ReferralState.DRAFT:
        notices.tell("referral.feedback", to=[other], address=referral.address)
    return message
