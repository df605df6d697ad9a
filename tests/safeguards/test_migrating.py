"""The quicker `migrate` makes the tables that Django's own makes."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.commands import migrate as of_django
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from mooring.running.embedded_postgres import Cluster
from mooring.safeguards.management.commands import migrate as ours
from tests.conftest import use_database

EVERYTHING = """
select 'column', table_name, column_name, data_type || is_nullable || coalesce(column_default, '') from information_schema.columns
 where table_schema = 'public'
union all select 'index', tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
union all select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
 where connamespace = 'public'::regnamespace
union all select 'policy', tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') from pg_policies
order by 1, 2, 3, 4"""


@pytest.fixture
def empty(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cluster]:
    with django_db_blocker.unblock():
        yield cluster
        use_database(cluster.url("mooring_app", "mooring_test"))


def tables_made_by(command: of_django.Command, cluster: Cluster, name: str) -> list[tuple[str, ...]]:
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as session:
        session.execute(f'create database "{name}" owner mooring_owner')
    use_database(cluster.url("mooring_owner", name))
    call_command(command, "names", verbosity=0, interactive=False)
    connection.close()
    with psycopg.connect(cluster.url("mooring_owner", name)) as session:
        found = session.execute(EVERYTHING).fetchall()
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as session:
        session.execute(f'drop database "{name}" with (force)')
    return found


def test_the_tables_are_those_that_django_makes(empty: Cluster) -> None:
    plain = tables_made_by(of_django.Command(), empty, "made_plainly")
    assert len(plain) > 1000
    assert tables_made_by(ours.Command(), empty, "made_quickly") == plain
