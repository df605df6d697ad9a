"""A correction stands in the same case as what it corrects; the database sees to that, whoever asks."""

from __future__ import annotations

from itertools import permutations
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from mooring.casework import actions
from mooring.casework.models import Note
from mooring.casework.models.in_turn import in_turn
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast


def noted(lead: Officer) -> Note:
    case = actions.open_case(by=lead)
    return actions.write_note(by=lead, case=case, words="A note.")


def supersede(note: Note, later: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update casework_note set superseded_by_id = %s where id = %s", [later, note.pk])
        cursor.execute("set constraints all immediate")


def test_a_fact_is_not_superseded_by_one_of_another_case(officers: Cast) -> None:
    lead = officers.social_worker
    ours, other = noted(lead), noted(lead)
    with (
        acting_as(lead),
        pytest.raises(DatabaseError, match="superseded by one of the same case"),
        transaction.atomic(),
    ):
        supersede(ours, other.pk)


def test_a_fact_is_not_superseded_by_one_that_is_not_there(officers: Cast) -> None:
    lead = officers.social_worker
    with acting_as(lead), pytest.raises(DatabaseError), transaction.atomic():
        supersede(noted(lead), 1)


def test_a_fact_is_superseded_by_a_later_one_of_its_case(officers: Cast) -> None:
    lead = officers.social_worker
    first = noted(lead)
    second = actions.write_note(by=lead, case=first.case, words="A later note.")
    with acting_as(lead):
        supersede(first, second.pk)
        assert Note.objects.standing().filter(case=first.case).count() == 1


def test_every_table_whose_facts_are_corrected_is_guarded_so(officers: Cast) -> None:
    """But for people met, who are in no case yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, array_agg(tgname::text) from pg_trigger"
            " where tgname in ('superseded_once', 'superseded_within_the_case')"
            " and exists (select 1 from pg_attribute where attrelid = tgrelid and attname = 'case_id') group by 1"
        )
        found = dict(cursor.fetchall())
    assert len(found) > 30
    for table, triggers in found.items():
        assert set(triggers) == {"superseded_once", "superseded_within_the_case"}, table


def test_steps_of_one_moment_stand_in_the_order_in_which_they_were_taken() -> None:
    steps = [SimpleNamespace(pk=key, superseded_by_id=later) for key, later in ((7, 3), (3, 9), (9, None))]
    assert all([step.pk for step in in_turn(given)] == [7, 3, 9] for given in permutations(steps))


def test_a_step_whose_later_one_is_not_seen_comes_first() -> None:
    unseen, last = SimpleNamespace(pk=5, superseded_by_id=8), SimpleNamespace(pk=9, superseded_by_id=None)
    assert [step.pk for step in in_turn([last, unseen])] == [5, 9]
