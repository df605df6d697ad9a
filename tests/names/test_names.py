"""Who the person is stays behind a lock; whoever looks says why, and it is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest

from mooring.casework import actions as casework
from mooring.casework.models import Case, Event
from mooring.names import actions
from mooring.names.models import Channel, Identity, Reveal, RevealReason, SafeContact
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
WRITTEN = {"given_names": "Canary", "family_name": "Lastname", "document_number": "  "}


@pytest.fixture
def case(officers: Cast) -> Case:
    case = casework.open_case(by=officers.social_worker)
    actions.write_identity(by=officers.social_worker, case=case, fields=WRITTEN)
    return case


def as_another_request_holds(case: Case) -> Case:
    return Case(id=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at)


def test_a_name_is_revealed_for_a_reason_that_is_kept(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    fields = actions.reveal(by=lead, case=case, reason=RevealReason.AUTHORITY, words="Letter to the authority.")
    assert fields == {"given_names": "Canary", "family_name": "Lastname"}
    with acting_as(lead):
        looked = Reveal.objects.get()
        assert (looked.reason, looked.recorded_by_id) == ("authority", lead.pk)
        assert looked.words("words") == "Letter to the authority."
        assert Event.objects.filter(case=case, kind="identity.reveal").count() == 1


def test_the_name_lies_sealed(case: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker):
        sealed = bytes(Identity.objects.get().words_sealed)
    assert b"Canary" not in sealed
    assert b"Lastname" not in sealed


@pytest.mark.parametrize("who", ["stranger", "caseworker", "police", "statistician", "administrator"])
def test_nobody_else_reveals_it(who: str, case: Case, officers: Cast) -> None:
    officer = getattr(officers, who)
    with pytest.raises(Refused):
        actions.reveal(by=officer, case=as_another_request_holds(case), reason=RevealReason.CONTACT)
    with acting_as(officer):
        assert not Identity.objects.exists()


def test_who_holds_the_core_alone_does_not_learn_the_name(case: Case, officers: Cast) -> None:
    caseworker = officers.caseworker
    casework.give_access(by=officers.social_worker, case=case, compartment="core", desk=caseworker.desk)
    with pytest.raises(Refused) as refused:
        actions.reveal(by=caseworker, case=as_another_request_holds(case), reason=RevealReason.CONTACT)
    assert refused.value.refusal.why is Why.NOT_GRANTED
    with acting_as(caseworker):
        assert Case.objects.exists()
        assert not Identity.objects.exists()


def test_a_corrected_name_supersedes_and_nothing_is_lost(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    actions.write_identity(by=lead, case=case, fields={"given_names": "Canary", "family_name": "Othername"})
    assert actions.reveal(by=lead, case=case, reason=RevealReason.CORRECTION)["family_name"] == "Othername"
    with acting_as(lead):
        assert Identity.objects.count() == 2
        assert Identity.objects.standing().count() == 1


def test_without_a_name_there_is_nothing_to_reveal_and_the_look_is_kept_all_the_same(officers: Cast) -> None:
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    assert actions.reveal(by=lead, case=case, reason=RevealReason.CONTACT) == {}
    with acting_as(lead):
        assert Reveal.objects.count() == 1


def test_the_rule_of_safe_contact_is_shown_without_the_number(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    contact = actions.agree_safe_contact(
        by=lead, case=case, channel=Channel.TELEPHONE, hours="Mornings.", code_word="Weather", detail="+00 1234"
    )
    assert contact.rule()["hours"] == "Mornings."
    assert "1234" not in str(contact.rule())
    assert actions.show_contact_detail(by=lead, contact=contact) == "+00 1234"
    with acting_as(lead):
        assert Event.objects.filter(case=case, kind="safe_contact.detail").count() == 1


def test_a_new_agreement_takes_the_place_of_the_old(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    actions.agree_safe_contact(by=lead, case=case, channel=Channel.TELEPHONE, detail="+00 1234")
    actions.agree_safe_contact(by=lead, case=case, channel=Channel.NONE)
    with acting_as(lead):
        assert SafeContact.objects.standing().get().channel == "none"


@pytest.mark.parametrize("who", ["stranger", "police", "departure"])
def test_nobody_else_sees_how_the_person_is_reached(who: str, case: Case, officers: Cast) -> None:
    contact = actions.agree_safe_contact(
        by=officers.social_worker, case=case, channel=Channel.TELEPHONE, detail="+00 1234"
    )
    asked = SafeContact(id=contact.pk, case=as_another_request_holds(case), channel="telephone")
    with pytest.raises(Refused):
        actions.show_contact_detail(by=getattr(officers, who), contact=asked)


def test_nothing_of_the_name_reaches_the_ledger_or_the_timeline(own_database: str, as_owner: Owner) -> None:
    lead = Cast().social_worker
    case = casework.open_case(by=lead)
    actions.write_identity(by=lead, case=case, fields=WRITTEN)
    actions.reveal(by=lead, case=case, reason=RevealReason.CONTACT, words="Canary rang.")
    with as_owner() as session:
        for table in ("safeguards_ledgerline", "casework_event", "casework_case", "casework_stagereached"):
            assert "Canary" not in str(session.execute(f"select * from {table}").fetchall())
