"""The clock: a demo may tell a story of months, a real installation never pretends that it is another day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import psycopg
import pytest
from pytest_django import Settings

from mooring.casework import actions as casework
from mooring.casework.models import StageReached
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
THEN = datetime(2014, 3, 1, 23, 30, tzinfo=UTC)


def test_time_is_invented_within_its_bounds_and_not_after(officers: Cast) -> None:
    with clock.at(THEN):
        assert clock.now() == THEN
        with clock.at(datetime(2012, 1, 1, tzinfo=UTC)):
            assert clock.now().year == 2012
        assert clock.now() == THEN
    assert clock.now().year > 2020


def test_today_is_the_day_where_the_people_live(officers: Cast) -> None:
    with clock.at(THEN):
        assert clock.today() == date(2014, 3, 2)


def test_a_real_installation_refuses_invented_time(officers: Cast, settings: Settings) -> None:
    settings.MOORING_MODE = "production"
    with pytest.raises(clock.InventedTimeRefused), clock.at(THEN):
        pass
    assert clock.now().year > 2020


@pytest.fixture
def served_then(own_database: str, as_owner: Owner) -> Cast:
    """The cast, posted since long before the story begins."""
    with as_owner() as session:
        session.execute("update safeguards_posting set since = '2001-01-01'")
    return Cast()


def test_what_is_recorded_in_a_demo_bears_the_invented_day(served_then: Cast) -> None:
    lead = served_then.social_worker
    with clock.at(THEN):
        casework.open_case(by=lead)
    with acting_as(lead):
        assert StageReached.objects.get().recorded_at == THEN


def test_the_database_stamps_the_real_time_where_its_owner_has_not_allowed_another(
    served_then: Cast, as_owner: Owner
) -> None:
    with as_owner() as session:
        session.execute("update safeguards_installation set invented_time = false")
    lead = served_then.social_worker
    before = datetime.now(UTC)
    with clock.at(THEN):
        casework.open_case(by=lead)
    with acting_as(lead):
        assert StageReached.objects.get().recorded_at >= before
