"""The demo's tips: one waits for the hotline, one goes back and forth, one is closed."""

from __future__ import annotations

from datetime import timedelta

from mooring.demo import tips
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.hotline.models import Tip
from mooring.hotline.tips import reading
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast


def test_the_tips_of_the_demo_stand_where_the_story_leaves_them(officers: Cast) -> None:
    # The cast has served since today: the story is told as if a month had passed.
    tips.play(Calendar(clock.now() + timedelta(days=30)))
    with acting_as(officers.hotline):
        stand = sorted(Tip.objects.values_list("state", flat=True))
        assert stand == ["closed", "new", "written_again"]
        written = [entry.words for tip in Tip.objects.all() for entry in reading.entries(tip)]
    assert {tips.WORKSHOP, tips.WHERE, tips.ON_SUNDAYS, tips.CLEANER} <= set(written)
