"""What a person agreed to: to be supported, and to be spoken of, kept apart; given, at its end, withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from mooring.casework import actions
from mooring.casework.compartments import Compartment
from mooring.casework.models import AlreadySuperseded, Case, Consent, ConsentTo, DataBasis, Event
from mooring.identification import actions as identification
from mooring.safeguards import clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

EXPLAINED: dict[str, Any] = {"explained_how": "interpreter", "language": "ro", "given_how": "spoken"}


@pytest.fixture
def case(officers: Cast) -> Case:
    return actions.open_case(by=officers.social_worker)


def harbour() -> Agency:
    return Agency.objects.get(code="harbour")


def to_share(by: Officer, case: Case, **changed: Any) -> Consent:
    given = {
        "kind": ConsentTo.SHARE,
        "purpose": "housing",
        "recipient": harbour(),
        "parts": ["languages", "plan_needs"],
    }
    return actions.give_consent(by=by, case=case, **{**EXPLAINED, **given, **changed})


def running(officer: Officer, case: Case) -> list[int]:
    with acting_as(officer):
        return [consent.pk for consent in Consent.objects.running(case)]


def test_a_consent_to_share_runs_until_it_is_withdrawn(officers: Cast, case: Case) -> None:
    consent = to_share(officers.social_worker, case, words="Yes, tell them.")
    assert running(officers.social_worker, case) == [consent.pk]
    withdrawn = actions.withdraw_consent(by=officers.colleague, consent=consent, reason_words="Changed my mind.")
    assert running(officers.social_worker, case) == []
    with acting_as(officers.social_worker):
        kept = Consent.objects.get(pk=withdrawn.pk)
        assert (kept.words("words"), kept.words("why_withdrawn")) == ("Yes, tell them.", "Changed my mind.")
        assert kept.explained_by == officers.social_worker and kept.recorded_by == officers.colleague
        assert list(
            Event.objects.filter(case=case, kind__startswith="consent.")
            .order_by("happened_at")
            .values_list("kind", flat=True)
        ) == ["consent.give", "consent.withdraw"]


def test_a_consent_is_withdrawn_once(officers: Cast, case: Case) -> None:
    consent = to_share(officers.social_worker, case)
    withdrawn = actions.withdraw_consent(by=officers.social_worker, consent=consent)
    for late in (consent, withdrawn):
        with pytest.raises(AlreadySuperseded):
            actions.withdraw_consent(by=officers.social_worker, consent=late)


def test_its_last_day_is_included_and_the_next_is_not(officers: Cast, case: Case) -> None:
    last = clock.today() + timedelta(days=3)
    consent = to_share(officers.social_worker, case, until=last)
    assert consent.covers(harbour(), ["languages"], last)
    assert not consent.covers(harbour(), ["languages"], last + timedelta(days=1))
    with acting_as(officers.social_worker):
        assert Consent.objects.running(case, last).exists()
        assert not Consent.objects.running(case, last + timedelta(days=1)).exists()


def test_a_consent_for_one_agency_covers_no_other(officers: Cast, case: Case) -> None:
    consent = to_share(officers.social_worker, case)
    assert consent.covers(harbour(), ["languages"], clock.today())
    assert not consent.covers(Agency.objects.get(code="police"), ["languages"], clock.today())


def test_a_consent_covers_only_the_parts_that_were_named(officers: Cast, case: Case) -> None:
    consent = to_share(officers.social_worker, case)
    assert not consent.covers(harbour(), ["languages", "name"], clock.today())


def test_a_consent_to_support_lets_nobody_tell_anything(officers: Cast, case: Case) -> None:
    consent = actions.give_consent(by=officers.social_worker, case=case, kind=ConsentTo.SUPPORT, **EXPLAINED)
    assert not consent.covers(harbour(), [], clock.today())


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipient": None},
        {"purpose": ""},
        {"parts": []},
        {"kind": ConsentTo.SUPPORT},
        {"given_how": "representative"},
        {"relation": "parent"},
        {"until": clock.today() - timedelta(days=2)},
        {"given_at": clock.now() + timedelta(days=1)},
    ],
)
def test_a_consent_that_is_not_specific_is_refused_with_what_to_do(
    officers: Cast, case: Case, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        to_share(officers.social_worker, case, **wrong)
    assert refused.value.refusal.why is Why.HOUSE_RULE and refused.value.refusal.instead
    assert running(officers.social_worker, case) == []


def test_the_database_refuses_a_consent_to_everything(officers: Cast, case: Case) -> None:
    officer = officers.social_worker
    with acting_as(officer), pytest.raises(DatabaseError), transaction.atomic():
        Consent(
            case=case,
            kind="share",
            purpose="housing",
            recipient=harbour(),
            given_at=clock.now(),
            explained_by=officer,
            recorded_by=officer,
            **EXPLAINED,
        ).save(force_insert=True)


def test_nobody_writes_that_a_colleague_explained_it(officers: Cast, case: Case) -> None:
    officer = officers.social_worker
    with acting_as(officer), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Consent(
            case=case,
            kind="support",
            given_at=clock.now(),
            explained_by=officers.colleague,
            recorded_by=officer,
            **EXPLAINED,
        ).save(force_insert=True)


def test_a_stranger_neither_sees_nor_gives_nor_withdraws(officers: Cast, case: Case) -> None:
    consent = to_share(officers.social_worker, case)
    assert running(officers.stranger, case) == []
    for act in (
        lambda: to_share(officers.stranger, case),
        lambda: actions.withdraw_consent(by=officers.stranger, consent=consent),
        lambda: actions.record_data_basis(by=officers.stranger, case=case, basis="public_task"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusal.why is Why.UNSEEN


def test_the_police_do_not_record_consents(officers: Cast, case: Case) -> None:
    with pytest.raises(Refused) as refused:
        to_share(officers.police, case)
    assert refused.value.refusal.why is Why.NOT_IN_ROLE


def test_the_data_protection_basis_stands_when_a_consent_is_withdrawn(officers: Cast, case: Case) -> None:
    officer = officers.social_worker
    actions.record_data_basis(by=officer, case=case, basis="public_task")
    consent = actions.give_consent(by=officer, case=case, kind=ConsentTo.SUPPORT, **EXPLAINED)
    actions.withdraw_consent(by=officer, consent=consent)
    with acting_as(officer):
        assert DataBasis.objects.standing().get(case=case).basis == "public_task"


def test_each_agency_has_one_basis_and_speaks_only_of_its_own(officers: Cast, case: Case) -> None:
    officer = officers.social_worker
    actions.record_data_basis(by=officer, case=case, basis="consent")
    actions.record_data_basis(by=officer, case=case, basis="public_task")
    for compartment in (Compartment.ENTRY, Compartment.CORE):
        actions.give_access(by=officer, case=case, compartment=compartment, officer=officers.caseworker)
    actions.record_data_basis(by=officers.caseworker, case=case, basis="legal_obligation")
    with acting_as(officer):
        assert set(DataBasis.objects.standing().filter(case=case).values_list("agency__code", "basis")) == {
            ("centre", "public_task"),
            ("immigration", "legal_obligation"),
        }
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            DataBasis(case=case, agency=harbour(), basis="consent", recorded_by=officer).save(force_insert=True)


def of_age(officers: Cast, case: Case, age: int) -> None:
    identification.record_person(by=officers.social_worker, case=case, age_years=age)


def by_parent(**more: Any) -> dict[str, Any]:
    return {"given_how": "representative", "relation": "parent", **more}


def test_a_grown_person_answers_and_nobody_answers_for_her(officers: Cast, case: Case) -> None:
    of_age(officers, case, 30)
    to_share(officers.social_worker, case)
    with pytest.raises(Refused, match="house_rule"):
        to_share(officers.social_worker, case, **by_parent())
    to_share(officers.social_worker, case, **by_parent(relation="attorney"))


def test_for_a_child_somebody_who_may_answers_with_the_child_before_others_are_told(officers: Cast, case: Case) -> None:
    of_age(officers, case, 16)
    with pytest.raises(Refused, match="house_rule"):
        to_share(officers.social_worker, case)
    to_share(officers.social_worker, case, **by_parent(relation="personal_representative"))
    actions.give_consent(by=officers.social_worker, case=case, kind=ConsentTo.SUPPORT, **EXPLAINED)


def test_while_the_age_is_not_known_nobody_answers_for_the_person(officers: Cast, case: Case) -> None:
    with pytest.raises(Refused, match="house_rule"):
        to_share(officers.social_worker, case, **by_parent())
