"""The whole of it, as an operator starts it: tables, web server, worker and database, and the end of all of them."""

import base64
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mooring.running.embedded_postgres import Cluster, find_running
from mooring.running.postmaster import is_server_of

from .conftest import PYTHONPATH, quiet, until


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Production:
    """An installation of its own with keys in another folder than the data."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.port = free_port()
        self.environ = os.environ | {"PYTHONPATH": PYTHONPATH}
        keys = folder / "keys-elsewhere"
        keys.mkdir()
        for name in ("MASTER", "LEDGER", "SECRET"):
            file = keys / name.lower()
            file.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
            self.environ[f"MOORING_{name}_KEY_FILE"] = str(file)
        self.environ |= {
            "MOORING_MODE": "production",
            "MOORING_DATA": str(self.data),
            "MOORING_PORT": str(self.port),
            "MOORING_ALLOWED_HOSTS": "mooring.example",
            "MOORING_LEDGER_HEAD": str(keys / "head.json"),
            "MOORING_PROXIES": "1",
            "WEB_CONCURRENCY": "1",
        }
        self.environ.pop("DJANGO_SETTINGS_MODULE", None)

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "mooring.running.cli", *words]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*words), env=self.environ, capture_output=True, text=True, check=False)

    def serve(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(self.command("serve"), env=self.environ, stderr=subprocess.DEVNULL)
        assert until(lambda: self.status() is not None or process.poll() is not None, 60)
        assert process.poll() is None
        return process

    def status(self) -> int | None:
        """What a page answers with, or None when nobody listens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/", headers={"Host": "mooring.example", "X-Forwarded-Proto": "https"})
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def database_server(self) -> tuple[int, Path]:
        place = Path(json.loads((self.data / "running.json").read_text())["place"])
        return int((place / "postmaster.pid").read_text().split()[0]), place


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Production]:
    """Migrated once; each test serves it anew."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("MOORING_")]:
            patch.delenv(name)
        made = Production(tmp_path_factory.mktemp("production"))
    done = made.run("migrate")
    assert done.returncode == 0, done.stderr
    yield made
    Cluster(made.data / "database", say=quiet).erase()


def test_one_request_to_stop_ends_server_worker_and_database(production: Production) -> None:
    process = production.serve()
    answer = production.status()
    assert answer is not None
    assert answer < 500
    server = production.database_server()
    assert is_server_of(*server)
    process.send_signal(signal.SIGTERM)
    assert process.wait(40) == 0
    assert production.status() is None
    assert not is_server_of(*server)
    assert find_running(production.data) is None


def test_killed_without_warning_it_leaves_nothing_that_hinders_the_next_start(production: Production) -> None:
    process = production.serve()
    server = production.database_server()
    process.kill()
    process.wait()
    if Path("/proc/self").exists():
        assert until(lambda: not is_server_of(*server) and production.status() is None, 30)
    process = production.serve()
    assert production.database_server() != server
    process.terminate()
    assert process.wait(40) == 0


def test_while_it_serves_other_commands_use_its_database_and_a_second_server_is_refused(production: Production) -> None:
    process = production.serve()
    try:
        assert production.run("migrate").returncode == 0
        production.environ["MOORING_PORT"] = str(free_port())
        second = production.run("serve")
        assert second.returncode == 1
        assert "already runs the database" in second.stderr
    finally:
        production.environ["MOORING_PORT"] = str(production.port)
        process.terminate()
        assert process.wait(40) == 0


def test_it_does_not_serve_as_the_owner_of_the_tables(production: Production) -> None:
    with Cluster(production.data / "database", say=quiet) as cluster:
        login = {"MOORING_DATABASE_URL": cluster.url("mooring_owner")}
        command = [sys.executable, "-c", "import mooring.running.wsgi"]
        done = subprocess.run(
            command, env=production.environ | login, capture_output=True, text=True, check=False, timeout=60
        )
    assert done.returncode != 0
    assert "mooring_owner owns tables" in done.stderr
