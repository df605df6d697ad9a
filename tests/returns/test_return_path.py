"""A prepared return from the offer to the last time somebody asks: what is open when, to whom, and what a no does not touch."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.casework import actions as casework
from mooring.casework.models import AlreadySuperseded, Case, Deadline
from mooring.law import NotProvidedFor
from mooring.law.days import months_after
from mooring.returns import actions
from mooring.returns.actions.travelling import LONG_TERM
from mooring.returns.instalments import divided
from mooring.returns.models import FollowUp, Instalment, ReturnOffer, ReturnPath, ReturnPlan, ReturnStep, RiskAssessment
from mooring.returns.return_states import RETURN_STATES, UNDER_WAY
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.state_tables import BEGINNING
from tests.cast import Cast
from tests.identification.on_the_way import fresh, under_assessment
from tests.returns.on_the_way_home import (
    SECRET,
    accepted,
    arrived,
    assessed,
    identified,
    offered,
    path_of,
    planned,
    state_of,
)

TABLES = (ReturnPath, ReturnStep, ReturnOffer, RiskAssessment, ReturnPlan, Instalment, FollowUp)
GOOD = dict.fromkeys(("housing", "income", "school", "health", "safety"), "good")


def waiting(officers: Cast, case: Case) -> set[str]:
    with acting_as(officers.social_worker):
        kinds = Deadline.objects.open().filter(case=case, kind__startswith="return_").values_list("kind", flat=True)
        return set(kinds)


def test_the_table_of_states_is_whole_and_the_database_knows_the_same_moves() -> None:
    migration = import_module("mooring.returns.migrations.0001_returns")
    assert RETURN_STATES.faults() == []
    told = {(move.source, move.target) for move in RETURN_STATES.moves if move.source != BEGINNING}
    assert set(migration.MOVES) == told


def test_from_the_offer_to_the_last_time_somebody_asks(officers: Cast) -> None:
    case = identified(officers)
    path = arrived(officers, case)
    assert waiting(officers, case) == {"return_follow_up"}
    day = clock.today()
    for month, kind in ((1, "return_follow_up"), (3, "return_follow_up")):
        with clock.at(clock.end_of(months_after(day, month))):
            actions.follow_up(
                by=officers.planner, path=path_of(officers, case), month=month, reached="yes", statuses=GOOD
            )
            assert kind in waiting(officers, case)
    with clock.at(clock.end_of(months_after(day, 6))):
        actions.follow_up(
            by=officers.planner, path=path_of(officers, case), month=6, reached="not_reached", statuses=GOOD
        )
        # Twelve months lie beyond the support: nobody asks without consent.
        assert waiting(officers, case) == set()
        actions.close(by=officers.planner, path=path_of(officers, case), outcome="settled")
    with acting_as(officers.social_worker):
        assert path.standing_step().state == "closed"
        lost = FollowUp.objects.standing().get(month=6)
        assert (lost.reached, lost.housing) == ("not_reached", "not_known")
    offered(officers, case)
    assert path_of(officers, case).number == 2


def test_after_the_support_has_ended_somebody_asks_only_where_the_person_agreed(officers: Cast) -> None:
    case = identified(officers)
    arrived(officers, case)
    year = clock.end_of(months_after(clock.today(), 12))
    consent: dict[str, Any] = {
        "kind": "share",
        "purpose": LONG_TERM,
        "recipient": officers.planner.agency,
        "parts": ["return_path"],
        "explained_how": "spoken",
        "language": "en",
        "given_how": "spoken",
    }
    with clock.at(year):
        asked: dict[str, Any] = {"by": officers.planner, "month": 12, "reached": "yes", "statuses": GOOD}
        with pytest.raises(Refused, match="house_rule"):
            actions.follow_up(path=path_of(officers, case), **asked)
        given_consent = casework.give_consent(by=officers.social_worker, case=fresh(case), **consent)
        actions.follow_up(path=path_of(officers, case), **(asked | {"month": 6}))
        assert waiting(officers, case) == {"return_follow_up"}
        given_consent.case = fresh(case)
        casework.withdraw_consent(by=officers.social_worker, consent=given_consent)
        assert waiting(officers, case) == set()


def test_a_no_for_now_keeps_its_reasons_ends_nothing_and_can_become_a_yes(officers: Cast) -> None:
    case = identified(officers)
    path = offered(officers, case)
    with acting_as(officers.social_worker):
        before = set(
            Deadline.objects.open().filter(case=case).exclude(kind__startswith="return_").values_list("pk", flat=True)
        )
    with pytest.raises(Refused):
        actions.say_no(by=officers.social_worker, path=path, reasons=[])
    step = actions.say_no(by=officers.social_worker, path=path, reasons=["debt", "stigma"], words=SECRET)
    assert (step.finding or {}).get("answer") == "return_agency"
    assert waiting(officers, case) == set()
    with acting_as(officers.social_worker):
        assert before <= set(Deadline.objects.open().filter(case=case).values_list("pk", flat=True))
    accepted(officers, case)
    assert state_of(officers, case) == "accepted"
    assert path_of(officers, case).number == 1


def test_the_departure_authority_sees_no_row_of_a_return(officers: Cast) -> None:
    case = identified(officers)
    arrived(officers, case)
    actions.withdraw(by=officers.social_worker, path=path_of(officers, case), words=SECRET)
    for who in ("departure", "stranger", "police", "unposted"):
        with acting_as(getattr(officers, who)):
            assert [model.__name__ for model in TABLES if model.objects.exists()] == []
    with acting_as(officers.social_worker):
        assert ReturnStep.objects.exists()


@pytest.mark.parametrize("state", [*UNDER_WAY])
def test_the_person_can_withdraw_at_any_time(state: str) -> None:
    assert RETURN_STATES.may(state, "withdrawn")
    assert RETURN_STATES.may("withdrawn", "offered")


def test_what_is_not_open_is_refused_and_says_where_the_return_stands(officers: Cast) -> None:
    case = identified(officers)
    path = offered(officers, case)
    for deed in (
        lambda: actions.travel(by=officers.planner, path=path),
        lambda: actions.close(by=officers.planner, path=path, outcome="settled"),
        lambda: actions.arrive(by=officers.planner, path=path, confirmed_by="person"),
        lambda: actions.assess(by=officers.planner, path=path, risks={}, advice="not_now", person_says="waits"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert "Offered" in refused.value.refusal.reason
    with acting_as(officers.social_worker), pytest.raises(DatabaseError), transaction.atomic():
        standing = path.standing_step()
        skipped = ReturnStep(
            case=case, path=path, state="arrived", happened_on=clock.today(), recorded_by=officers.social_worker
        )
        standing.supersede(skipped)


def test_a_row_never_lies_on_the_path_of_another_case(officers: Cast) -> None:
    one, other = identified(officers), identified(officers)
    path = offered(officers, one)
    with acting_as(officers.social_worker), pytest.raises(DatabaseError), transaction.atomic():
        FollowUp(
            case=other, path=path, month=1, asked_on=clock.today(), reached="yes", recorded_by=officers.social_worker
        ).save(force_insert=True)


def test_the_law_ties_the_offer_to_the_status_and_says_so(officers: Cast) -> None:
    case = under_assessment(officers)
    with pytest.raises(NotProvidedFor) as refused:
        offered(officers, case)
    assert refused.value.finding.answer == "not_identified"
    assert refused.value.finding.citations()


def test_who_has_the_wrong_role_or_no_access_is_refused(officers: Cast) -> None:
    case = identified(officers)
    path = offered(officers, case)
    for who in ("stranger", "police", "departure", "statistician", "administrator", "caseworker", "shelter"):
        with pytest.raises(Refused):
            actions.accept(by=getattr(officers, who), path=path)
    with pytest.raises(Refused):
        actions.say_no(by=officers.planner, path=path, reasons=["debt"])


def test_for_a_child_nothing_is_decided_or_travelled_alone(officers: Cast) -> None:
    case = identified(officers, age_years=15)
    path = offered(officers, case)
    with pytest.raises(Refused, match="house_rule"):
        actions.accept(by=officers.social_worker, path=path)
    actions.accept(by=officers.social_worker, path=path, decided_with="personal_representative")
    actions.assess(
        by=officers.social_worker, path=path, risks={}, advice="with_measures", person_says="goes_on", children=SECRET
    )
    plan: dict[str, Any] = {
        "by": officers.planner,
        "path": path,
        "destination": "home",
        "country": "VN",
        "reception": "family",
        "help_agreed": {"schooling": ""},
    }
    with pytest.raises(Refused, match="house_rule"):
        actions.plan(**plan)
    actions.plan(**plan, escort="to_be_found")
    against: tuple[dict[str, Any], ...] = ({"advice": "can_be_safe"}, {"advice": "not_now", "children": SECRET})
    for written in against:
        actions.assess(by=officers.social_worker, path=path, risks={}, person_says="goes_on", **written)
        with pytest.raises(Refused, match="house_rule"):  # what is best for the child comes first
            actions.plan(**plan, escort="personal_representative")
    with pytest.raises(Refused, match="house_rule"):
        actions.travel(by=officers.planner, path=path)


def test_a_grave_risk_says_for_whom_and_what_is_done(officers: Cast) -> None:
    case = identified(officers)
    path = accepted(officers, case)
    asked: dict[str, Any] = {"by": officers.social_worker, "path": path, "advice": "not_now", "person_says": "waits"}
    with pytest.raises(Refused):
        actions.assess(risks={"threats_to_others": ("life", [], "x")}, **asked)
    with pytest.raises(Refused):
        actions.assess(risks={"threats_to_others": ("life", ["children"], " ")}, **asked)
    actions.assess(risks={"threats_to_others": ("life", ["children"], SECRET)}, **asked)
    actions.assess(risks={"debt": ("some", ["parents"], "")}, **asked)
    with acting_as(officers.planner):
        found = RiskAssessment.objects.standing().get()
        found.case = fresh(case)
        assert (found.version, list(found.risks)) == (2, ["debt"])
        assert RiskAssessment.objects.count() == 2
        assert SECRET not in str(RiskAssessment.objects.values_list("risks", "advice"))
    assert state_of(officers, case) == "risks_assessed"


def test_of_two_who_move_it_on_at_once_the_second_is_told(officers: Cast) -> None:
    case = identified(officers)
    path = offered(officers, case)
    with acting_as(officers.colleague):
        standing = path.standing_step()
    actions.accept(by=officers.social_worker, path=path)
    with acting_as(officers.colleague), pytest.raises(AlreadySuperseded):
        standing.supersede(
            ReturnStep(
                case=case, path=path, state="considering", happened_on=clock.today(), recorded_by=officers.colleague
            )
        )


def test_money_is_promised_once_and_paid_once(officers: Cast) -> None:
    case = identified(officers)
    path = assessed(officers, case)
    promise: dict[str, Any] = {
        "amount": 100001,
        "currency": "DKK",
        "months": 5,
        "first_due": clock.today(),
        "kind": "cash",
    }
    with pytest.raises(Refused):
        actions.agree_money(by=officers.planner, path=path, **promise)
    actions.plan(by=officers.planner, path=path, destination="home", country="NG", reception="nobody", help_agreed={})
    promised = actions.agree_money(by=officers.planner, path=path, **promise)
    assert sum(one.amount for one in promised) == 100001
    assert "return_instalment" in waiting(officers, case)
    first = promised[0]
    first.case = fresh(case)
    paid = actions.pay(by=officers.planner, instalment=first)
    with pytest.raises(Refused):
        actions.pay(by=officers.planner, instalment=paid)
    with acting_as(officers.planner):
        assert Instalment.objects.standing().filter(paid_on=None).count() == 4


@settings(
    suppress_health_check=[HealthCheck.too_slow], deadline=None
)  # the machine is shared: only its speed is forgiven
@given(
    amount=st.integers(1, 10**8),
    months=st.integers(1, 24),
    first=st.dates(date(2026, 1, 1), date(2040, 12, 31)),
)
def test_a_divided_sum_is_whole_and_its_days_go_by_months(amount: int, months: int, first: date) -> None:
    if amount < months:
        with pytest.raises(ValueError, match="worth something"):
            divided(amount, months, first)
        return
    parts = divided(amount, months, first)
    assert sum(part for part, _day in parts) == amount
    assert max(part for part, _day in parts) - min(part for part, _day in parts) <= 1
    assert [day for _part, day in parts] == [months_after(first, number) for number in range(months)]


def test_what_was_said_is_sealed(officers: Cast) -> None:
    case = identified(officers)
    planned(officers, case)
    with connection.cursor() as cursor, acting_as(officers.social_worker):
        for model in TABLES:
            cursor.execute(f"select t::text from {model._meta.db_table} t")
            assert SECRET not in str(cursor.fetchall())
        assert "Canary" not in str(ReturnPlan.objects.values_list("help_agreed", "country"))
