"""What the sender of a referral does: draft, write anew, send, withdraw, send to somebody else instead."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from mooring.casework.actions import leads
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Consent, DataBasis
from mooring.referral import grounds
from mooring.referral import pieces as list_of_pieces
from mooring.referral.actions.moving import move, refuse, tell_receiver
from mooring.referral.due import due_at
from mooring.referral.grounds import NoGround
from mooring.referral.models import Referral, ReferralKind, ReferralPiece, ReferralStep, Responsibility
from mooring.referral.police import PoliceGround
from mooring.referral.referral_states import OPEN, ReferralState
from mooring.safeguards import clock, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Agency, Desk, Officer

DRAFT = "referral.draft"


@deed(DRAFT, on="case")
def draft(
    *,
    by: Officer,
    case: Case,
    need: str,
    urgency: str,
    ground: str,
    pieces: Sequence[str],
    to_desk: Desk | None = None,
    to_agency: Agency | None = None,
    kind: str = ReferralKind.TAKE_UP,
    consent: Consent | None = None,
    police: PoliceGround | None = None,
    message: str = "",
    routed: dict[str, Any] | None = None,
    follows: Referral | None = None,
) -> Referral:
    """Write a referral that nobody but the sender's side sees yet. The ground is asked now, and again when it is sent.

    To a desk, or to an agency that has no access of its own. Refused without a ground, with the reason and what else may be done.
    """
    return _written(
        by,
        case,
        DRAFT,
        to_desk=to_desk,
        to_agency=to_agency,
        kind=kind,
        need=need,
        urgency=urgency,
        ground=ground,
        pieces=pieces,
        consent=consent,
        police=police,
        message=message,
        routed=routed,
        follows=follows,
    )


@deed("referral.redraft", on="referral")
def redraft(*, by: Officer, referral: Referral, **changed: Any) -> Referral:
    """Write a draft anew, with what is changed by name as in `draft`; nobody has seen the old one, which is withdrawn."""
    if referral.look_again().state != ReferralState.DRAFT:
        raise refuse("referral.redraft", by, referral, _("It was sent already."), _("Withdraw it, and write another."))
    move(referral, ReferralState.WITHDRAWN, by=by, reason="redrafted")
    return _written(by, referral.case, "referral.redraft", **(_as_it_was(referral) | changed))


@deed("referral.send", on="referral")
def send(
    *, by: Officer, referral: Referral, pieces: Sequence[str] | None = None, police: PoliceGround | None = None
) -> ReferralStep:
    """Send a referral: its pieces are written out and frozen as the receiver will see them, and the clock of the answer begins.

    After a return it is sent again, with other `pieces` where more is told. The ground is asked anew. Raises `SomebodyWasQuicker`.
    """
    verb, case = "referral.send", referral.case
    chosen = list(referral.chosen if pieces is None else pieces)
    _see_that_it_may_be_handed_over(by, case, referral.kind, referral.from_desk, verb)
    _ground(
        by,
        case,
        verb,
        referral.to_agency,
        referral.need,
        chosen,
        referral.ground,
        referral.consent,
        police or police_of(referral),
    )
    held = case.held_by(by)
    written = list_of_pieces.written(case, chosen)
    moment = clock.now()
    step = move(referral, ReferralState.SENT, by=by, due_at=due_at(referral.urgency, moment))
    for position, (piece, lines) in enumerate(written):
        row = ReferralPiece(
            referral=referral,
            step=step,
            position=position,
            code=piece.code,
            title=str(piece.title),
            compartment=piece.compartment,
            writable=held.get(piece.compartment, False),
            recorded_by=by,
        )
        row.seal_words(json.dumps(lines, ensure_ascii=False))
        row.save(force_insert=True)
    tell_receiver(referral, ReferralState.SENT)
    return step


@deed("referral.withdraw", on="referral")
def withdraw(*, by: Officer, referral: Referral, reason: str, words: str = "") -> ReferralStep:
    """Take a referral back. What was shared is shut again, and what opened through it ends.

    A hand-over that was accepted is not taken back: the other agency is responsible by then. Raises `SomebodyWasQuicker`.
    """
    before = referral.look_again().state
    if before == ReferralState.ACCEPTED and referral.kind == ReferralKind.HAND_OVER:
        raise refuse(
            "referral.withdraw",
            by,
            referral,
            _("The other agency is responsible for the person now."),
            _("Ask it to hand the person back; if the person withdraws the consent, record that."),
        )
    step = move(referral, ReferralState.WITHDRAWN, by=by, reason=reason, words=words)
    if before != ReferralState.DRAFT:
        tell_receiver(referral, ReferralState.WITHDRAWN)
    return step


@deed("referral.reroute", on="referral")
def reroute(*, by: Officer, referral: Referral, **changed: Any) -> Referral:
    """Ask somebody else instead: a new draft that follows this one, with what is changed by name as in `draft`.

    While this one still waits, it is withdrawn. Raises `SomebodyWasQuicker`.
    """
    before = referral.look_again().state
    if before in (ReferralState.ACCEPTED, ReferralState.DONE):
        raise refuse(
            "referral.reroute", by, referral, _("It was accepted."), _("Withdraw it first, or write another referral.")
        )
    if before in OPEN:
        move(referral, ReferralState.WITHDRAWN, by=by, reason="rerouted")
        if before != ReferralState.DRAFT:
            tell_receiver(referral, ReferralState.WITHDRAWN)
    new_receiver = {"to_desk": None, "to_agency": None, "routed": None, "follows": referral}
    return _written(by, referral.case, "referral.reroute", **(_as_it_was(referral) | new_receiver | changed))


def _written(
    by: Officer,
    case: Case,
    verb: str,
    *,
    to_desk: Desk | None,
    to_agency: Agency | None,
    kind: str,
    need: str,
    urgency: str,
    ground: str,
    pieces: Sequence[str],
    consent: Consent | None,
    police: PoliceGround | None,
    message: str,
    routed: dict[str, Any] | None,
    follows: Referral | None,
) -> Referral:
    """A referral with its own key, its message and its first step."""
    agency = to_desk.agency if to_desk is not None else to_agency
    if agency is None:
        raise house_rule(verb, by, case, _("Nobody is asked yet."), _("Choose who is asked."))
    if to_desk is None and kind == ReferralKind.HAND_OVER:
        raise house_rule(
            verb,
            by,
            case,
            _("An agency without access of its own cannot be responsible for the person here."),
            _("Ask it to take up a need; your desk stays responsible."),
        )
    if to_desk is not None and to_desk in by.desks():
        raise house_rule(verb, by, case, _("This is your own desk."), _("Set a task for a colleague instead."))
    from_desk = _sending_desk(by, case, kind)
    _see_that_it_may_be_handed_over(by, case, kind, from_desk, verb)
    found = _ground(by, case, verb, agency, need, pieces, ground, consent, police)
    until = consent.until if consent is not None and ground == grounds.GroundCode.CONSENT else None
    if until is not None and kind == ReferralKind.HAND_OVER:
        raise house_rule(
            verb,
            by,
            case,
            _("This consent ends by itself, and somebody must be responsible on the day after."),
            _("Ask the person for a consent that runs until it is withdrawn."),
        )
    basis = DataBasis.objects.standing().filter(case=case, agency=from_desk.agency).first()
    referral = Referral(
        case=case,
        kind=kind,
        need=need,
        urgency=urgency,
        from_desk=from_desk,
        to_agency=agency,
        to_desk=to_desk,
        ground=ground,
        consent=consent if ground == grounds.GroundCode.CONSENT else None,
        ground_record=found.finding.record() if found.finding is not None else None,
        data_basis=basis,
        shared_until=clock.end_of(until) if until is not None else None,
        lawyer_asked_on=police.lawyer_asked_on if police else None,
        told_person=police.told_person if police else None,
        not_told_because=police.not_told_because if police else "",
        chosen=list(dict.fromkeys(pieces)),
        routed=routed,
        follows=follows,
        recorded_by=by,
    )
    row, referral._key = keys.new_data_key(referral.pk)
    referral.message_sealed = referral.seal(message, referral.message_place)
    referral.save(force_insert=True)
    row.save(force_insert=True)
    ReferralStep(referral=referral, state=ReferralState.DRAFT, recorded_by=by).save(force_insert=True)
    return referral


def _sending_desk(by: Officer, case: Case, kind: str) -> Desk:
    """The responsible desk, where she serves there; else where she serves first."""
    desks = by.desks()
    standing = Responsibility.objects.standing().filter(case=case).first()
    return next((desk for desk in desks if standing is not None and desk.pk == standing.desk_id), desks[0])


def _see_that_it_may_be_handed_over(by: Officer, case: Case, kind: str, from_desk: Desk, verb: str) -> None:
    if kind != ReferralKind.HAND_OVER:
        return
    if not leads(by, case):
        raise house_rule(verb, by, case, _("A person is handed over by a lead of the case."), _("Ask its lead."))
    if not Responsibility.objects.standing().filter(case=case, desk=from_desk).exists():
        raise house_rule(
            verb,
            by,
            case,
            _("Another desk is responsible for the person."),
            _("Ask that desk, or ask somebody to take up one need."),
        )


def _ground(
    by: Officer,
    case: Case,
    verb: str,
    agency: Agency,
    need: str,
    pieces: Sequence[str],
    ground: str,
    consent: Consent | None,
    police: PoliceGround | None,
) -> grounds.Ground:
    found = grounds.ground_for(
        case, agency, need, pieces, ground=ground, consent=consent, police=police, on=clock.today()
    )
    if isinstance(found, NoGround):
        raise found.refused(verb, by, case)
    return found


def police_of(referral: Referral) -> PoliceGround | None:
    if referral.lawyer_asked_on is None and referral.told_person is None:
        return None
    return PoliceGround(referral.lawyer_asked_on, bool(referral.told_person), referral.not_told_because)


def _as_it_was(referral: Referral) -> dict[str, Any]:
    """What a new draft takes over from an old one."""
    return {
        "to_desk": referral.to_desk,
        "to_agency": referral.to_agency,
        "kind": referral.kind,
        "need": referral.need,
        "urgency": referral.urgency,
        "ground": referral.ground,
        "pieces": referral.chosen,
        "consent": referral.consent,
        "police": police_of(referral),
        "message": referral.message,
        "routed": referral.routed,
        "follows": referral.follows,
    }
