"""Drafts: what was typed is not lost, and not left lying for others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from mooring.safeguards import clock, drafts
from mooring.safeguards.models import Draft
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
TYPED = {"words": ["Canary Lastname was here."], "signs": ["one", "two"]}
FORM = "/case/conversation"


def test_what_was_typed_comes_back_to_who_typed_it(officers: Cast) -> None:
    officer = officers.social_worker
    with acting_as(officer):
        drafts.keep(officer, FORM, TYPED)
        assert drafts.kept(officer, FORM) == TYPED
        assert drafts.kept(officer, "/another/form") is None
        assert drafts.saved_at(officer, FORM) is not None


def test_a_draft_is_sealed_and_holds_no_token(officers: Cast) -> None:
    officer = officers.social_worker
    with acting_as(officer):
        drafts.keep(officer, FORM, {**TYPED, "csrfmiddlewaretoken": ["secret"], "form_owner": ["sealed"]})
        assert b"Canary" not in bytes(Draft.objects.get().sealed)
        assert drafts.kept(officer, FORM) == TYPED


def test_a_colleague_at_the_same_desk_sees_no_draft(officers: Cast) -> None:
    officer, colleague = officers.social_worker, officers.colleague
    with acting_as(officer):
        drafts.keep(officer, FORM, TYPED)
    with acting_as(colleague):
        assert not Draft.objects.exists()
        assert drafts.kept(colleague, FORM) is None
        drafts.drop(officer, FORM)
    with acting_as(officer):
        assert drafts.kept(officer, FORM) == TYPED


def test_a_draft_moved_to_another_form_does_not_open(officers: Cast) -> None:
    officer = officers.social_worker
    with acting_as(officer):
        drafts.keep(officer, FORM, TYPED)
        sealed = bytes(Draft.objects.get().sealed)
        with connection.cursor() as cursor:
            cursor.execute("select mooring_keep_draft(%s, %s, %s)", [officer.pk, "/another/form", sealed])
        assert drafts.kept(officer, "/another/form") is None


def test_after_the_session_has_ended_a_form_can_be_put_in_and_not_read(officers: Cast) -> None:
    officer = officers.social_worker
    drafts.keep_for(officer.pk, FORM, TYPED)
    assert not Draft.objects.exists()
    with acting_as(officer):
        assert drafts.kept(officer, FORM) == TYPED


def test_the_later_pause_replaces_the_earlier(officers: Cast) -> None:
    officer = officers.social_worker
    with acting_as(officer):
        drafts.keep(officer, FORM, TYPED)
        drafts.keep(officer, FORM, {"words": ["Later."]})
        assert drafts.kept(officer, FORM) == {"words": ["Later."]}
        assert Draft.objects.count() == 1


def test_a_draft_thrown_away_is_gone(officers: Cast) -> None:
    officer = officers.social_worker
    with acting_as(officer):
        drafts.keep(officer, FORM, TYPED)
        drafts.drop(officer, FORM)
        assert drafts.kept(officer, FORM) is None


def test_nothing_is_kept_for_who_does_not_exist(officers: Cast) -> None:
    drafts.keep_for(1, FORM, TYPED)
    with acting_as(officers.social_worker), connection.cursor() as cursor:
        cursor.execute("select set_config('mooring.officer', '1', true)")
        assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "statement",
    ["insert into safeguards_draft values (1, 1, 'x', '', now())", "update safeguards_draft set form = 'x'"],
)
def test_drafts_are_kept_through_their_function_alone(statement: str, officers: Cast) -> None:
    with (
        acting_as(officers.social_worker),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_draft_that_nobody_came_back_for_is_dropped_after_fourteen_days(own_database: str, as_owner: Owner) -> None:
    officer = Cast().social_worker
    with acting_as(officer):
        drafts.keep(officer, "/old", TYPED)
        drafts.keep(officer, "/new", TYPED)
    with as_owner() as session:
        session.execute("update safeguards_draft set saved_at = now() - interval '15 days' where form = '/old'")
        session.execute("update safeguards_draft set saved_at = now() - interval '13 days' where form = '/new'")
    drafts.drop_old()
    with acting_as(officer):
        assert [draft.form for draft in Draft.objects.all()] == ["/new"]


def test_nobody_drops_drafts_of_today(officers: Cast) -> None:
    """Even asked to drop everything, the function of the database spares the last day."""
    officer = officers.social_worker
    with acting_as(officer):
        drafts.keep(officer, FORM, TYPED)
        with connection.cursor() as cursor:
            cursor.execute("select mooring_drop_old_drafts(%s)", [clock.now() + timedelta(days=1)])
        assert drafts.kept(officer, FORM) == TYPED
