"""Houses in the demo country: some live there, and a man waits for a place that is not there tonight."""

from __future__ import annotations

import psycopg


def test_somebody_lives_in_a_house_and_a_man_waits_for_a_place_that_is_not_there(owner: psycopg.Connection) -> None:
    rows = owner.execute(
        "select h.kind, count(*) from housing_staystep t join housing_stay s on s.id = t.stay_id join housing_house h on h.id = s.house_id"
        " where t.superseded_by_id is null and t.state = 'arrived' group by 1"
    )
    assert dict(rows.fetchall()).keys() == {"crisis_centre", "private_lodging"}
    waiting = owner.execute(
        "select groups from housing_bedwait where superseded_by_id is null and ended = ''"
    ).fetchall()
    assert (["men"],) in waiting
