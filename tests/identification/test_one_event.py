"""Two signals about one event are suggested with reasons, joined by a person, counted once, and parted again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from mooring.identification import actions, one_event
from mooring.identification.models import Signal, SignalJoining
from mooring.safeguards import clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.statistics import met, vintages
from tests.cast import Cast
from tests.visiting import page, visit


def a_signal(
    by: Officer, *, hours: int = 1, region: str = "DK-84", source: str = "police_action", people: int | None = 4
) -> Signal:
    return actions.receive_signal(
        by=by,
        source=source,
        region=region,
        expected_people=people,
        received_at=clock.now() - timedelta(hours=hours),
    )


def suggested(officer: Officer, signal: Signal) -> list[tuple[int, list[str]]]:
    with acting_as(officer):
        return [
            (one.signal.pk, [str(reason) for reason in one.reasons]) for one in one_event.suggestions(signal, officer)
        ]


def test_signals_of_one_region_and_night_are_suggested_with_their_reasons(officers: Cast) -> None:
    one, other = a_signal(officers.social_worker), a_signal(officers.colleague, hours=4, people=5)
    [(key, reasons)] = suggested(officers.social_worker, one)
    assert key == other.pk
    assert reasons == [
        "The same region",
        "Within 3 hours",
        "Through the same source",
        "As many people expected, or nearly",
    ]


@pytest.mark.parametrize("more", [{"region": "DK-81"}, {"hours": 30}, {"source": "embassy", "people": 30}])
def test_signals_far_apart_are_not_suggested(officers: Cast, more: dict[str, object]) -> None:
    one = a_signal(officers.social_worker)
    a_signal(officers.social_worker, **more)  # type: ignore[arg-type]
    assert suggested(officers.social_worker, one) == []


def test_where_the_region_is_not_known_nothing_is_suggested(officers: Cast) -> None:
    one, _other = (a_signal(officers.social_worker, region="unknown") for _each in range(2))
    assert suggested(officers.social_worker, one) == []


def test_a_signal_of_another_desk_is_neither_suggested_nor_joined(officers: Cast) -> None:
    one, theirs = a_signal(officers.social_worker), a_signal(officers.stranger)
    assert suggested(officers.social_worker, one) == []
    with pytest.raises(Refused) as refused:
        actions.join_signals(by=officers.social_worker, signal=one, other=theirs)
    assert refused.value.refusal.reason == "There is no such signal."
    with pytest.raises(Refused) as unseen:
        actions.join_signals(by=officers.stranger, signal=one, other=theirs)
    assert unseen.value.refusal.why is Why.UNSEEN


def counted() -> tuple[int, int]:
    day = clock.today()
    with clock.at(clock.now() + timedelta(days=1)):
        lines = met.people_met("year", vintages.as_known_on(day))
        return (lines[-1].signals, lines[-1].met) if lines else (0, 0)


def test_people_met_at_one_event_are_counted_once_until_the_signals_are_parted(officers: Cast) -> None:
    by = officers.social_worker
    one, other = a_signal(by, hours=3), a_signal(by)
    for signal in (one, other):
        for _each in range(2):
            actions.note_encounter(by=by, signal=signal)
    assert counted() == (2, 4)
    joining = actions.join_signals(by=by, signal=other, other=one)
    assert joining.leading_id == one.pk, "the one that came first leads"
    assert counted() == (1, 2)
    actions.part_signals(by=officers.colleague, joining=joining)
    assert counted() == (2, 4)


def test_when_nobody_was_noted_at_the_signal_that_leads_the_other_goes_on_counting(officers: Cast) -> None:
    by = officers.social_worker
    one, other, third = a_signal(by, hours=3), a_signal(by, hours=2), a_signal(by)
    actions.note_encounter(by=by, signal=third)
    actions.join_signals(by=by, signal=one, other=other)
    actions.join_signals(by=by, signal=one, other=third)
    assert counted() == (1, 1)


def test_a_signal_is_joined_to_one_other_only(officers: Cast) -> None:
    by = officers.social_worker
    one, other, third = a_signal(by, hours=3), a_signal(by, hours=2), a_signal(by)
    joining = actions.join_signals(by=by, signal=one, other=other)
    with pytest.raises(Refused):
        actions.join_signals(by=by, signal=other, other=third)
    actions.part_signals(by=by, joining=joining)
    with pytest.raises(Refused):
        actions.part_signals(by=by, joining=joining)
    actions.join_signals(by=by, signal=other, other=third)


def test_a_page_suggests_joins_and_parts(officers: Cast) -> None:
    by = officers.social_worker
    one, other = a_signal(by), a_signal(by, hours=2)
    at = reverse("signal_join", args=[one.reference])
    shown = page(visit(by), reverse("signal", args=[one.reference]))
    assert other.reference in shown and "The same region" in shown
    assert visit(officers.stranger).post(at, {"other": other.reference}).status_code == 404
    assert visit(by).post(at, {"other": other.reference}).status_code == 302
    with acting_as(by):
        joining = SignalJoining.objects.get()
    assert "Signals about the same event" in page(visit(by), reverse("signal", args=[one.reference]))
    part = reverse("signal_part", args=[one.reference, reference("signal_joining", joining.pk)])
    assert visit(officers.stranger).post(part).status_code == 404
    assert visit(by).post(part).status_code == 302
    with acting_as(by):
        assert not SignalJoining.objects.standing().exists()
