"""Prepared returns in the demo country: some are home, some are on the way, and some said no for now and why."""

from __future__ import annotations

import psycopg


def test_returns_stand_where_the_story_leaves_them(owner: psycopg.Connection) -> None:
    rows = owner.execute("select state, count(*) from returns_returnstep where superseded_by_id is null group by 1")
    standing: dict[str, int] = dict(rows.fetchall())
    assert {"said_no_for_now", "closed"} <= standing.keys()
    assert standing.keys() & {"considering", "accepted", "planned", "arrived", "followed_up"}
    reasons = owner.execute("select reasons from returns_returnstep where state = 'said_no_for_now'").fetchall()
    assert len({reason for (given,) in reasons for reason in given}) > 2


def test_who_is_home_was_asked_after_at_the_months_of_the_law(owner: psycopg.Connection) -> None:
    months = owner.execute("select distinct month from returns_followup order by 1").fetchall()
    assert [month for (month,) in months] == [1, 3, 6]
