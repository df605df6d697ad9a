"""The demo country, built once for all tests of it, in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from mooring import demo
from mooring.running.embedded_postgres import Cluster
from tests.conftest import clone, drop, use_database

NAME = "mooring_demo"


@pytest.fixture(scope="session")
def country(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of the database in which the country was built, by the application's role."""
    clone(cluster, NAME)
    with psycopg.connect(cluster.url("mooring_owner", NAME), autocommit=True) as session:
        # The template holds the tests' own cast; the demo begins with nobody and with real time.
        session.execute("truncate safeguards_agency, safeguards_officer cascade")
        session.execute("update safeguards_installation set invented_time = false")
    with django_db_blocker.unblock():
        try:
            use_database(cluster.url("mooring_owner", NAME))
            demo.lay_ground()
            use_database(cluster.url("mooring_app", NAME))
            demo.build()
        finally:
            use_database(cluster.url("mooring_app", "mooring_test"))
    yield NAME
    drop(cluster, NAME)


@pytest.fixture
def in_the_country(cluster: Cluster, country: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Look at the built country as the application. Nothing is rolled back: tests that use it change nothing."""
    with django_db_blocker.unblock():
        use_database(cluster.url("mooring_app", country))
        try:
            yield
        finally:
            use_database(cluster.url("mooring_app", "mooring_test"))


@pytest.fixture
def owner(cluster: Cluster, country: str) -> Iterator[psycopg.Connection]:
    """A connection of the owner, who sees every row."""
    with psycopg.connect(cluster.url("mooring_owner", country), autocommit=True) as session:
        yield session
