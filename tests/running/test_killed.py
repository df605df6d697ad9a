"""Every process is killed without warning, one after the other, and the next start, or the rest of them, repairs it."""

from __future__ import annotations

import http.client
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mooring.running.embedded_postgres import Cluster, find_running
from mooring.running.running_cluster import SUPERUSER

from .conftest import quiet, until
from .test_serving import Production

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Production]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("MOORING_")]:
            patch.delenv(name)
        made = Production(tmp_path_factory.mktemp("killed"))
    assert made.run("migrate").returncode == 0
    yield made
    Cluster(made.data / "database", say=quiet).erase()


def children(parent: int) -> dict[int, str]:
    """The processes started by another, each with its command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


def child(parent: int, words: str) -> int:
    return next(pid for pid, command in children(parent).items() if words in command)


def answers_from_the_database(production: Production) -> bool:
    """Whether a page answers for which the database must be asked: somebody comes with a session."""
    connection = http.client.HTTPConnection("127.0.0.1", production.port, timeout=15)
    headers = {"Host": "mooring.example", "X-Forwarded-Proto": "https", "Cookie": "sessionid=unknownunknownunknown"}
    try:
        connection.request("GET", "/", headers=headers)
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def test_a_killed_page_worker_and_a_killed_session_of_the_database_are_replaced(production: Production) -> None:
    process = production.serve()
    try:
        web = child(process.pid, "gunicorn")
        assert until(lambda: answers_from_the_database(production), 30)
        worker = child(web, "gunicorn")
        os.kill(worker, signal.SIGKILL)
        assert until(lambda: worker not in children(web) and answers_from_the_database(production), 30)
        running = find_running(production.data)
        assert running is not None
        with psycopg.connect(running.url(SUPERUSER, "postgres")) as session:
            backend = session.execute("select pid from pg_stat_activity where usename = 'mooring_app'").fetchone()
        assert backend is not None
        os.kill(backend[0], signal.SIGKILL)  # the server then restarts all its sessions by itself
        assert until(lambda: answers_from_the_database(production), 30)
    finally:
        process.terminate()
        process.wait(40)


def test_when_one_of_them_is_killed_all_end_and_the_next_start_is_whole(production: Production) -> None:
    process = production.serve()
    try:
        for which in ("database", "procrastinate", "gunicorn"):
            victim = production.database_server()[0] if which == "database" else child(process.pid, which)
            os.kill(victim, signal.SIGKILL)
            assert process.wait(60) != 0, which
            assert production.status() is None, which
            process = production.serve()  # the next victim is one of these
            assert until(lambda: answers_from_the_database(production), 30), which
    finally:
        process.terminate()
        process.wait(40)
