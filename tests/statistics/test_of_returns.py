"""Prepared returns across persons, for the evaluation: counted from codes, with small numbers withheld."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from mooring.returns import actions
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from mooring.statistics import of_returns
from mooring.statistics.vintages import Vintage, latest_day
from tests.cast import Cast
from tests.returns.on_the_way_home import SECRET, accepted, identified, offered, path_of, planned
from tests.visiting import page, visit


def now() -> Vintage:
    """What is known a moment from now; the pages ask only for days that are over."""
    return Vintage(clock.today(), clock.now() + timedelta(seconds=1))


def test_six_said_yes_and_two_said_no_and_the_two_are_withheld(officers: Cast) -> None:
    for _number in range(6):
        accepted(officers, identified(officers))
    for _number in range(2):
        path = offered(officers, identified(officers))
        actions.say_no(by=officers.social_worker, path=path, reasons=["debt", "stigma"], words=SECRET)
    with acting_as(officers.statistician):
        found = of_returns.table("answers", "gender", now())
        numbers = dict(found.rows)
        assert found.accepted_of_hundred == [None] * len(found.rows)
        assert 2 not in [one for counted in numbers.values() for one in counted]
        woman = numbers["Woman"]
        assert woman[1] is None
        assert woman.count(None) > 1
        why = of_returns.table("reasons", "gender", now())
        assert {label for label, _numbers in why.rows} == {
            "A debt that would be asked for over there",
            "Shame, or what people would say",
        }
        assert [one for _label, counted in why.rows for one in counted if one] == []
        before = of_returns.table("answers", "gender", Vintage(latest_day(), clock.now() - timedelta(days=1)))
        assert {one for _label, counted in before.rows for one in counted} == {0}


@pytest.mark.parametrize(
    ("row", "share"),
    [([6, 2, 0, 0, 8], 75), ([0, 5, 0, 0, 5], 0), ([0, 0, 0, 7, 7], None), ([6, None, 0, None, 9], None)],
)
def test_who_accepted_is_told_of_a_hundred_who_answered_unless_a_number_is_withheld(
    row: list[int | None], share: int | None
) -> None:
    assert of_returns.accepted_of_hundred(row) == share


def test_where_every_number_is_withheld_a_sentence_stands_in_place_of_bare_axes(officers: Cast) -> None:
    accepted(officers, identified(officers))
    with clock.at(clock.now() + timedelta(days=40)):
        shown = page(visit(officers.statistician), reverse("figures_returns"))
    assert "withheld</span>" in shown and "There is no picture" in shown and "<img" not in shown.split("<main")[1]


def test_a_journey_that_did_not_take_place_is_no_departure_and_who_withdrew_does_not_wait_for_one(
    officers: Cast,
) -> None:
    for number in range(6):
        case = identified(officers)
        actions.travel(by=officers.planner, path=planned(officers, case))
        actions.not_travelled(by=officers.planner, path=path_of(officers, case))
        if number:
            actions.withdraw(by=officers.social_worker, path=path_of(officers, case))
    with acting_as(officers.statistician):
        found = of_returns.table("time", "year", now())
    columns = [one.label for one in found.table.columns]
    (_year, line), (_all, _sums) = found.rows
    told = dict(zip([*columns, ""], line, strict=True))
    assert told["Under 30 days"] == 0 and told[""] == 6
    assert told["Withdrawn before the journey"] is None  # five, and the one who waits would be told by it


@pytest.mark.parametrize("question", list(of_returns.QUESTIONS))
def test_each_question_has_a_page_a_picture_and_a_file(question: str, officers: Cast) -> None:
    client = visit(officers.statistician)
    assert "Prepared returns counted" in page(client, reverse("figures_returns") + f"?question={question}")
    assert client.get(reverse("figures_returns_chart") + f"?question={question}").status_code == 200
    taken = client.get(reverse("figures_returns_export") + f"?question={question}&by=residence")
    assert taken["Content-Type"].startswith("text/csv")
    assert client.get(reverse("figures_returns") + "?known_on=2999-01-01").status_code == 422


@pytest.mark.parametrize("who", ["social_worker", "planner", "police", "stranger"])
def test_who_works_with_people_does_not_count_them_here(who: str, officers: Cast) -> None:
    for name in ("figures_returns", "figures_returns_chart", "figures_returns_export"):
        assert visit(getattr(officers, who)).get(reverse(name)).status_code == 403
