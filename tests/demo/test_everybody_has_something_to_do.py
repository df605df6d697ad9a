"""Whoever signs in to the demo finds something on the day, also at the desks beside the team."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from mooring.casework import day_cards, officers_day
from mooring.demo.cast import address
from mooring.safeguards import clock
from mooring.safeguards.models import Officer, Posting
from mooring.safeguards.officer_in_charge import acting_as
from mooring.statistics import of_returns
from mooring.statistics.small_cells import LEAST
from mooring.statistics.vintages import Vintage

pytestmark = pytest.mark.usefixtures("in_the_country")


def test_of_two_missing_children_one_came_back_and_the_three_were_told_of_both(owner: psycopg.Connection) -> None:
    alarms = owner.execute(
        "select exists (select 1 from support_missingfound f where f.alarm_id = a.id), (select array_agg(distinct t.party::text"
        " order by t.party::text) from support_missingtold t where t.alarm_id = a.id and not t.to_ring) from support_missingchild a"
    ).fetchall()
    three = ["municipality", "police", "representative"]
    assert sorted(alarms) == [(False, three), (True, three)]


def test_nobody_of_the_demo_list_finds_an_empty_day() -> None:
    """Who works with cases has something that waits or has changed; the keeper of the old register works elsewhere."""
    day = (
        day_cards.cards_for,
        officers_day.overdue_for,
        officers_day.coming_for,
        officers_day.tasks_for,
        officers_day.changed_for,
    )
    idle = []
    for posting in Posting.objects.running().exclude(role="register_keeper").select_related("officer"):
        with acting_as(posting.officer):
            if posting.officer.may("case.list") and not any(waits(posting.officer) for waits in day):
                idle.append(posting.officer.email)
    assert idle == []


def test_some_figures_of_returns_stand_and_the_small_ones_are_withheld() -> None:
    known = Vintage(clock.today(), clock.now() + timedelta(seconds=1))
    with acting_as(Officer.objects.get(email=address("maja"))):
        for question in ("answers", "reasons", "reached", "housing"):
            rows = of_returns.table(question, "gender", known).rows
            shown = [number for _label, numbers in rows for number in numbers if number]
            assert shown, (question, rows)
            assert min(shown) >= LEAST
