"""Erasing somebody by erasing the key."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from mooring.casework import actions
from mooring.casework.models import Case, Note
from mooring.safeguards import erasure, erasure_list, keys
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.safeguards.unreviewed import NOTHING_NEEDS_REVIEW

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


@pytest.fixture
def list_outside(tmp_path: Path, settings: object) -> Path:
    path = tmp_path / "outside" / "erasures"
    settings.MOORING_ERASURES = path  # type: ignore[attr-defined]
    return path


@pytest.fixture
def unreviewed(own_database: str, as_owner: Owner) -> None:
    """A database of this test's own, in which nothing waits for a review before it is erased."""
    with as_owner() as session:
        session.execute(NOTHING_NEEDS_REVIEW)


def case_with_a_note(lead: Officer) -> Case:
    case = actions.open_case(by=lead)
    actions.write_note(by=lead, case=case, words="Gone with the key.")
    return case


def test_who_was_erased_can_be_read_by_nobody_and_others_still_can(unreviewed: None, list_outside: Path) -> None:
    lead = Cast().social_worker
    gone, stays = case_with_a_note(lead), case_with_a_note(lead)
    with acting_as(lead):
        assert not erasure.erased(gone.pk)
        erasure.erase(gone.pk, ground="retention.ended", by=lead)
        assert erasure.erased(gone.pk)
    with acting_as(lead):
        with pytest.raises(keys.CannotOpen):
            keys.data_key(gone.pk)
        assert Note.objects.get(case=gone).words("words") == "(erased)"
        assert Note.objects.get(case=stays).words("words") == "Gone with the key."
    listed = erasure_list.read_list(list_outside)
    assert [each.subject_hash for each in listed] == [erasure_list.subject_hash(gone.pk)]
    assert str(gone.pk) not in list_outside.read_text()


def test_an_erasure_that_was_rolled_back_is_not_listed_outside(unreviewed: None, list_outside: Path) -> None:
    lead = Cast().social_worker
    case = case_with_a_note(lead)
    with pytest.raises(ZeroDivisionError), acting_as(lead):
        erasure.erase(case.pk, ground="retention.ended", by=lead)
        raise ZeroDivisionError
    with acting_as(lead):
        assert Note.objects.get(case=case).words("words") == "Gone with the key."
    assert erasure_list.read_list(list_outside) == []


def test_an_erasure_missing_outside_after_a_crash_is_written_at_the_next_chance(
    unreviewed: None, list_outside: Path
) -> None:
    lead = Cast().social_worker
    case = case_with_a_note(lead)
    with acting_as(lead):
        erasure.erase(case.pk, ground="retention.ended", by=lead)
    before = erasure_list.read_list(list_outside)
    list_outside.write_text(list_outside.read_text()[:-20])  # cut off in the middle of the line
    assert erasure_list.read_list(list_outside) == []
    assert erasure.complete_the_list() == 1
    assert erasure_list.read_list(list_outside) == before
    assert erasure.complete_the_list() == 0


def test_what_is_held_by_law_is_not_erased(officers: Cast) -> None:
    lead = officers.social_worker
    case = case_with_a_note(lead)
    with acting_as(lead), pytest.MonkeyPatch.context() as patch:
        patch.setattr(erasure, "may_be_erased", lambda subject: False)
        with pytest.raises(erasure.HeldByLaw):
            erasure.erase(case.pk, ground="retention.ended", by=lead)
        assert not erasure.erased(case.pk)


def test_the_database_itself_refuses_to_erase_what_is_held(own_database: str, as_owner: Owner) -> None:
    lead = Cast().social_worker
    case = case_with_a_note(lead)
    with as_owner() as session:
        session.execute(
            "create or replace function mooring_may_be_erased(erased bigint) returns boolean language sql stable"
            " security definer set search_path = public, pg_temp as $$ select false $$"
        )
    with acting_as(lead), pytest.raises(erasure.HeldByLaw):
        erasure.erase(case.pk, ground="retention.ended", by=lead)
    with acting_as(lead), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_eraser")
        cursor.execute(
            "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (%s, now(), 'x', %s)",
            [case.pk, lead.pk],
        )


@pytest.mark.parametrize(
    "statement",
    [
        "delete from safeguards_datakey",
        "update safeguards_datakey set wrapped = ''",
        "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (1, now(), 'x', 1)",
        "select * from safeguards_erasure",
        "delete from safeguards_housesecret",
        "update safeguards_housesecret set wrapped = ''",
    ],
)
def test_the_application_as_such_erases_nothing(officers: Cast, statement: str) -> None:
    refused = pytest.raises(DatabaseError, match="permission denied")
    with acting_as(officers.social_worker), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_erasure_is_not_taken_back_and_no_new_key_is_made(unreviewed: None, as_owner: Owner) -> None:
    lead = Cast().social_worker
    case = case_with_a_note(lead)
    with acting_as(lead):
        erasure.erase(case.pk, ground="person.asked", by=lead)
    with as_owner() as session:
        with pytest.raises(psycopg.errors.RestrictViolation):
            session.execute("delete from safeguards_erasure")
        with pytest.raises(psycopg.errors.RestrictViolation):
            session.execute(
                "insert into safeguards_datakey (id, subject, version, wrapped, master_version, made_at)"
                " values (1, %s, 2, '', 1, now())",
                [case.pk],
            )


def test_nobody_erases_in_the_name_of_another_or_outside_a_deed(officers: Cast) -> None:
    lead, other = officers.social_worker, officers.colleague
    case = case_with_a_note(lead)
    with pytest.raises(erasure.NotInADeed):
        erasure.erase(case.pk, ground="retention.ended", by=lead)
    with acting_as(lead), pytest.raises(erasure.NotInADeed):
        erasure.erase(case.pk, ground="retention.ended", by=other)


def test_the_ground_of_an_erasure_is_a_code_and_never_words(officers: Cast) -> None:
    with acting_as(officers.social_worker), pytest.raises(ValueError, match="code"):
        erasure.erase(1, ground="She asked for it", by=officers.social_worker)
