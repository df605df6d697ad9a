"""A consent is withdrawn while a referral is in each of its states; and at every moment exactly one desk is responsible."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.casework import consent_effects
from mooring.casework.actions import open_case, withdraw_consent
from mooring.casework.models import AlreadySuperseded, Case, Consent, Event, Grant
from mooring.referral import actions
from mooring.referral.models import Referral, Responsibility, responsible_for
from mooring.referral.referral_states import ReferralState
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Officer
from mooring.safeguards.models.notices import Notice
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.state_tables import NotALawfulMove
from tests.cast import Cast
from tests.identification.on_the_way import fresh
from tests.referral.handed_on import SECRET, agreed, drafted, in_state, seen_by, state_of

STANDS = {"declined", "lapsed", "withdrawn", "done"}


def withdraw(officers: Cast, referral: Referral, by: Officer | None = None) -> None:
    by = by or officers.social_worker
    with acting_as(by):
        consent = Consent.objects.get(referrals=referral)
    withdraw_consent(by=by, consent=consent)


def holds(officer: Officer, case: Case) -> set[str]:
    with acting_as(officer):
        return set(Grant.objects.running().held_by(officer).filter(case=case).values_list("compartment", flat=True))


@pytest.mark.parametrize("kind", ["take_up", "hand_over"])
@pytest.mark.parametrize("state", list(ReferralState))
def test_a_consent_withdrawn_in_each_state(state: str, kind: str, officers: Cast) -> None:
    case = open_case(by=officers.social_worker)
    referral = (
        in_state(officers, state, case, kind=kind) if not (state == "withdrawn" and kind == "hand_over") else None
    )
    if referral is None:
        return  # a hand-over that was accepted is not taken back; see below
    withdraw(officers, referral)
    with acting_as(officers.social_worker):
        step = referral.look_again()
        assert step.state == (state if state in STANDS else "withdrawn")
        if state not in STANDS:
            assert step.reason == "consent_withdrawn"
        assert responsible_for(case) == officers.social_worker.desk
        assert referral.package() or state == "draft"
    assert holds(officers.stranger, case) == set()
    if (found := seen_by(officers.stranger, referral)) is not None:
        with acting_as(officers.stranger):
            assert found.package() == []
            assert SECRET not in found.message
    with acting_as(officers.stranger):
        heard = Notice.objects.filter(officer=officers.stranger, kind="referral.consent_withdrawn").exists()
    assert heard is (state in ("sent", "received", "returned", "accepted", "done"))


def test_the_receiver_is_told_not_to_use_further_what_was_done_with_consent(officers: Cast) -> None:
    referral = in_state(officers, "done")
    withdraw(officers, referral)
    with acting_as(officers.stranger):
        assert [message.kind for message in Referral.objects.get().messages.all()] == ["sharing_ended"]


def test_it_is_one_line_more_on_the_timeline_for_each_referral(officers: Cast) -> None:
    referral = in_state(officers, "accepted")
    withdraw(officers, referral)
    with acting_as(officers.social_worker):
        kinds = set(Event.objects.filter(case=referral.case).values_list("kind", flat=True))
    assert {"consent.withdraw", "referral.withdraw"} <= kinds


def test_before_it_is_withdrawn_the_page_tells_what_becomes_of_each_referral(officers: Cast) -> None:
    referral = in_state(officers, "accepted")
    with acting_as(officers.social_worker):
        consent = Consent.objects.get(referrals=referral)
        told = consent_effects.effects(officers.social_worker, consent)
    assert [(effect.reference, effect.address) for effect in told] == [(referral.reference, referral.address)]


def test_what_another_consent_carries_stays(officers: Cast) -> None:
    case = open_case(by=officers.social_worker)
    one = in_state(officers, "accepted", case)
    other = in_state(officers, "accepted", case, consent=agreed(officers, case, officers.stranger.agency))
    withdraw(officers, one)
    assert state_of(officers.social_worker, other) == "accepted"
    assert holds(officers.stranger, case) == {"entry", "support"}


def test_after_two_hand_overs_the_person_is_the_second_receivers_until_its_consent_goes(officers: Cast) -> None:
    case = open_case(by=officers.social_worker)
    first = in_state(officers, "accepted", case, kind="hand_over")
    here = fresh(case)
    consent = agreed(officers, here, officers.caseworker.agency, by=officers.stranger, parts=["stage"])
    second = actions.draft(
        by=officers.stranger,
        case=here,
        need="counselling",
        urgency="week",
        ground="consent",
        kind="hand_over",
        pieces=["stage"],
        to_desk=officers.caseworker.desk,
        consent=consent,
    )
    actions.send(by=officers.stranger, referral=second)
    actions.accept(by=officers.caseworker, referral=second)
    with acting_as(officers.caseworker):
        assert responsible_for(case) == officers.caseworker.desk
    withdraw(officers, first)
    with acting_as(officers.caseworker):
        assert responsible_for(case) == officers.caseworker.desk
    withdraw(officers, second, by=officers.social_worker)
    with acting_as(officers.social_worker):
        # The Harbour holds nothing of the case any more: who opened it has the person back.
        assert responsible_for(case) == officers.social_worker.desk
    assert holds(officers.stranger, case) == holds(officers.caseworker, case) == set()


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["draft", "send", "receive", "accept", "decline", "return", "withdraw", "finish", "consent"]),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=14,
)


class Undone(Exception):
    """Ends an example, so that nothing of it stays."""


@given(moves=MOVES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("db")
def test_at_every_moment_exactly_one_desk_is_responsible(moves: list[tuple[str, int]]) -> None:
    officers = Cast()
    with pytest.raises(Undone), transaction.atomic():
        case = open_case(by=officers.social_worker)
        referrals: list[Referral] = []
        receivers = (officers.stranger, officers.caseworker)
        for verb, which in moves:
            with suppress(Refused, NotALawfulMove, AlreadySuperseded):
                _try(officers, fresh(case), referrals, receivers, verb, which)
            with acting_as(officers.social_worker):
                standing = Responsibility.objects.standing().filter(case=case).select_related("through")
                assert standing.count() == 1
                through = standing[0].through
                if through is not None:
                    assert through.kind == "hand_over"
                    assert standing[0].desk_id == through.to_desk_id
                    assert through.look_again().state in ("accepted", "done")
        raise Undone


def _try(
    officers: Cast, case: Case, referrals: list[Referral], receivers: tuple[Officer, ...], verb: str, which: int
) -> None:
    to = receivers[which % 2]
    if verb == "draft":
        consent = agreed(officers, case, to.agency)
        kind = "take_up" if which == 3 else "hand_over"
        referrals.append(drafted(officers, case, to=to.desk, consent=consent, kind=kind))
        return
    if not referrals:
        return
    referral = referrals[which % len(referrals)]
    answering = next(each for each in receivers if each.desk.pk == referral.to_desk_id)
    if verb == "send":
        actions.send(by=officers.social_worker, referral=referral)
    elif verb == "withdraw":
        actions.withdraw(by=officers.social_worker, referral=referral, reason="other")
    elif verb == "consent":
        withdraw(officers, referral)
    elif verb in ("receive", "accept"):
        getattr(actions, verb)(by=answering, referral=referral)
    elif verb == "finish":
        actions.finish(by=answering, referral=referral, outcome="taken_over")
    else:
        answer = actions.decline if verb == "decline" else actions.give_back
        answer(by=answering, referral=referral, reason="other")
