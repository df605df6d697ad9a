"""Every table near a person is guarded, and the application owns nothing: asked of the database's own catalogue."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.apps import apps
from django.db.models import Model

from mooring.casework.models import Case
from mooring.running.roles import APPLICATION, MACHINE_ROLES

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]

# Tables that the application may touch though they have no row policies, and why.
OPEN = {
    "django_session": "sealed, and found by a keyed hash of a secret key only",
    "django_migrations": "read by the check before serving",
    "django_content_type": "names of models",
    "account_emailaddress": "sign-in, before anybody is known",
    "mfa_authenticator": "sign-in, before anybody is known; secrets are sealed",
    "safeguards_sharedcount": "keyed hashes and moments, of failed sign-ins; before anybody is known",
    "safeguards_ledgerline": "lines are put in and never read",
    "safeguards_installation": "one row: whether time may be invented",
}
# Tables into which the application puts nothing itself, and why.
PUT_IN_BY_A_FUNCTION = {
    "casework_breakglass": "an emergency opens, tells the team and sets its review in one statement",
    "referral_responsibility": "laid with the case and moved with a hand-over, so that there is never none and never a second",
    "referral_referralgrant": "an acceptance opens parts of the case, and notes what came through it",
    "referral_sealedpagelook": "whoever holds a link and a code is nobody here, and is noted by what opens to her",
    "housing_stayalarm": "whoever lives in a house is missing: the house sounds it, and holds nothing of the case",
    "housing_stayarrival": "in which stage somebody arrived is noted by the arrival, whoever writes it",
    "support_missingchild": "an alarm tells three parties in one statement, also from a house",
    "support_missingtold": "the same",
    "support_periodalarm": "the machine warns before a period ends",
    "referral_referralreminder": "the machine climbs the ladder of what nobody answers",
}
# The one view of the owner's: it shows each officer her own running grants, for the policies of all other tables.
OWNERS_VIEWS = {"casework_held"}


def on_a_case(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    """Whether rows of a model hang on a case, directly or through another table."""
    if model is Case:
        return True
    if model in seen:
        return False
    return any(
        field.is_relation
        and field.concrete
        and isinstance(there := field.related_model, type)
        and on_a_case(there, seen | {model})
        for field in model._meta.get_fields()
    )


OURS = [model for model in apps.get_models() if model.__module__.startswith("mooring.") and model._meta.managed]
ON_A_CASE = [model for model in OURS if on_a_case(model)]


def test_the_tables_on_a_case_are_found() -> None:
    assert {"casework_case", "casework_note", "names_identity"} <= {model._meta.db_table for model in ON_A_CASE}


@pytest.mark.parametrize("table", sorted(model._meta.db_table for model in ON_A_CASE))
@pytest.mark.usefixtures("db")
def test_a_table_on_a_case_has_policies_and_is_only_appended_to(table: str, as_owner: Owner) -> None:
    with as_owner() as session:
        secured = session.execute("select relrowsecurity from pg_class where oid = %s::regclass", [table]).fetchone()
        assert secured == (True,)
        commands = {
            command
            for (command,) in session.execute(
                "select cmd from pg_policies where tablename = %s and 'mooring_app' = any (roles)", [table]
            ).fetchall()
        }
        assert ({"SELECT"} if table in PUT_IN_BY_A_FUNCTION else {"SELECT", "INSERT"}) <= commands
        assert not commands & {"DELETE", "ALL"}
        for role in (APPLICATION, *MACHINE_ROLES):
            for right in ("UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
                allowed = session.execute("select has_table_privilege(%s, %s, %s)", [role, table, right]).fetchone()
                assert allowed == (False,), (role, right)
        changeable = {
            column
            for (column,) in session.execute(
                "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
                " and has_column_privilege('mooring_app', attrelid, attname, 'UPDATE')",
                [table],
            ).fetchall()
        }
        assert changeable <= {"superseded_by_id"}


@pytest.mark.parametrize("table", sorted(model._meta.db_table for model in ON_A_CASE))
@pytest.mark.usefixtures("db")
def test_the_policies_of_a_table_ask_who_acts(table: str, as_owner: Owner) -> None:
    """A policy for the application that is simply true guards nothing. One that only narrows another may ask something else."""
    with as_owner() as session:
        policies = session.execute(
            "select policyname, coalesce(qual, '') || coalesce(with_check, '') from pg_policies"
            " where tablename = %s and 'mooring_app' = any (roles) and permissive = 'PERMISSIVE'",
            [table],
        ).fetchall()
    for name, condition in policies:
        assert "mooring_" in condition or "casework_" in condition, name


@pytest.mark.usefixtures("db")
def test_every_table_open_to_the_application_has_policies_or_a_reason(as_owner: Owner) -> None:
    with as_owner() as session:
        unguarded = {
            table
            for (table,) in session.execute(
                "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
                " and not relrowsecurity and (has_table_privilege('mooring_app', oid, 'SELECT, INSERT, UPDATE, DELETE')"
                " or has_any_column_privilege('mooring_app', oid, 'SELECT, INSERT, UPDATE'))"
            ).fetchall()
        }
    assert {table for table in unguarded if not table.startswith("procrastinate")} - OPEN.keys() == set()


@pytest.mark.usefixtures("db")
def test_the_application_owns_nothing_and_is_no_more_than_it_seems(as_owner: Owner) -> None:
    with as_owner() as session:
        owned = session.execute(
            "select relname from pg_class join pg_roles on pg_roles.oid = relowner where rolname <> all (%s) and relnamespace ="
            " 'public'::regnamespace",
            [["mooring_owner"]],
        ).fetchall()
        assert owned == []
        for role in (APPLICATION, *MACHINE_ROLES):
            powers = session.execute(
                "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit and rolcanlogin"
                " from pg_roles where rolname = %s",
                [role],
            ).fetchone()
            assert powers == (False,) * 6, role
        member_of = session.execute(
            "select role.rolname from pg_auth_members m join pg_roles role on role.oid = m.roleid"
            " join pg_roles member on member.oid = m.member where member.rolname = 'mooring_app'"
        ).fetchall()
        assert {name for (name,) in member_of} <= set(MACHINE_ROLES)


@pytest.mark.usefixtures("db")
def test_a_function_that_looks_past_the_policies_fixes_where_it_looks(as_owner: Owner) -> None:
    with as_owner() as session:
        loose = session.execute(
            "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
            " and not coalesce(array_to_string(proconfig, ',') like '%search_path=%', false)"
        ).fetchall()
    assert loose == []


@pytest.mark.usefixtures("db")
def test_a_view_open_to_the_application_answers_for_who_asks(as_owner: Owner) -> None:
    with as_owner() as session:
        views = session.execute(
            "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace"
            " and has_table_privilege('mooring_app', oid, 'SELECT')"
            " and not coalesce(array_to_string(reloptions, ',') ~ 'security_invoker=(true|on)', false)"
        ).fetchall()
    assert {name for (name,) in views} <= OWNERS_VIEWS


@pytest.mark.usefixtures("db")
def test_the_counter_reads_no_name_no_pseudonym_and_no_word(as_owner: Owner) -> None:
    with as_owner() as session:
        readable = session.execute(
            "select relname || '.' || attname from pg_attribute join pg_class on pg_class.oid = attrelid"
            " where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and attnum > 0 and not attisdropped"
            " and has_column_privilege('mooring_counter', attrelid, attname, 'SELECT')"
        ).fetchall()
    columns = {name for (name,) in readable}
    assert [
        name for name in columns if name.endswith(("_sealed", ".pseudonym", ".wrapped", ".password", ".email"))
    ] == []
    assert [name for name in columns if name.startswith("names_")] == []
