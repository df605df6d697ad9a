"""Need-to-know, held by the database itself: what the application's login can see and do, whatever its code forgets."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from mooring.casework import actions
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Event, Grant, Ground, Note, StageReached
from mooring.casework.stages import Stage
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import DataKey, Officer
from mooring.safeguards.officer_in_charge import AnotherOfficerActs, acting_as
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


def refused_by_the_database(statement: str, parameters: list[int | str] | None = None) -> bool:
    """Whether the database itself refuses this statement now."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters or [])
    except DatabaseError:
        return True
    return False


@pytest.fixture
def case(officers: Cast) -> Case:
    return actions.open_case(by=officers.social_worker)


def test_without_an_officer_there_are_no_rows(case: Case) -> None:
    assert not Case.objects.exists()
    assert not Grant.objects.exists()
    assert not DataKey.objects.exists()


def test_the_founder_and_her_desk_see_the_case(case: Case, officers: Cast) -> None:
    for officer in (officers.social_worker, officers.colleague):
        with acting_as(officer):
            assert list(Case.objects.all()) == [case]


@pytest.mark.parametrize(
    "who", ["stranger", "police", "caseworker", "assessor", "administrator", "unposted", "statistician"]
)
def test_nobody_else_sees_anything_of_it(who: str, case: Case, officers: Cast) -> None:
    with acting_as(getattr(officers, who)):
        for model in (Case, Grant, StageReached, Event, DataKey, Note):
            assert not model._default_manager.exists(), model


def test_a_note_stays_within_its_agency(case: Case, officers: Cast) -> None:
    actions.write_note(by=officers.social_worker, case=case, words="Only for us.")
    caseworker = officers.caseworker
    actions.give_access(by=officers.social_worker, case=case, compartment=Compartment.CORE, desk=caseworker.desk)
    with acting_as(officers.colleague):
        assert Note.objects.get().words("words") == "Only for us."
    with acting_as(caseworker):
        assert Case.objects.exists()
        assert not Note.objects.exists()


def test_police_see_only_the_compartments_they_were_given(case: Case, officers: Cast) -> None:
    police = officers.police
    actions.give_access(by=officers.social_worker, case=case, compartment=Compartment.POLICE, desk=police.desk)
    with acting_as(police):
        assert Case.objects.get().held_by(police) == {"entry": True, "police": True}
        assert not Event.objects.filter(compartment="core").exists()


