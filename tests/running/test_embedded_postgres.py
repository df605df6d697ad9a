"""The database that comes along: started, found, stopped, and repaired after the worst."""

import json
import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from mooring.running import unprivileged
from mooring.running.embedded_postgres import (
    AlreadyRunning,
    Cluster,
    ClusterError,
    find_running,
    prepare,
)
from mooring.running.embedded_postgres import test_cluster as cluster_for_tests
from mooring.running.postmaster import is_server_of

from .conftest import Parent, quiet, until

STAY = "with cluster:\n    ready()\n    time.sleep(60)\n"
IN_GOOD_ORDER = """
with supervision.stopping_in_good_order():
    with cluster:
        ready()
        time.sleep(60)
"""
LEFT_BEHIND = """
postmaster.die_with_parent = lambda number: None
with cluster:
    ready()
    time.sleep(60)
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_database_answers_speaks_utf8_and_is_not_on_the_network(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("postgres")) as connection:
        shown = connection.execute(
            "select current_setting('server_encoding'), current_setting('listen_addresses'), "
            "current_setting('server_version_num')::int >= 160000, lower('ÆØÅ')"
        ).fetchone()
    assert shown == ("UTF8", "", True, "æøå")


@pytest.mark.parametrize("login", ["postgres", "mooring_owner", "mooring_app"])
def test_nobody_gets_in_without_the_password(cluster: Cluster, login: str) -> None:
    address = cluster.url(login)
    password = address.split(":", 2)[2].split("@")[0]
    for wrong in ("", quote("something else")):
        with pytest.raises(psycopg.OperationalError, match=r"password"):
            psycopg.connect(address.replace(password, wrong))


def test_socket_passwords_and_files_are_closed_to_everybody_else(cluster: Cluster) -> None:
    home = cluster.folder.parent
    state = json.loads((home / "running.json").read_text())
    assert mode(Path(state["socket"])) == 0o700
    assert mode(Path(state["place"])) == 0o700
    assert mode(home / "running.json") == 0o600
    assert mode(home / "keys") == 0o700
    assert mode(home / "keys" / "database.json") == 0o600
    assert mode(home / "database.log") == 0o600


def test_what_a_person_told_does_not_reach_the_log_when_a_statement_fails(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("mooring_owner"), autocommit=True) as connection:
        connection.execute("create table told (words text unique)")
        connection.execute("insert into told values ('canary-name')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into told values ('canary-name')")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("select words::int from told")
        connection.execute("drop table told")
    log = cluster.folder.with_name("database.log").read_text()
    assert "duplicate key" in log
    assert "canary-name" not in log.replace('invalid input syntax for type integer: "canary-name"', "")


def test_roles_are_as_promised_also_after_preparing_twice(cluster: Cluster) -> None:
    prepare(cluster)
    with psycopg.connect(cluster.url("postgres")) as connection:
        roles = connection.execute(
            "select rolname::text, rolcanlogin from pg_roles where rolname like 'mooring%' "
            "and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) order by 1"
        ).fetchall()
        owner = connection.execute(
            "select pg_get_userbyid(datdba)::text from pg_database where datname = 'mooring'"
        ).fetchone()
    assert roles == [
        ("mooring_app", True),
        ("mooring_clock", False),
        ("mooring_counter", False),
        ("mooring_eraser", False),
        ("mooring_matcher", False),
        ("mooring_owner", True),
        ("mooring_sealer", False),
    ]
    assert owner == ("mooring_owner",)


@pytest.mark.parametrize(
    "attempt",
    [
        "set role mooring_owner",
        "set role postgres",
        "set session authorization mooring_owner",
        "create table mine ()",
        "create temporary table mine ()",
        "create schema mine",
        "select * from belongs_to_the_counter",
        "alter role mooring_app bypassrls",
    ],
)
def test_the_application_cannot_become_or_make_what_sees_more(cluster: Cluster, attempt: str) -> None:
    with psycopg.connect(cluster.url("mooring_owner")) as connection:
        connection.execute("create table if not exists belongs_to_the_counter (n int)")
        connection.execute("grant select on belongs_to_the_counter to mooring_counter")
    with psycopg.connect(cluster.url("mooring_app")) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(attempt)


def test_the_machine_enters_its_role_for_one_transaction_only(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("mooring_app")) as connection:
        with connection.transaction():
            connection.execute("set local role mooring_counter")
            assert connection.execute("select current_user::text").fetchone() == ("mooring_counter",)
        assert connection.execute("select current_user::text").fetchone() == ("mooring_app",)
        idle = connection.execute("show idle_in_transaction_session_timeout").fetchone()
    assert idle == ("1min",)


def test_a_second_start_on_the_same_folder_is_refused_in_words(home: Path) -> None:
    with Cluster(home / "database", durable=False, say=quiet) as first:
        prepare(first)
        with pytest.raises(AlreadyRunning, match="already runs the database"):
            Cluster(home / "database", say=quiet).start()
        assert first.running
        found = find_running(home)
        assert found is not None
        with psycopg.connect(found.url("mooring_app")) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    assert find_running(home) is None


def test_stopping_leaves_no_server_no_socket_and_no_note(home: Path) -> None:
    cluster = Cluster(home / "database", durable=False, say=quiet)
    cluster.start()
    state = json.loads((home / "running.json").read_text())
    pid = cluster.pid
    assert pid is not None
    assert is_server_of(pid, Path(state["place"]))
    cluster.stop()
    assert not is_server_of(pid, Path(state["place"]))
    assert not Path(state["socket"]).exists()
    assert not (home / "running.json").exists()


def test_a_cluster_for_tests_takes_everything_away(tmp_path: Path) -> None:
    with cluster_for_tests(tmp_path / "passing") as cluster:
        place = cluster._place
        assert place.exists()
    assert not (tmp_path / "passing").exists()
    assert not place.exists()
    assert place == cluster.folder or not place.parent.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_stop_the_parent_stops_its_database(parent: Callable[[str], Parent], number: signal.Signals) -> None:
    run = parent(IN_GOOD_ORDER)
    assert run.server_lives()
    assert run.end(number) == 0
    assert not run.server_lives()


def test_after_a_kill_the_next_start_finds_what_was_promised(parent: Callable[[str], Parent], home: Path) -> None:
    run = parent(STAY)
    found = find_running(home)
    assert found is not None
    with psycopg.connect(found.url("mooring_owner")) as connection:
        connection.execute("create table promised as select 1 as n")
    run.end(signal.SIGKILL)
    with Cluster(home / "database", durable=False, say=quiet) as cluster:
        with psycopg.connect(cluster.url("mooring_owner")) as connection:
            assert connection.execute("select n from promised").fetchone() == (1,)
        assert not found.socket.exists()
    assert not run.server_lives()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the kernel's help is Linux's")
def test_a_killed_parent_takes_its_database_along(parent: Callable[[str], Parent]) -> None:
    run = parent(STAY)
    run.end(signal.SIGKILL)
    assert until(lambda: not run.server_lives())


def test_a_server_left_behind_is_stopped_by_the_next_start(parent: Callable[[str], Parent], home: Path) -> None:
    run = parent(LEFT_BEHIND)
    run.end(signal.SIGKILL)
    assert run.server_lives()
    said: list[str] = []
    with Cluster(home / "database", durable=False, say=said.append) as cluster:
        assert cluster.pid != run.server
        assert not run.server_lives()
    assert any("left its database server behind" in words for words in said)


def test_a_stale_note_that_names_a_living_stranger_is_no_obstacle(home: Path) -> None:
    cluster = Cluster(home / "database", durable=False, say=quiet)
    with cluster:
        note = cluster._place / "postmaster.pid"
        lines = note.read_text().splitlines()
    note.write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")
    with cluster:
        assert cluster.running


def test_a_half_made_database_is_not_taken_for_a_whole_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster(home / "database", durable=False, say=quiet)
    with monkeypatch.context() as patch:
        patch.setattr(unprivileged, "programs_for", lambda place, account: Path("/bin-of-nothing"))
        with pytest.raises((ClusterError, OSError)):
            cluster.start()
    with cluster:
        prepare(cluster)


def test_lost_passwords_are_said_and_nothing_is_overwritten(home: Path) -> None:
    cluster = Cluster(home / "database", durable=False, say=quiet)
    with cluster:
        pass
    kept = home / "keys" / "database.json"
    kept.rename(home / "kept")
    with pytest.raises(ClusterError, match="passwords of the database"):
        cluster.start()
    (home / "kept").rename(kept)
    with cluster:
        assert cluster.running


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database as somebody else")
def test_as_root_the_server_is_nobody_and_no_other_folder_changes_its_mode(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    modes = {folder: mode(folder) for folder in (closed, *closed.parents)}
    said: list[str] = []
    cluster = Cluster(closed / "database", durable=False, disposable=True, say=said.append)
    with cluster:
        assert cluster.pid is not None
        assert os.stat(f"/proc/{cluster.pid}").st_uid != 0  # noqa: PTH116
        assert cluster._place != closed / "database"
        assert any(str(cluster._place.parent) in words for words in said)
        again = Cluster(closed / "database", say=quiet)
        assert unprivileged.place_for(again.folder, quiet)[0] == cluster._place
    assert {folder: mode(folder) for folder in modes} == modes
    assert not cluster._place.parent.exists()
