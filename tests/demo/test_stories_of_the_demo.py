"""Two stories stand in the demo country: one who went home, one who stayed; anybody may read them, in two languages."""

from __future__ import annotations

import psycopg
import pytest
from django.test import Client


@pytest.mark.usefixtures("in_the_country")
def test_anybody_reads_the_two_stories_in_english_and_danish() -> None:
    for language, words in (("en", ("The shop is mine now", "A key of my own")), ("da", ("Min egen nøgle",))):
        shown = Client().get(f"/help/{language}/stories/").content.decode()
        assert [one for one in words if one not in shown] == []


def test_nobody_released_what_she_wrote(owner: psycopg.Connection) -> None:
    steps = owner.execute("select story_id, state, recorded_by_id from returns_storystep").fetchall()
    wrote = {(story, by) for story, state, by in steps if state == "draft"}
    released = {(story, by) for story, state, by in steps if state == "released"}
    assert len(released) == 2 and not wrote & released
