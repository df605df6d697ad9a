"""The tests' ground: a real PostgreSQL of their own, made by the owner and used as the application's role.

As owner the row policies would not apply, and a test would prove nothing. Each worker has a cluster of its own.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from mooring.running import environment
from mooring.running.embedded_postgres import Cluster, prepare, test_cluster
from mooring.running.roles import database_sql
from tests import cast
from tests.no_network import stay_at_home

TEMPLATE = "mooring_template"

stay_at_home()


def use_database(url: str) -> None:
    """Point Django's connection at another database or login, without a pool."""
    connection.close()
    entry = environment.database_from_url(url, pool=False)
    connection.settings_dict.update(
        {name: entry[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    )


def clone(cluster: Cluster, name: str) -> None:
    """Make a database that holds what the migrated template holds."""
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as session:
        session.execute(f'create database "{name}" template {TEMPLATE} owner mooring_owner')
    with psycopg.connect(cluster.url("mooring_owner", name), autocommit=True) as session:
        session.execute(database_sql(name))


def drop(cluster: Cluster, name: str) -> None:
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as session:
        session.execute(f'drop database "{name}" with (force)')


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this worker's own, where the user it runs as can reach it."""
    with test_cluster(Path(tempfile.gettempdir()) / f"mooring-test-{secrets.token_hex(4)}") as running:
        prepare(running, create_databases=True)
        yield running


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Migrate a template as owner, clone it, and go on as the application."""
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as session:
        session.execute(f"create database {TEMPLATE} owner mooring_owner")
    with django_db_blocker.unblock():
        use_database(cluster.url("mooring_owner", TEMPLATE))
        call_command("migrate", verbosity=0, interactive=False)
        with connection.cursor() as cursor:
            cursor.execute("update safeguards_installation set invented_time = true")
        cast.enrol()
        connection.close()
        clone(cluster, "mooring_test")
        use_database(cluster.url("mooring_app", "mooring_test"))
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def own_database(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database of this test's own, whose transactions really commit. Answers its name."""
    name = "mooring_own"
    clone(cluster, name)
    with django_db_blocker.unblock():
        use_database(cluster.url("mooring_app", name))
        try:
            yield name
        finally:
            use_database(cluster.url("mooring_app", "mooring_test"))
            drop(cluster, name)


@pytest.fixture
def as_owner(cluster: Cluster) -> Iterator[object]:
    """A way to look past the policies, for arranging and checking: a connection of the owner to the present database."""

    @contextmanager
    def owner() -> Iterator[psycopg.Connection]:
        with psycopg.connect(
            cluster.url("mooring_owner", str(connection.settings_dict["NAME"])), autocommit=True
        ) as session:
            yield session

    yield owner


@pytest.fixture
def officers(db: None) -> cast.Cast:
    """The cast, in a transaction that is rolled back after the test."""
    return cast.Cast()
