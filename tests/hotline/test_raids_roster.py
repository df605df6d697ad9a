"""What a night needs and has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mooring.hotline.roster_of_actions import Planned, nights, shortage, social_workers_needed

EVENING = datetime(2026, 11, 20, 21, tzinfo=UTC)


def planned(key: int, hours: int = 0, officers: set[int] | None = None, **more: object) -> Planned:
    given: dict[str, object] = {
        "expected_people": 4,
        "languages": ("ro",),
        "interpreters": frozenset(),
        "spoken": frozenset(),
    }
    return Planned(key, EVENING + timedelta(hours=hours), officers=frozenset(officers or ()), **(given | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(("people", "needed"), [(None, 2), (0, 2), (1, 2), (6, 2), (7, 3), (9, 3), (10, 4)])
def test_two_come_at_the_least_and_one_for_every_three(people: int | None, needed: int) -> None:
    assert social_workers_needed(people) == needed


def test_a_gap_is_social_workers_and_languages() -> None:
    gap = shortage(planned(1, officers={7}, languages=("ro", "th"), spoken=frozenset({"ro"})), [])
    assert (gap.social_workers_short, gap.languages, gap.anything) == (1, ("th",), True)
    full = shortage(planned(1, officers={7, 8}, spoken=frozenset({"ro"})), [])
    assert not full.anything


def test_who_stands_on_two_rosters_in_the_same_hours_counts_for_neither() -> None:
    here, there, later = planned(1, 0, {7, 8}), planned(2, 3, {8, 9}), planned(3, 8, {7})
    for one in (here, there):
        gap = shortage(one, [here, there, later])
        assert (set(gap.elsewhere), gap.social_workers) == ({8}, 1)
    assert shortage(here, [here, later]).elsewhere == frozenset(), "the earlier one is over"


def test_actions_that_share_hours_are_one_night() -> None:
    assert [[one.key for one in night] for night in nights([planned(3, 40), planned(2, 5), planned(1, 0)])] == [
        [1, 2],
        [3],
    ]
