"""Identification in two decisions, as the law of the United Kingdom has it; and what the convention leaves to its parties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from mooring.casework.models import Case, Deadline, StageReached
from mooring.identification import actions
from mooring.identification.models import Assessment, Outcome, RemovalHold, StageDecision
from mooring.identification.stages_of_decision import next_stage, shown
from mooring.law import NotProvidedFor, country
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions import period as periods
from mooring.support.models import ReflectionPeriod
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, filled, fresh


@pytest.fixture(params=["united_kingdom", "council_of_europe"])
def two_stages(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    """The law of a country that decides in two stages."""
    settings.MOORING_COUNTRY = country(request.param)
    yield str(request.param)


@pytest.fixture
def kingdom(settings: Settings) -> None:
    settings.MOORING_COUNTRY = country("united_kingdom")


def referred(officers: Cast) -> Case:
    """A case that waits for the first decision; the residence basis is not known, and nobody asks for it."""
    case = filled(officers, basis="not_known_yet")
    actions.request_assessment(by=officers.social_worker, case=case, consents=True)
    return fresh(case)


def first_decision(officers: Cast, case: Case, *, positive: bool) -> StageDecision:
    by = officers.authority
    return actions.decide_stage(by=by, case=fresh(case), positive=positive, decided_on=clock.today(), ground=SECRET)


def last_decision(officers: Cast, case: Case, outcome: str) -> Outcome:
    by = officers.authority
    return actions.decide(by=by, case=fresh(case), outcome=outcome, decided_on=clock.today(), ground=SECRET)


def stage_of(officers: Cast) -> str:
    with acting_as(officers.authority):
        return str(StageReached.objects.standing().get().stage)


@pytest.mark.parametrize("outcome", ["identified", "not_identified"])
def test_the_last_decision_follows_a_positive_first_one(outcome: str, two_stages: str, officers: Cast) -> None:
    case = referred(officers)
    first_decision(officers, case, positive=True)
    assert stage_of(officers) == "assessment"
    last_decision(officers, case, outcome)
    assert stage_of(officers) == outcome
    with acting_as(officers.authority):
        asked_at = Assessment.objects.standing().get().requested_at
        assert [one.positive for one in shown(fresh(case), asked_at)] == [True]


def test_a_negative_first_decision_ends_the_identification(two_stages: str, officers: Cast) -> None:
    case = referred(officers)
    first_decision(officers, case, positive=False)
    assert stage_of(officers) == "not_identified"
    with acting_as(officers.authority):
        assert Assessment.objects.standing().get().ended_how == "decided"
        assert not ReflectionPeriod.objects.exists()
        assert not RemovalHold.objects.standing().filter(ended_at=None).exists()
    with pytest.raises(Refused):
        last_decision(officers, case, "identified")


def test_the_last_decision_cannot_come_first(two_stages: str, officers: Cast) -> None:
    case = referred(officers)
    with pytest.raises(Refused):
        last_decision(officers, case, "identified")
    assert stage_of(officers) == "assessment"


def test_the_first_decision_is_not_taken_twice(two_stages: str, officers: Cast) -> None:
    case = referred(officers)
    first_decision(officers, case, positive=True)
    with pytest.raises(Refused):
        first_decision(officers, case, positive=True)


def test_the_period_begins_with_the_first_decision_and_nobody_asks_for_it(two_stages: str, officers: Cast) -> None:
    case = referred(officers)
    first_decision(officers, case, positive=True)
    with acting_as(officers.social_worker):
        period = ReflectionPeriod.objects.standing().get()
        assert (period.begins, period.initial_days, period.kind) == (clock.today(), 30, "recovery")
        assert period.last_day == clock.today() + timedelta(days=29)
        ends = Deadline.objects.open().get(case=case, kind="reflection_end")
        assert ends.due_at == clock.end_of(period.last_day)
        assert not Deadline.objects.open().filter(case=case, kind__in=["reflection_ask", "reflection_decide"]).exists()


def test_before_the_first_decision_there_is_no_period(two_stages: str, officers: Cast) -> None:
    case = referred(officers)
    with pytest.raises(NotProvidedFor):
        periods.grant(by=officers.authority, case=case, situation="neither")


def test_a_negative_last_decision_lets_the_period_run_to_the_last_of_its_days(two_stages: str, officers: Cast) -> None:
    case = referred(officers)
    first_decision(officers, case, positive=True)
    last_decision(officers, case, "not_identified")
    with acting_as(officers.social_worker):
        assert ReflectionPeriod.objects.standing().get().last_day == clock.today() + timedelta(days=29)
        assert Deadline.objects.open().filter(case=case, kind="reflection_end").exists()


def test_nobody_is_removed_while_the_first_decision_is_waited_for(two_stages: str, officers: Cast) -> None:
    referred(officers)
    with acting_as(officers.departure):
        hold = RemovalHold.objects.standing().get()
        assert hold.finding["answer"] == "no_removal"


def test_the_first_decision_is_aimed_at_within_five_working_days(kingdom: None, officers: Cast) -> None:
    case = referred(officers)
    with acting_as(officers.authority):
        assert Deadline.objects.open().filter(case=case, kind="assessment.decide").exists()
    first_decision(officers, case, positive=True)
    with acting_as(officers.authority):
        assert not Deadline.objects.open().filter(case=case, kind="assessment.decide").exists()
        asked = Assessment.objects.standing().get()
        assert next_stage(fresh(case), asked).code == "conclusive_grounds"


@pytest.mark.parametrize("who", ["social_worker", "caseworker", "assessor", "police", "stranger", "administrator"])
def test_nobody_but_the_desk_that_assesses_decides_a_stage(who: str, two_stages: str, officers: Cast) -> None:
    case = referred(officers)
    with pytest.raises(Refused):
        actions.decide_stage(
            by=getattr(officers, who), case=case, positive=True, decided_on=clock.today(), ground=SECRET
        )


def test_who_filled_in_the_form_does_not_decide_a_stage(two_stages: str, officers: Cast, as_owner: object) -> None:
    case, author = referred(officers), officers.authority
    with acting_as(author):
        from mooring.identification.models import IndicatorObserved

        IndicatorObserved(
            case=fresh(case),
            indicator="ilo-labour-1-01",
            list_code="ilo-labour",
            list_version="2009-1",
            observed=True,
            recorded_by=author,
        ).save(force_insert=True)
    with pytest.raises(Refused):
        first_decision(officers, case, positive=True)
    second = officers.second_authority
    actions.decide_stage(by=second, case=fresh(case), positive=True, decided_on=clock.today(), ground=SECRET)


def test_where_the_convention_sets_no_test_the_last_decision_rests_on_its_own_ground(
    settings: Settings, officers: Cast
) -> None:
    settings.MOORING_COUNTRY = country("council_of_europe")
    case = referred(officers)
    assert first_decision(officers, case, positive=True).legal_test == "reasonable_grounds_to_believe"
    last = last_decision(officers, case, "identified")
    assert (last.legal_test, last.finding) == ("", None)
