"""On what ground something may be told: each ground, each refusal with what else may be done, and never more than was agreed to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from mooring.casework import actions
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Consent
from mooring.identification import actions as identification
from mooring.law.law import Law
from mooring.law.parameters import Parameters
from mooring.referral import pieces
from mooring.referral.grounds import NAMED_GROUNDS, Ground, GroundCode, NoGround, ground_for
from mooring.referral.pieces import NoSuchPiece
from mooring.referral.police import PoliceGround
from mooring.safeguards import clock
from mooring.safeguards.access import Why
from mooring.safeguards.models import Agency, AgencyKind
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

EXPLAINED: dict[str, Any] = {"explained_how": "spoken", "language": "ro", "given_how": "spoken"}
AGREED = ["languages", "person"]
ALL_CODES = [piece.code for piece in pieces.every()]


@pytest.fixture
def case(officers: Cast) -> Case:
    return actions.open_case(by=officers.social_worker)


@pytest.fixture
def as_her_worker(officers: Cast) -> Iterator[None]:
    with acting_as(officers.social_worker):
        yield


def agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def agreed(officers: Cast, case: Case, **changed: Any) -> Consent:
    to: dict[str, Any] = {"kind": "share", "recipient": agency("harbour"), "purpose": "housing", "parts": AGREED}
    return actions.give_consent(by=officers.social_worker, case=case, **{**EXPLAINED, **to, **changed})


def asked(case: Case, to: str = "harbour", *, need: str = "housing", told: Any = ("languages",), **rest: Any) -> Any:
    return ground_for(case, agency(to), need, list(told), **{"ground": "consent", "on": clock.today(), **rest})


def asked_lawyer(**changed: Any) -> PoliceGround:
    return PoliceGround(**{"lawyer_asked_on": clock.today(), "told_person": True, **changed})


def refused(found: Any) -> NoGround:
    """A refusal that says why, and what else may be done."""
    assert isinstance(found, NoGround) and found.reason and found.instead
    return found


def test_consent_carries_what_was_agreed_to_and_shows_the_law(officers: Cast, case: Case) -> None:
    consent = agreed(officers, case)
    with acting_as(officers.social_worker):
        found = asked(case, told=AGREED, consent=consent)
    assert isinstance(found, Ground) and found.code == GroundCode.CONSENT and found.consent == consent
    assert found.finding is not None and found.finding["withdrawable"] is True


@pytest.mark.parametrize(
    ("to", "changed", "says"),
    [
        ("ministry", {}, "another agency"),
        ("harbour", {"need": "legal_advice"}, "something else"),
        ("harbour", {"told": ["languages", "name"]}, "did not agree"),
        ("harbour", {"on": clock.today() + timedelta(days=9)}, "does not hold"),
        ("harbour", {"on": clock.today() - timedelta(days=9)}, "does not hold"),
    ],
)
def test_a_consent_covers_no_other_agency_need_piece_or_day(
    officers: Cast, case: Case, to: str, changed: dict[str, Any], says: str
) -> None:
    consent = agreed(officers, case, until=clock.today() + timedelta(days=5))
    with acting_as(officers.social_worker):
        assert says in refused(asked(case, to, consent=consent, **changed)).reason


def test_without_consent_and_without_another_ground_nothing_is_told(
    officers: Cast, case: Case, as_her_worker: None
) -> None:
    refused(asked(case))
    refused(asked(case, ground="because_it_helps"))


def test_a_consent_to_be_supported_lets_nobody_tell(officers: Cast, case: Case) -> None:
    consent = actions.give_consent(by=officers.social_worker, case=case, kind="support", **EXPLAINED)
    with acting_as(officers.social_worker):
        assert "supported" in refused(asked(case, consent=consent)).reason


def test_a_withdrawn_consent_is_no_ground_even_in_the_hand_of_who_read_it_before(officers: Cast, case: Case) -> None:
    read_before = agreed(officers, case)
    with acting_as(officers.social_worker):
        fresh = Consent.objects.get(pk=read_before.pk)
        fresh.case = case
    withdrawn = actions.withdraw_consent(by=officers.social_worker, consent=fresh)
    assert read_before.withdrawn_at is None
    with acting_as(officers.social_worker):
        for consent in (read_before, withdrawn):
            assert "withdrawn" in refused(asked(case, consent=consent)).reason


def test_the_consent_of_one_person_is_none_of_another(officers: Cast, case: Case) -> None:
    other = actions.open_case(by=officers.social_worker)
    with acting_as(officers.social_worker):
        refused(asked(case, consent=agreed(officers, other)))


def test_the_consent_of_a_case_that_is_not_hers_is_no_ground_for_a_stranger(officers: Cast, case: Case) -> None:
    consent = agreed(officers, case)
    with acting_as(officers.stranger):
        assert "no consent" in refused(asked(case, consent=consent)).reason


@pytest.mark.parametrize("told", [["plan_needs"], ["urgent_health"], ["languages"]])
def test_the_police_are_never_a_receiver_of_support_matters_whoever_agreed(
    officers: Cast, case: Case, told: list[str]
) -> None:
    consent = agreed(officers, case, recipient=agency("police"), parts=told)
    with acting_as(officers.social_worker):
        assert "police" in refused(asked(case, "police", told=told, consent=consent)).reason.lower()


def test_what_is_the_polices_own_to_do_may_be_asked_of_them_with_consent_but_without_what_belongs_to_support(
    officers: Cast, case: Case
) -> None:
    parts = ["languages", "plan_needs"]
    consent = agreed(officers, case, recipient=agency("police"), purpose="police_contact", parts=parts)
    with acting_as(officers.social_worker):
        assert isinstance(asked(case, "police", need="police_contact", consent=consent), Ground)
        refused(asked(case, "police", need="police_contact", told=parts, consent=consent))


@pytest.mark.parametrize("ground", NAMED_GROUNDS)
def test_on_each_named_ground_the_police_get_the_least_once_the_lawyer_was_asked_and_the_person_told(
    ground: GroundCode, case: Case, as_her_worker: None
) -> None:
    found = asked(case, "police", told=["name", "person"], ground=ground, police=asked_lawyer())
    assert isinstance(found, Ground) and found.finding is not None and found.finding.citations()


@pytest.mark.parametrize("ground", NAMED_GROUNDS)
@pytest.mark.parametrize(
    ("police", "told", "says"),
    [
        (None, ["person"], "lawyer"),
        ({"lawyer_asked_on": None}, ["person"], "lawyer"),
        ({"lawyer_asked_on": clock.today() + timedelta(days=1)}, ["person"], "lawyer"),
        ({"told_person": False}, ["person"], "not been told"),
        ({}, ["person", "wishes"], "more than"),
        ({}, ["urgent_health"], "more than"),
    ],
)
def test_each_step_before_the_police_is_asked_for(
    ground: GroundCode, police: dict[str, Any] | None, told: list[str], says: str, case: Case, as_her_worker: None
) -> None:
    done = None if police is None else asked_lawyer(**police)
    assert says in refused(asked(case, "police", told=told, ground=ground, police=done)).reason


def test_the_person_is_not_told_where_that_endangers(case: Case, as_her_worker: None) -> None:
    silent = asked_lawyer(told_person=False, not_told_because="endangers_person")
    assert isinstance(asked(case, "police", ground=GroundCode.DANGER_TO_LIFE, police=silent), Ground)


def test_an_order_of_a_court_is_answered_to_no_shelter(case: Case, as_her_worker: None) -> None:
    refused(asked(case, "harbour", ground=GroundCode.COURT_ORDER, police=asked_lawyer()))


@pytest.mark.parametrize(
    ("age", "kind", "carries"),
    [(16, AgencyKind.MUNICIPALITY, True), (16, AgencyKind.NGO, False), (30, AgencyKind.MUNICIPALITY, False)],
)
def test_a_provision_carries_a_child_to_the_municipality_and_nobody_else(
    officers: Cast, case: Case, age: int, kind: AgencyKind, carries: bool
) -> None:
    identification.record_person(by=officers.social_worker, case=case, age_years=age)
    receiver = Agency(code="town", name="Test municipality", kind=kind)
    with acting_as(officers.social_worker):
        found = ground_for(case, receiver, "child_protection", ["person"], ground="provision", on=clock.today())
    assert isinstance(found, Ground) is carries
    if not carries:
        refused(found)


def test_where_the_law_is_not_in_the_pack_consent_is_the_only_ground(
    officers: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = agreed(officers, case)
    monkeypatch.setattr(settings, "MOORING_COUNTRY", type("Silent", (), {"law": Law(Parameters({}))})())
    with acting_as(officers.social_worker):
        found = asked(case, consent=consent)
        assert isinstance(found, Ground) and found.finding is None
        refused(asked(case, ground="provision"))
        for ground in NAMED_GROUNDS:
            assert "only one" in refused(asked(case, "police", ground=ground, police=asked_lawyer())).reason


def test_a_refusal_is_one_of_the_house_with_what_to_do_next(officers: Cast, case: Case, as_her_worker: None) -> None:
    refusal = refused(asked(case)).refused("referral.send", officers.social_worker, case).refusal
    assert refusal.why is Why.HOUSE_RULE and refusal.instead


def test_a_piece_nobody_knows_is_told_on_no_ground(case: Case, as_her_worker: None) -> None:
    with pytest.raises(NoSuchPiece):
        asked(case, told=["everything"])


@tries(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.sets(st.sampled_from(ALL_CODES), min_size=1),
    told=st.sets(st.sampled_from(ALL_CODES), min_size=1),
    last=st.integers(0, 30),
    day=st.integers(-30, 60),
    to=st.sampled_from(["harbour", "police", "ministry"]),
    need=st.sampled_from(["housing", "police_contact"]),
)
def test_what_is_told_on_consent_was_agreed_to_and_never_later_than_agreed(
    case: Case, parts: set[str], told: set[str], last: int, day: int, to: str, need: str
) -> None:
    officers, today = Cast(), clock.today()
    consent = agreed(officers, case, parts=sorted(parts), until=today + timedelta(days=last))
    on = today + timedelta(days=day)
    with acting_as(officers.social_worker):
        found = asked(case, to, told=sorted(told), need=need, consent=consent, on=on)
    carried = isinstance(found, Ground)
    assert carried == (to == "harbour" and need == "housing" and told <= parts and 0 <= day <= last)
    withdrawn = actions.withdraw_consent(by=officers.social_worker, consent=consent)
    with acting_as(officers.social_worker):
        for late in (consent, withdrawn):
            refused(asked(case, to, told=sorted(told), need=need, consent=late, on=on))


def test_no_piece_of_support_can_come_to_the_police_on_any_ground(
    officers: Cast, case: Case, as_her_worker: None
) -> None:
    for piece in pieces.every():
        if piece.compartment in (Compartment.SUPPORT, Compartment.HEALTH, Compartment.SHELTER_ADDRESS):
            for ground in GroundCode:
                for need in ("housing", "police_contact"):
                    refused(asked(case, "police", need=need, told=[piece.code], ground=ground, police=asked_lawyer()))
