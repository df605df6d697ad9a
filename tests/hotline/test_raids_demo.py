"""What the demo tells of actions ahead."""

from __future__ import annotations

from datetime import timedelta

from mooring.demo import actions_ahead
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.hotline import actions_ahead as shown
from mooring.hotline.models import Interpreter
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast


def test_the_demo_has_two_actions_in_the_same_hours_and_a_gap(officers: Cast) -> None:
    later = clock.now() + timedelta(days=3)  # the cast serves since today only
    actions_ahead.play(Calendar(later))
    with acting_as(officers.coordinator):
        (night,) = shown.by_night(shown.open_to(officers.coordinator))
        assert len(night) == 2 and all(line.shortage.anything for line in night)
        assert Interpreter.objects.count() == 3