def test_nobody_grants_herself_more(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    with acting_as(lead), pytest.raises(DatabaseError), transaction.atomic():
        Grant.objects.create(
            case=case,
            compartment="police",
            officer=lead,
            ground=Ground.GIVEN_BY_LEAD,
            given_by=lead,
            case_opened_at=case.opened_at,
        )
    with acting_as(lead), pytest.raises(DatabaseError), transaction.atomic():
        Grant.objects.create(
            case=case,
            compartment="police",
            desk=lead.desk,
            ground=Ground.GIVEN_BY_LEAD,
            given_by=lead,
            case_opened_at=case.opened_at,
        )
    with pytest.raises(Refused):
        actions.give_access(by=lead, case=case, compartment="police", officer=lead)


def test_a_stranger_cannot_found_herself_into_a_case_that_exists(case: Case, officers: Cast) -> None:
    stranger = officers.stranger
    with acting_as(stranger), pytest.raises(DatabaseError), transaction.atomic():
        Grant.objects.create(
            case_id=case.pk,
            compartment="entry",
            officer=stranger,
            ground=Ground.FOUNDING,
            given_by=stranger,
            case_opened_at=clock.now(),
        )


def test_a_colleague_at_the_desk_who_is_no_lead_gives_nothing(case: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        actions.give_access(by=officers.colleague, case=case, compartment="core", officer=officers.stranger)
    colleague, stranger = officers.colleague, officers.stranger
    with acting_as(colleague), pytest.raises(DatabaseError), transaction.atomic():
        Grant.objects.create(
            case=case,
            compartment="core",
            officer=stranger,
            ground=Ground.GIVEN_BY_LEAD,
            given_by=colleague,
            case_opened_at=case.opened_at,
        )


def test_an_ended_grant_opens_nothing_and_cannot_be_revived(case: Case, officers: Cast) -> None:
    lead, stranger = officers.social_worker, officers.stranger
    actions.give_access(by=lead, case=case, compartment="entry", officer=stranger)
    with acting_as(stranger):
        grant = Grant.objects.get()
        assert Case.objects.exists()
    actions.end_access(by=lead, case=case, grant=grant)
    with acting_as(stranger):
        assert not Case.objects.exists()
    with acting_as(lead):
        assert refused_by_the_database("update casework_grant set ended_at = null")
        assert refused_by_the_database("delete from casework_grantending")


@pytest.mark.parametrize(
    "table", ["casework_event", "casework_grant", "casework_case", "casework_stagereached", "safeguards_datakey"]
)
def test_what_is_appended_is_neither_changed_nor_deleted(table: str, case: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker):
        assert refused_by_the_database(f"update {table} set recorded_at = now()")
        assert refused_by_the_database(f"delete from {table}")
        assert refused_by_the_database(f"truncate {table}")


def test_no_fact_is_put_away_by_naming_itself_as_what_came_later(case: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker):
        standing = StageReached.objects.standing().get(case=case)
        with pytest.raises(DatabaseError), transaction.atomic():
            StageReached.objects.filter(pk=standing.pk).update(superseded_by=standing.pk)
        assert StageReached.objects.standing().get(case=case) == standing


def test_a_fact_is_superseded_once_and_never_reinstated(case: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker):
        actions.move_to(case, Stage.NO_ASSESSMENT_WISHED, by=officers.social_worker)
        assert refused_by_the_database(
            "update casework_stagereached set superseded_by_id = null where superseded_by_id is not null"
        )
        assert refused_by_the_database(
            "update casework_stagereached set superseded_by_id = id where superseded_by_id is not null"
        )


def test_nobody_signs_for_another(case: Case, officers: Cast) -> None:
    lead, colleague = officers.social_worker, officers.colleague
    with acting_as(lead), pytest.raises(DatabaseError), transaction.atomic():
        Event(case=case, compartment="core", kind="forged", by=colleague, agency=colleague.agency).save(
            force_insert=True
        )


def test_two_officers_do_not_act_in_one_transaction(officers: Cast) -> None:
    first, second = officers.social_worker, officers.stranger
    with acting_as(first), pytest.raises(AnotherOfficerActs), acting_as(second):
        pass


@pytest.mark.parametrize(
    "escape",
    [
        "set role mooring_owner",
        "set session authorization mooring_owner",
        "alter table casework_case disable row level security",
        "alter role mooring_app bypassrls",
        "grant select on safeguards_ledgerline to mooring_app",
        "create policy mine on casework_case using (true)",
        "update safeguards_installation set invented_time = true",
        "select * from safeguards_ledgerline",
        "create table mine (a int)",
    ],
)
def test_the_application_cannot_escape_its_role(escape: str, case: Case, officers: Cast) -> None:
    with acting_as(officers.stranger):
        assert refused_by_the_database(escape)


@pytest.mark.parametrize(
    "role", ["mooring_counter", "mooring_clock", "mooring_matcher", "mooring_eraser", "mooring_sealer"]
)
def test_the_machines_roles_read_no_case(role: str, case: Case) -> None:
    for table in ("casework_case", "casework_note", "names_identity", "safeguards_datakey"):
        assert refused_by_the_database(f"set local role {role}; select * from {table}")


def test_no_administrator_posts_herself(officers: Cast) -> None:
    administrator: Officer = officers.administrator
    with acting_as(administrator):
        assert refused_by_the_database(
            "insert into safeguards_posting (id, officer_id, desk_id, role, since) values (1, %s, %s, 'social_worker', now())",
            [administrator.pk, officers.stranger.desk.pk],
        )
    with acting_as(officers.stranger):
        assert refused_by_the_database(
            "insert into safeguards_posting (id, officer_id, desk_id, role, since) values (1, %s, %s, 'social_worker', now())",
            [officers.unposted.pk, officers.stranger.desk.pk],
        )
