"""Whoever is not posted now may do nothing and sees nothing, whatever she may have done before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import DatabaseError, transaction

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.safeguards import actions
from mooring.safeguards.access import Refused, Why, access
from mooring.safeguards.models import DataKey, NotPosted, Posting
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.roles import all_roles
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
EVERY_VERB = sorted(set().union(*(role.verbs for role in all_roles().values())))


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_an_officer_without_a_posting_may_do_nothing_at_all(verb: str, officers: Cast) -> None:
    refusal = access(officers.unposted, verb)
    assert refusal is not None
    assert refusal.why is Why.NOT_POSTED


def test_a_verb_that_no_role_knows_is_refused_to_everybody(officers: Cast) -> None:
    for who in ("social_worker", "assessor", "administrator", "keeper"):
        refusal = access(getattr(officers, who), "case.burn")
        assert refusal is not None
        assert refusal.why is Why.NOT_IN_ROLE


def test_with_the_end_of_her_posting_an_officer_loses_sight_of_her_cases(own_database: str) -> None:
    officers = Cast()
    worker, administrator = officers.social_worker, officers.administrator
    casework.open_case(by=worker)
    posting = worker.running_postings()[0]
    actions.end_posting(by=administrator, posting=posting)
    worker = officers.social_worker
    assert worker.running_postings() == []
    with acting_as(worker):
        assert not Case.objects.exists()
        assert not DataKey.objects.exists()
    with pytest.raises(Refused) as refused:
        casework.open_case(by=worker)
    assert refused.value.refusal.why is Why.NOT_POSTED
    with pytest.raises(NotPosted):
        worker.desk  # noqa: B018


def test_an_officer_no_longer_active_sees_nothing(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    worker = officers.social_worker
    casework.open_case(by=worker)
    with as_owner() as session:
        session.execute("update safeguards_officer set is_active = false where id = %s", [worker.pk])
    worker = officers.social_worker
    with acting_as(worker):
        assert not Case.objects.exists()
    refusal = access(worker, "day.look")
    assert refusal is not None
    assert refusal.why is Why.NOT_POSTED


def test_the_application_cannot_make_an_officer_active_again(officers: Cast) -> None:
    worker = officers.social_worker
    with acting_as(worker), pytest.raises(DatabaseError), transaction.atomic():
        worker.is_active = False
        worker.save(update_fields=["is_active"])


def test_nobody_posts_herself(officers: Cast) -> None:
    administrator, worker = officers.administrator, officers.social_worker
    with pytest.raises(Refused) as refused:
        actions.propose_posting(by=administrator, officer=administrator, desk=worker.desk, role="social_worker")
    assert refused.value.refusal.why is Why.HOUSE_RULE
    with pytest.raises(Refused):
        actions.propose_posting(by=worker, officer=officers.unposted, desk=worker.desk, role="social_worker")


def test_an_ended_posting_is_not_prolonged_by_its_officer(officers: Cast) -> None:
    worker = officers.social_worker
    with acting_as(worker):
        assert Posting.objects.filter(officer=worker).update(until=None) == 0


def test_an_administrator_never_sees_a_case(officers: Cast) -> None:
    casework.open_case(by=officers.social_worker)
    administrator = officers.administrator
    with acting_as(administrator):
        assert not Case.objects.exists()
    assert not {verb for verb in all_roles()["administrator"].verbs if verb.startswith(("case.", "identity.", "note."))}


def test_nobody_changes_the_password_of_another(officers: Cast) -> None:
    worker, stranger = officers.social_worker, officers.stranger
    with acting_as(stranger):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(worker).objects.filter(pk=worker.pk).update(password="!")
        assert type(worker).objects.filter(pk=stranger.pk).update(password="!") == 1
