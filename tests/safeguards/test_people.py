"""Who may let whom in: invitations, postings by two hands, letting in again; and the lone administrator who tries everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.safeguards import actions, clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.confirmation_code import code_of, is_code_of
from mooring.safeguards.models import Desk, Invitation, Officer, Posting, PostingProposal, SecondFactorReset
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.one_time_links import hash_of, whose
from mooring.safeguards.random_keys import random_key
from tests import cast
from tests.cast import PASSWORD, Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
NEW_PASSWORD = "the harbour is quiet tonight"


@contextmanager
def database_refuses() -> Iterator[None]:
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


def run(sql: str, *values: int | bytes) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None


def newcomer(officers: Cast, email: str = "newcomer@test.invalid") -> Officer:
    return actions.add_officer(by=officers.administrator, email=email, name="Newcomer Test")


def propose(officers: Cast, officer: Officer, role: str = "social_worker") -> PostingProposal:
    desk = officers.social_worker.desk
    return actions.propose_posting(by=officers.administrator, officer=officer, desk=desk, role=role)


# --- postings by two hands


@pytest.mark.parametrize("who", ["second_administrator", "social_worker"])
def test_a_posting_begins_when_a_second_hand_confirms_it(who: str, officers: Cast) -> None:
    officer = newcomer(officers)
    proposal = propose(officers, officer)
    assert Officer.objects.get(pk=officer.pk).running_postings() == []
    posting = actions.countersign_posting(by=getattr(officers, who), proposal=proposal, code=code_of(officer).lower())
    assert Officer.objects.get(pk=officer.pk).running_postings() == [posting]
    with acting_as(officers.administrator):
        proposal.refresh_from_db()
    assert (proposal.answered_by, proposal.agreed) == (getattr(officers, who), True)


def test_the_wrong_code_posts_nobody(officers: Cast) -> None:
    officer = newcomer(officers)
    proposal = propose(officers, officer)
    with pytest.raises(actions.WrongCode):
        actions.countersign_posting(by=officers.colleague, proposal=proposal, code=code_of(officers.stranger))
    assert not Posting.objects.filter(officer=officer).exists()


def test_the_code_changes_with_the_password(officers: Cast) -> None:
    officer = officers.unposted
    before = code_of(officer)
    officer.set_password(NEW_PASSWORD)
    assert not is_code_of(officer, before)


def test_who_proposed_a_posting_does_not_confirm_it(officers: Cast) -> None:
    officer = newcomer(officers)
    proposal = propose(officers, officer)
    with pytest.raises(Refused) as refused:
        actions.countersign_posting(by=officers.administrator, proposal=proposal, code=code_of(officer))
    assert refused.value.refusal.why is Why.HOUSE_RULE
    with acting_as(officers.administrator), database_refuses():
        run("select mooring_answer_proposal(%s, %s, true)", proposal.pk, random_key())


@pytest.mark.parametrize("who", ["stranger", "assessor", "police", "statistician"])
def test_nobody_from_another_desk_confirms_or_even_sees_it(who: str, officers: Cast) -> None:
    officer = newcomer(officers)
    proposal = propose(officers, officer)
    other = getattr(officers, who)
    with acting_as(other):
        assert not PostingProposal.objects.filter(pk=proposal.pk).exists()
        with database_refuses():
            run("select mooring_answer_proposal(%s, %s, true)", proposal.pk, random_key())
    with pytest.raises(Refused):
        actions.countersign_posting(by=other, proposal=proposal, code=code_of(officer))


def test_who_is_to_be_posted_does_not_confirm_it_herself(officers: Cast) -> None:
    colleague = officers.colleague
    proposal = propose(officers, colleague, "register_keeper")
    with pytest.raises(Refused):
        actions.countersign_posting(by=colleague, proposal=proposal, code=code_of(colleague))
    with acting_as(colleague), database_refuses():
        run("select mooring_answer_proposal(%s, %s, true)", proposal.pk, random_key())


def test_a_proposal_is_forgotten_after_seven_days(officers: Cast) -> None:
    officer = newcomer(officers)
    proposal = propose(officers, officer)
    with clock.at(clock.now() + timedelta(days=8)):
        assert not PostingProposal.objects.waiting().exists()
        with pytest.raises(Refused):
            actions.countersign_posting(by=officers.colleague, proposal=proposal, code=code_of(officer))
        with acting_as(officers.colleague), database_refuses():
            run("select mooring_answer_proposal(%s, %s, true)", proposal.pk, random_key())


def test_a_declined_proposal_is_kept_and_posts_nobody(officers: Cast) -> None:
    officer = newcomer(officers)
    proposal = propose(officers, officer)
    actions.decline_posting(by=officers.colleague, proposal=proposal)
    with acting_as(officers.administrator):
        proposal.refresh_from_db()
    assert proposal.agreed is False
    with pytest.raises(Refused):
        actions.countersign_posting(by=officers.second_administrator, proposal=proposal, code=code_of(officer))


def test_an_administrator_serves_at_no_desk_and_nobody_who_serves_administers(officers: Cast) -> None:
    with pytest.raises(Refused):
        actions.propose_posting(
            by=officers.administrator,
            officer=officers.second_administrator,
            desk=officers.social_worker.desk,
            role="social_worker",
        )
    with pytest.raises(Refused):
        actions.propose_posting(
            by=officers.administrator,
            officer=officers.social_worker,
            desk=officers.administrator.desk,
            role="administrator",
        )


def test_a_posting_may_have_its_end_from_the_start(own_database: str) -> None:
    officers = Cast()
    posting = cast.post(
        officers.unposted, officers.social_worker.desk, "social_worker", until=clock.now() + timedelta(1)
    )
    assert posting.until is not None
    with clock.at(clock.now() + timedelta(days=2)):
        assert officers.unposted.running_postings() == []


# --- the lone administrator


def test_the_lone_administrator_cannot_write_a_posting_into_the_database(officers: Cast) -> None:
    puppet, desk = newcomer(officers), officers.social_worker.desk
    for whom in (puppet, officers.administrator):
        for role in ("social_worker", "statistician"):
            with acting_as(officers.administrator), database_refuses():
                Posting(officer=whom, desk=desk, role=role).save(force_insert=True)


def test_the_lone_administrator_cannot_forge_the_second_hand(officers: Cast) -> None:
    administrator, puppet = officers.administrator, newcomer(officers)
    forged = {"officer": puppet, "desk": officers.social_worker.desk, "role": "social_worker"}
    moment = clock.now()
    with acting_as(administrator):
        for more in (
            {"proposed_by": officers.second_administrator},
            {"proposed_by": administrator, "answered_by": officers.second_administrator, "answered_at": moment},
            {"proposed_by": administrator, "agreed": True},
        ):
            with database_refuses():
                PostingProposal(**forged, **more, expires_at=moment + timedelta(days=1)).save(force_insert=True)
        with database_refuses():
            PostingProposal(**forged, proposed_by=administrator, expires_at=moment + timedelta(days=90)).save(
                force_insert=True
            )
        proposal = PostingProposal(**forged, proposed_by=administrator, expires_at=moment + timedelta(days=1))
        proposal.save(force_insert=True)
        with database_refuses():
            PostingProposal.objects.filter(pk=proposal.pk).update(proposed_by=officers.second_administrator)


def test_the_lone_administrator_cannot_prolong_or_revive_a_posting(officers: Cast) -> None:
    administrator, posting = officers.administrator, officers.social_worker.running_postings()[0]
    posting = actions.end_posting(by=administrator, posting=posting)
    for later in (None, clock.now() + timedelta(days=1)):
        with acting_as(administrator), database_refuses():
            Posting.objects.filter(pk=posting.pk).update(until=later)
    running = officers.colleague.running_postings()[0]
    with acting_as(administrator), database_refuses():
        Posting.objects.filter(pk=running.pk).update(until=clock.now() - timedelta(days=1))


def test_the_lone_administrator_never_knows_a_password(officers: Cast) -> None:
    administrator = officers.administrator
    with acting_as(administrator):
        with database_refuses():
            Officer.objects.create_user("puppet@test.invalid", NEW_PASSWORD, name="Puppet Test")
        with database_refuses():
            Officer.objects.filter(pk=officers.social_worker.pk).update(password="!")


def test_with_nobody_in_charge_no_password_changes(officers: Cast) -> None:
    with database_refuses():
        Officer.objects.filter(pk=officers.social_worker.pk).update(password="!")


def test_the_lone_administrator_cannot_invite_somebody_who_has_come_in(officers: Cast) -> None:
    for whom in (officers.social_worker, officers.unposted):
        with pytest.raises(Refused):
            actions.invite(by=officers.administrator, officer=whom)
        with acting_as(officers.administrator), database_refuses():
            run("select mooring_invite(%s, %s, %s)", random_key(), whom.pk, hash_of("a token that she knows"))


def test_nobody_reads_a_token_or_its_hash_from_the_database(officers: Cast) -> None:
    officer = newcomer(officers)
    link = actions.invite(by=officers.administrator, officer=officer)
    assert link.token not in repr(link)
    with acting_as(officers.administrator):
        assert Invitation.objects.filter(officer=officer).count() == 1
        with database_refuses():
            run("select token_hash from safeguards_invitation")
    with acting_as(officers.stranger):
        assert not Invitation.objects.filter(officer=officer).exists()


def test_the_lone_administrator_cannot_see_or_remove_a_second_factor(officers: Cast, as_owner: Owner) -> None:
    worker, administrator = officers.social_worker, officers.administrator
    with acting_as(worker):
        run(
            "insert into mfa_authenticator (type, data, created_at, user_id) values ('totp', '{}', now(), %s)",
            worker.pk,
        )
    with acting_as(administrator):
        assert run("select count(*) from mfa_authenticator") == (0,)
        run("delete from mfa_authenticator")
        assert run("select mooring_has_second_factor(%s)", worker.pk) == (True,)
        with database_refuses():
            run(
                "insert into mfa_authenticator (type, data, created_at, user_id) values ('webauthn', '{}', now(), %s)",
                worker.pk,
            )
    with acting_as(officers.stranger):
        assert run("select mooring_has_second_factor(%s)", worker.pk) == (None,)
    with acting_as(worker):
        assert run("select count(*) from mfa_authenticator") == (1,)
    with database_refuses():
        run("update mfa_authenticator set user_id = %s", administrator.pk)


# --- the way in


def test_an_invitation_lets_its_officer_choose_a_password_once(officers: Cast) -> None:
    officer = newcomer(officers)
    link = actions.invite(by=officers.administrator, officer=officer)
    assert whose(link.token) == officer
    assert actions.take_up_invitation(link.token, NEW_PASSWORD) == officer
    assert Officer.objects.get(pk=officer.pk).check_password(NEW_PASSWORD)
    assert actions.take_up_invitation(link.token, "another password, later") is None
    assert whose(link.token) is None


def test_a_link_is_over_after_three_days_or_when_a_newer_one_is_made(officers: Cast) -> None:
    officer = newcomer(officers)
    first = actions.invite(by=officers.administrator, officer=officer)
    second = actions.invite(by=officers.administrator, officer=officer)
    assert whose(first.token) is None
    with clock.at(clock.now() + timedelta(hours=73)):
        assert actions.take_up_invitation(second.token, NEW_PASSWORD) is None
    actions.withdraw_invitation(by=officers.administrator, officer=officer)
    assert whose(second.token) is None


def test_an_invented_token_lets_nobody_in(officers: Cast) -> None:
    assert whose("") is None
    assert whose("x" * 1000) is None
    assert actions.take_up_invitation("invented", NEW_PASSWORD) is None


def test_an_outdated_hash_is_renewed_at_sign_in(own_database: str, as_owner: Owner) -> None:
    officer = Cast().social_worker
    with as_owner() as owner:
        weak = officer.password.replace("p=8", "p=1")
        owner.execute("update safeguards_officer set password = %s where id = %s", [weak, officer.pk])
    assert not Cast().social_worker.check_password("not this one")
    assert Cast().social_worker.check_password(PASSWORD) is (weak == officer.password)


# --- letting in again


def started(officers: Cast) -> SecondFactorReset:
    return actions.start_reset(by=officers.administrator, officer=officers.social_worker)


@pytest.mark.parametrize("who", ["second_administrator", "colleague"])
def test_letting_in_again_takes_a_second_hand(who: str, officers: Cast) -> None:
    worker = officers.social_worker
    with acting_as(worker):
        run(
            "insert into mfa_authenticator (type, data, created_at, user_id) values ('totp', '{}', now(), %s)",
            worker.pk,
        )
    reset = started(officers)
    assert officers.social_worker.check_password(PASSWORD)
    link = actions.confirm_reset(by=getattr(officers, who), reset=reset)
    assert not officers.social_worker.has_usable_password()
    with acting_as(worker):
        assert run("select count(*) from mfa_authenticator") == (0,)
    assert actions.take_up_invitation(link.token, NEW_PASSWORD) == worker
    assert officers.social_worker.running_postings()


@pytest.mark.parametrize("who", ["administrator", "stranger", "social_worker", "police"])
def test_letting_in_again_is_not_confirmed_by_who_started_it_by_herself_or_by_a_stranger(
    who: str, officers: Cast
) -> None:
    reset = started(officers)
    other = getattr(officers, who)
    with pytest.raises(Refused):
        actions.confirm_reset(by=other, reset=reset)
    with acting_as(other), database_refuses():
        run("select mooring_answer_reset(%s, %s, %s, true)", reset.pk, random_key(), hash_of("known"))
    assert officers.social_worker.check_password(PASSWORD)


def test_nobody_starts_it_for_herself_or_without_being_an_administrator(officers: Cast) -> None:
    for by, whom in (("administrator", "administrator"), ("colleague", "social_worker")):
        with pytest.raises(Refused):
            actions.start_reset(by=getattr(officers, by), officer=getattr(officers, whom))


def test_declined_everything_stays_as_it_is(officers: Cast) -> None:
    actions.decline_reset(by=officers.colleague, reset=started(officers))
    assert officers.social_worker.check_password(PASSWORD)


# --- closing


def test_a_closed_account_serves_nowhere_and_its_history_stays(own_database: str) -> None:
    officers = Cast()
    worker, administrator = officers.social_worker, officers.administrator
    case = casework.open_case(by=worker)
    actions.close_officer(by=administrator, officer=worker)
    assert not officers.social_worker.is_active
    actions.reopen_officer(by=administrator, officer=worker)
    worker = officers.social_worker
    assert worker.is_active
    assert worker.running_postings() == []
    assert worker.postings.count() == 1
    with acting_as(worker):
        assert not Case.objects.filter(pk=case.pk).exists()


def test_nobody_closes_her_own_account_and_nobody_else_closes_any(officers: Cast) -> None:
    for by, whom in (("administrator", "administrator"), ("social_worker", "colleague")):
        with pytest.raises(Refused):
            actions.close_officer(by=getattr(officers, by), officer=getattr(officers, whom))
        with acting_as(getattr(officers, by)), database_refuses():
            run("select mooring_set_active(%s, false)", getattr(officers, whom).pk)


@pytest.mark.parametrize("ending", ["posting", "account"])
def test_the_very_next_request_is_refused_and_the_session_is_gone(ending: str, own_database: str) -> None:
    officers = Cast()
    client = Client()
    client.post("/account/login/", {"login": officers.social_worker.email, "password": PASSWORD})
    key = client.cookies["sessionid"].value
    assert client.get("/").status_code == 302  # signed in, and led to set up a second factor
    assert "login" not in client.get("/")["Location"]
    if ending == "posting":
        actions.end_posting(by=officers.administrator, posting=officers.social_worker.running_postings()[0])
    else:
        actions.close_officer(by=officers.administrator, officer=officers.social_worker)
    assert "/account/login/" in client.get("/")["Location"]
    assert key
    assert not client.session.get("_auth_user_id")


# --- the first administrators


def test_the_first_two_administrators_are_entered_and_then_no_more(officers: Cast) -> None:
    for second in (False, True):
        with pytest.raises(actions.AlreadyAdministered):
            actions.first_administrator(
                email="third@test.invalid", name="Third Test", agency_code="house", agency_name="", second=second
            )


def test_an_administrators_own_desk_opens_nothing(officers: Cast) -> None:
    with acting_as(officers.administrator):
        assert run("select mooring_desks()") == ([],)
    desk = Desk.objects.get(pk=officers.administrator.desk.pk)
    assert desk.code == "house-administration"


def test_an_administrator_who_is_locked_out_is_let_in_by_the_owner_alone(officers: Cast) -> None:
    with pytest.raises(actions.NoAdministrator):
        actions.let_administrator_in_again(email=officers.social_worker.email)
    with database_refuses():
        actions.let_administrator_in_again(email=officers.administrator.email)
