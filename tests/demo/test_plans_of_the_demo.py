"""The demo's plans: goals were chosen and reached, needs moved, and somebody stays."""

from __future__ import annotations

import psycopg
import pytest

pytestmark = pytest.mark.usefixtures("in_the_country")


def test_plans_live_in_the_demo(owner: psycopg.Connection) -> None:
    row = owner.execute(
        "select (select count(*) from support_needsassessment where occasion <> 'first'),"
        " (select count(distinct case_id) from support_plangoal),"
        " (select count(*) from support_plangoal where state = 'reached'),"
        " (select count(*) from support_milestone where reached_on is not null),"
        " (select count(*) from support_staying), (select count(*) from support_plancopy where form = 'safe')"
    ).fetchone()
    assert row is not None
    assert all(row), row
