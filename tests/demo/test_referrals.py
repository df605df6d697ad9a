"""The demo's referrals: one in every state, and one that was asked of somebody else."""

from __future__ import annotations

import psycopg
import pytest

from mooring.referral.referral_states import REFERRAL_STATES

pytestmark = pytest.mark.usefixtures("in_the_country")


def test_a_referral_stands_in_every_state(owner: psycopg.Connection) -> None:
    rows = owner.execute("select distinct state from referral_referralstep where superseded_by_id is null").fetchall()
    assert {state for (state,) in rows} == {state.code for state in REFERRAL_STATES.states}


def test_what_one_declined_another_was_asked(owner: psycopg.Connection) -> None:
    row = owner.execute("select count(*) from referral_referral where follows_id is not null").fetchone()
    assert row is not None
    assert row[0] >= 1


def test_every_person_has_one_agency_that_answers(owner: psycopg.Connection) -> None:
    row = owner.execute(
        "select count(*) from casework_case c where (select count(*) from referral_responsibility r"
        " where r.case_id = c.id and r.superseded_by_id is null) <> 1"
    ).fetchone()
    assert row == (0,)
