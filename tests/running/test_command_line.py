"""What the command line promises before and besides serving."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from mooring.running import roles, supervision
from mooring.running.cli import main
from mooring.running.embedded_postgres import Cluster, prepare
from mooring.running.embedded_postgres import test_cluster as cluster_for_tests
from mooring.running.ledger_words import words_of
from mooring.safeguards.ledger import Verification

from .conftest import PYTHONPATH, until

SUPERVISED = """
import sys
from mooring.running import supervision
sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
with supervision.stopping_in_good_order():
    with supervision.Programs() as programs:
        programs.start("One", sleep, {})
        programs.start("Two", sleep, {})
        print(*(each.pid for each in programs._running.values()), flush=True)
        programs.first_to_end()
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_serving_without_keys_is_refused_with_every_reason(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve"], env={"MOORING_DATA": str(tmp_path / "data")})
    assert result.exit_code == 1
    assert "MOORING_MASTER_KEY_FILE" in result.output
    assert "MOORING_ALLOWED_HOSTS" in result.output
    assert not (tmp_path / "data").exists()


def test_a_demo_for_the_world_is_refused(tmp_path: Path) -> None:
    env = {"MOORING_DATA": str(tmp_path / "data"), "MOORING_HOST": "0.0.0.0"}
    result = CliRunner().invoke(main, ["demo"], env=env)
    assert result.exit_code == 1
    assert "on this machine only" in result.output
    assert not (tmp_path / "data").exists()


def test_a_taken_port_is_said_before_anything_is_built(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        env = {"MOORING_DATA": str(tmp_path / "data"), "MOORING_PORT": port}
        result = CliRunner().invoke(main, ["demo"], env=env)
    assert result.exit_code == 1
    assert "MOORING_PORT" in result.output
    assert not (tmp_path / "data").exists()


def test_migrating_an_outside_server_needs_the_owner_s_address(tmp_path: Path) -> None:
    env = {"MOORING_DATA": str(tmp_path), "MOORING_DATABASE_URL": "postgresql://mooring_app@/mooring"}
    result = CliRunner().invoke(main, ["migrate"], env=env)
    assert result.exit_code == 1
    assert "MOORING_OWNER_DATABASE_URL" in result.output


@pytest.mark.parametrize("words", [["--on", "yesterday"], ["--on", "2012-05-01", "--fact", "nonsense"]])
def test_a_question_of_law_that_is_misspelt_is_answered_with_how_to_spell_it(words: list[str]) -> None:
    result = CliRunner().invoke(main, ["law", "explain", "denmark", "reflection_period", *words])
    assert result.exit_code == 2
    assert words[-1] in result.output


def test_the_statements_for_an_outside_server_make_the_roles_there(tmp_path: Path) -> None:
    printed = CliRunner().invoke(main, ["database", "roles-sql"]).output
    statements = "\n".join(line for line in roles.roles_sql().splitlines())
    assert statements in printed
    with cluster_for_tests(tmp_path / "outside") as cluster:
        with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(statements)
            connection.execute(statements)
            made = connection.execute("select count(*) from pg_roles where rolname like 'mooring%'").fetchone()
        assert made == (7,)
        prepare(cluster)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads the process table of Linux")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_programs_end_with_the_one_who_started_them(number: signal.Signals) -> None:
    environ = os.environ | {"PYTHONPATH": PYTHONPATH}
    parent = subprocess.Popen([sys.executable, "-c", SUPERVISED], env=environ, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(children) == 2
        assert all(alive(pid) for pid in children)
        parent.send_signal(number)
        parent.wait(20)
    assert until(lambda: not any(alive(pid) for pid in children))


def test_when_one_program_ends_the_others_do_too() -> None:
    with supervision.Programs() as programs:
        programs.start("Short", [sys.executable, "-c", "raise SystemExit(3)"], {})
        programs.start("Long", [sys.executable, "-c", "import time; time.sleep(60)"], {})
        long = programs._running["Long"]
        assert programs.first_to_end() == ("Short", 3)
    assert long.poll() is not None


def test_a_second_request_to_stop_does_not_cut_the_stopping_short() -> None:
    finished = False
    with supervision.stopping_in_good_order():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            finished = True
    assert finished


def test_starting_over_refuses_while_the_demo_runs(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with cluster_for_tests(tmp_path / "demo") as cluster:
        prepare(cluster)
        env = {"MOORING_DATA": str(tmp_path / "demo"), "MOORING_PORT": port}
        result = CliRunner().invoke(main, ["demo", "--reset"], env=env)
        assert result.exit_code == 1
        assert "already runs" in result.output
        assert isinstance(cluster, Cluster)
        assert cluster.running


def test_a_whole_ledger_and_a_broken_one_are_told_apart_in_words() -> None:
    assert words_of(Verification(seals=2, lines=9))[-1] == "The ledger is whole."
    broken = "\n".join(words_of(Verification(seals=2, lines=9, changed=[4], removed=[7, 8], missing_tail=True)))
    assert "changed after they were sealed: 4." in broken
    assert "removed from under a seal: 7, 8." in broken
    assert "newest seals are missing" in broken
    assert "whole" not in broken
