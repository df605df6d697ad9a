"""Short ways to a point of a referral's story, for arranging tests: each step is a deed of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mooring.casework.actions import give_consent, open_case
from mooring.casework.models import Case, Consent
from mooring.referral import actions, ladder
from mooring.referral.due import LAPSES_AFTER, RUNG_AFTER, TIME_TO_ANSWER
from mooring.referral.models import Referral
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Desk, Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

NEED = "counselling"
PIECES = ("languages", "stage", "plan_needs")
SECRET = "Canary Handword"


def agreed(officers: Cast, case: Case, to: Agency, *, by: Officer | None = None, **more: Any) -> Consent:
    """That the person agrees that these pieces are told to this agency."""
    given: dict[str, Any] = {
        "kind": "share",
        "purpose": NEED,
        "recipient": to,
        "parts": PIECES,
        "explained_how": "spoken",
        "language": "ro",
        "given_how": "spoken",
    }
    return give_consent(by=by or officers.social_worker, case=case, **(given | more))


def drafted(
    officers: Cast, case: Case | None = None, *, to: Desk | None = None, consent: Consent | None = None, **more: Any
) -> Referral:
    """A draft of the social worker to the Harbour, with the person's consent."""
    case = case or open_case(by=officers.social_worker)
    to = to or officers.stranger.desk
    consent = consent or agreed(officers, case, to.agency)
    given: dict[str, Any] = {
        "need": NEED,
        "urgency": "ordinary",
        "ground": "consent",
        "pieces": PIECES,
        "to_desk": to,
        "consent": consent,
        "message": SECRET,
    }
    return actions.draft(by=officers.social_worker, case=case, **(given | more))


def sent(officers: Cast, case: Case | None = None, **more: Any) -> Referral:
    referral = drafted(officers, case, **more)
    actions.send(by=officers.social_worker, referral=referral)
    return referral


def seen_by(officer: Officer, referral: Referral) -> Referral | None:
    """The referral as a new request of this officer finds it."""
    with acting_as(officer):
        return Referral.objects.filter(pk=referral.pk).first()


def state_of(officer: Officer, referral: Referral) -> str:
    with acting_as(officer):
        return str(referral.look_again().state)


def lapse(referral: Referral) -> None:
    """Let the whole ladder's time pass, rung by rung."""
    for times in (*RUNG_AFTER.values(), LAPSES_AFTER):
        with clock.at(sent_at(referral) + TIME_TO_ANSWER[referral.urgency] * (times + 0.01)):
            ladder.climb()


def sent_at(referral: Referral) -> Any:
    with acting_as(referral.recorded_by):
        return referral.steps.filter(state="sent").latest("recorded_at").recorded_at


Deed = Callable[[Cast, Referral], object]
DEEDS: dict[str, Deed] = {
    "referral.send": lambda who, it: actions.send(by=who.social_worker, referral=it),
    "referral.receive": lambda who, it: actions.receive(by=who.stranger, referral=it),
    "referral.accept": lambda who, it: actions.accept(by=who.stranger, referral=it),
    "referral.decline": lambda who, it: actions.decline(
        by=who.stranger, referral=it, reason="no_capacity", words=SECRET
    ),
    "referral.return": lambda who, it: actions.give_back(by=who.stranger, referral=it, reason="more_is_needed"),
    "referral.withdraw": lambda who, it: actions.withdraw(by=who.social_worker, referral=it, reason="person_wishes"),
    "referral.finish": lambda who, it: actions.finish(by=who.stranger, referral=it, outcome="need_met", words=SECRET),
    "referral.lapse": lambda who, it: lapse(it),
}
WAY_TO: dict[str, tuple[str, ...]] = {
    "draft": (),
    "sent": ("referral.send",),
    "received": ("referral.send", "referral.receive"),
    "accepted": ("referral.send", "referral.accept"),
    "declined": ("referral.send", "referral.decline"),
    "returned": ("referral.send", "referral.return"),
    "withdrawn": ("referral.send", "referral.withdraw"),
    "lapsed": ("referral.send", "referral.lapse"),
    "done": ("referral.send", "referral.accept", "referral.finish"),
}


def in_state(officers: Cast, state: str, case: Case | None = None, **more: Any) -> Referral:
    """A referral that has come to a state."""
    referral = drafted(officers, case, **more)
    for verb in WAY_TO[state]:
        DEEDS[verb](officers, referral)
    return referral
