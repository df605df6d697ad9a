"""The table of a referral is whole, every move of it can be made, every other is refused, and the database knows the same table."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from mooring.casework.compartments import Compartment
from mooring.referral import actions
from mooring.referral.due import TIME_TO_ANSWER, due_at
from mooring.referral.models import REASONS, ReferralStep, SomebodyWasQuicker
from mooring.referral.opening import parts_that_open
from mooring.referral.referral_states import PENS, REFERRAL_STATES, ReferralState
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.notices import KINDS
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.state_tables import ALL_TABLES, BEGINNING, Move, NotALawfulMove
from tests.cast import Cast
from tests.referral.handed_on import DEEDS, drafted, in_state, state_of

STATES = [state.value for state in ReferralState]
MOVES = [move for move in REFERRAL_STATES.moves if move.source != BEGINNING]
UNLAWFUL = [
    (state, verb)
    for state, verb in product(STATES, DEEDS)
    if verb != "referral.lapse" and not any(move.source == state and move.verb == verb for move in MOVES)
]


def asked(sql: str, *given: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"select {sql}", given)
        return cursor.fetchone()[0]


def test_the_table_is_whole_and_is_drawn() -> None:
    assert REFERRAL_STATES.faults() == []
    assert ALL_TABLES["referral"] is REFERRAL_STATES
    for state in REFERRAL_STATES.states:
        assert state.pen in PENS
        assert state.notice is None or state.notice in KINDS
        assert f" as {state.code}" in REFERRAL_STATES.mermaid()


@pytest.mark.usefixtures("db")
def test_the_database_knows_the_same_moves() -> None:
    for source, target in product(STATES, STATES):
        assert asked("mooring_referral_may_move(%s, %s)", source, target) is REFERRAL_STATES.may(source, target)


@pytest.mark.usefixtures("db")
def test_the_database_knows_the_same_times_and_the_same_parts() -> None:
    for urgency, time in TIME_TO_ANSWER.items():
        assert asked("mooring_time_to_answer(%s)", urgency) == time
    for kind, ground, shared in product(
        ("take_up", "hand_over"),
        ("consent", "provision", "danger_to_life", "court_order", "duty_to_testify"),
        ([], ["core"], ["support", "identity"], list(Compartment.values)),
    ):
        opened = asked("mooring_referral_opens(%s, %s, %s::text[])", kind, ground, shared)
        assert sorted(opened or []) == sorted(parts_that_open(kind, ground, shared)), (kind, ground, shared)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.source} to {move.target}")
def test_every_lawful_move_can_be_made(move: Move, officers: Cast) -> None:
    referral = in_state(officers, move.source)
    DEEDS[move.verb](officers, referral)
    assert state_of(officers.social_worker, referral) == move.target


@pytest.mark.parametrize(("state", "verb"), UNLAWFUL)
def test_every_other_move_is_refused(state: str, verb: str, officers: Cast) -> None:
    referral = in_state(officers, state)
    with pytest.raises((NotALawfulMove, Refused, SomebodyWasQuicker)):
        DEEDS[verb](officers, referral)
    assert state_of(officers.social_worker, referral) == state


def test_the_database_refuses_a_move_that_python_would_let_pass(officers: Cast) -> None:
    referral = drafted(officers)
    by = officers.social_worker
    with acting_as(by), pytest.raises(IntegrityError), transaction.atomic():
        forged = ReferralStep(referral=referral, state=ReferralState.DONE, recorded_by=by)
        referral.look_again().supersede(forged)


def test_neither_side_makes_the_moves_of_the_other(officers: Cast) -> None:
    referral = in_state(officers, "sent")
    for verb in (actions.accept, actions.receive):
        with pytest.raises(Refused):
            verb(by=officers.social_worker, referral=referral)
    with pytest.raises(Refused):
        actions.withdraw(by=officers.stranger, referral=referral, reason="other")


def test_an_answer_is_due_by_the_urgency_and_a_reason_has_its_words(officers: Cast) -> None:
    with clock.at(clock.now()):
        referral = in_state(officers, "received", urgency="now")
        with acting_as(officers.social_worker):
            assert referral.look_again().due_at == due_at("now", clock.now())
    assert {"no_capacity", "consent_withdrawn", "nobody_answered", "need_met"} <= REASONS.keys()
