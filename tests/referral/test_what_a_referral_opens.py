"""What a referral must not open: a name without a reveal, more than was sent, another's key, or a person taken back by who handed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from mooring.casework.actions import open_case
from mooring.hotline.models import Call
from mooring.names import actions as names
from mooring.referral import actions
from mooring.referral.models import Referral, ReferralStep, responsible_for
from mooring.referral.outside.page import written_for
from mooring.safeguards import clock, ledger
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.referral.handed_on import PIECES, agreed, drafted, in_state
from tests.visiting import page, visit

NAME = "Zuzuxa"


@pytest.fixture
def named(officers: Cast) -> Referral:
    """A referral that tells the name to the Harbour, sent."""
    case = open_case(by=officers.social_worker)
    names.write_identity(by=officers.social_worker, case=case, fields={"given_names": NAME})
    parts = (*PIECES, "name")
    consent = agreed(officers, case, officers.stranger.agency, parts=parts)
    referral = drafted(officers, case, consent=consent, pieces=parts)
    actions.send(by=officers.social_worker, referral=referral)
    return referral


@pytest.mark.parametrize("who", ["social_worker", "colleague"])
def test_who_sent_a_name_does_not_read_it_on_the_page_of_the_referral(
    who: str, officers: Cast, named: Referral
) -> None:
    shown = page(visit(getattr(officers, who)), named.address)
    assert NAME not in shown
    assert "Name and date of birth" in shown


def test_the_receiver_reads_the_name_and_the_ledger_keeps_that_she_did(
    officers: Cast, named: Referral, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(ledger, "look", lambda *who, **of: kept.append(of.get("compartment", "")))
    actions.receive(by=officers.stranger, referral=named)
    assert NAME in page(visit(officers.stranger), named.address)
    assert "identity" in kept


def test_a_sealed_page_holds_what_was_sent_and_not_what_was_chosen_once(officers: Cast, named: Referral) -> None:
    actions.give_back(by=officers.stranger, referral=named, reason="more_is_needed")
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.send(by=officers.social_worker, referral=named, pieces=["stage"])
    with acting_as(officers.social_worker):
        told = written_for(Referral.objects.get(pk=named.pk), named.case, "en")
    assert NAME not in str(told)
    assert told["pieces"]


def test_who_handed_a_person_over_does_not_take_her_back_past_the_deed(officers: Cast) -> None:
    case = open_case(by=officers.social_worker)
    referral = in_state(officers, "accepted", case, kind="hand_over")
    with pytest.raises(DatabaseError), acting_as(officers.social_worker), transaction.atomic():
        step = ReferralStep(
            referral=referral, state="withdrawn", reason="by_mistake", recorded_by=officers.social_worker
        )
        referral.look_again().supersede(step)
    with acting_as(officers.stranger):
        assert responsible_for(case) == officers.stranger.desk


def test_no_referral_is_written_under_the_number_of_somebody_elses_case(officers: Cast) -> None:
    theirs = open_case(by=officers.stranger)
    own = drafted(officers)
    forged = Referral(
        pk=theirs.pk,
        case=own.case,
        kind="take_up",
        need=own.need,
        urgency="ordinary",
        from_desk=own.from_desk,
        to_agency=own.to_agency,
        to_desk=own.to_desk,
        ground="provision",
        recorded_by=officers.social_worker,
    )
    with pytest.raises(DatabaseError), acting_as(officers.social_worker), transaction.atomic():
        forged.save(force_insert=True)


def test_no_call_is_written_under_the_number_of_a_referral_to_read_its_key(officers: Cast) -> None:
    theirs = drafted(officers)
    with pytest.raises(DatabaseError), acting_as(officers.hotline), transaction.atomic():
        Call(pk=theirs.pk, desk=officers.hotline.desk, recorded_by=officers.hotline).save(force_insert=True)
