"""Row security is only as good as the login under it, so a login that sees too much is refused."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from mooring.running.embedded_postgres import Cluster
from mooring.running.environment import database_refusals


@contextmanager
def changed(cluster: Cluster, change: str, back: str) -> Iterator[None]:
    """The database with one promise broken, for as long as the block runs."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(change)
        try:
            yield
        finally:
            connection.execute(back)


def refusals_of(cluster: Cluster, login: str) -> str:
    with psycopg.connect(cluster.url(login)) as connection:
        return "\n".join(database_refusals(connection))


@pytest.fixture(autouse=True)
def _a_table(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("mooring_owner")) as connection:
        connection.execute("create table if not exists owned (n int)")


def test_the_application_may_work(cluster: Cluster) -> None:
    assert refusals_of(cluster, "mooring_app") == ""


def test_the_owner_may_not(cluster: Cluster) -> None:
    assert "mooring_owner owns tables" in refusals_of(cluster, "mooring_owner")


def test_a_superuser_may_not(cluster: Cluster) -> None:
    assert "postgres is a superuser" in refusals_of(cluster, "postgres")


def test_an_owner_who_put_on_the_application_s_role_is_still_seen_as_owner(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("mooring_owner"), options="-c role=mooring_app") as connection:
        assert connection.execute("select current_user::text").fetchone() == ("mooring_app",)
        assert "mooring_owner owns tables" in "\n".join(database_refusals(connection))


@pytest.mark.parametrize(
    ("change", "back", "said"),
    [
        (
            "alter role mooring_app bypassrls",
            "alter role mooring_app nobypassrls",
            "mooring_app may bypass row security",
        ),
        ("alter role mooring_app createrole", "alter role mooring_app nocreaterole", "mooring_app may make roles"),
        (
            "alter table owned owner to mooring_app",
            "alter table owned owner to mooring_owner",
            "mooring_app owns tables",
        ),
        (
            "alter table owned owner to mooring_counter",
            "alter table owned owner to mooring_owner",
            "can become mooring_counter, which owns tables",
        ),
        (
            "alter role mooring_matcher bypassrls",
            "alter role mooring_matcher nobypassrls",
            "can become mooring_matcher, which may bypass row security",
        ),
        (
            "grant pg_read_all_data to mooring_clock",
            "revoke pg_read_all_data from mooring_clock",
            "can become pg_read_all_data, which reaches every table",
        ),
        (
            "grant pg_write_all_data to mooring_app with inherit false, set true",
            "revoke pg_write_all_data from mooring_app",
            "can become pg_write_all_data",
        ),
    ],
)
def test_an_application_that_could_see_more_is_refused(cluster: Cluster, change: str, back: str, said: str) -> None:
    with changed(cluster, change, back):
        assert said in refusals_of(cluster, "mooring_app")
    assert refusals_of(cluster, "mooring_app") == ""
