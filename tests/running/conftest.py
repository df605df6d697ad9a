"""A home for a database of one's own, for tests about how it is run. Everything made in it is taken away."""

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mooring.running.embedded_postgres import Cluster, prepare, test_cluster
from mooring.running.postmaster import is_server_of

SRC = Path(__file__).resolve().parents[2] / "src"
PYTHONPATH = os.pathsep.join(filter(None, (str(SRC), os.environ.get("PYTHONPATH"))))


def quiet(words: str) -> None:
    """Nobody reads the terminal in a test."""


@pytest.fixture(autouse=True)
def _no_settings_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MOORING_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose database, wherever its files came to lie, is erased afterwards."""
    folder = tmp_path / "home"
    yield folder
    Cluster(folder / "database", say=quiet).erase()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A prepared cluster that several tests only look at."""
    with test_cluster(tmp_path_factory.mktemp("looked-at")) as running:
        prepare(running)
        yield running


class Parent:
    """Another process that runs a database, to be ended in ways one would not end oneself."""

    def __init__(self, home: Path, body: str) -> None:
        script = f"""
            import os, sys, time
            from pathlib import Path
            from mooring.running import embedded_postgres, postmaster, supervision
            from mooring.running.embedded_postgres import Cluster, prepare
            cluster = Cluster(Path({str(home / "database")!r}), durable=False, say=lambda words: None)
            def ready():
                prepare(cluster)
                print(cluster.pid, cluster._place, flush=True)
            """
        code = textwrap.dedent(script) + textwrap.dedent(body)
        environ = os.environ | {"PYTHONPATH": PYTHONPATH}
        self.process = subprocess.Popen([sys.executable, "-c", code], env=environ, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        pid, place = self.process.stdout.readline().split(maxsplit=1)
        self.server, self.place = int(pid), Path(place.strip())

    def server_lives(self) -> bool:
        return is_server_of(self.server, self.place)

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def parent(home: Path) -> Iterator[Callable[[str], Parent]]:
    """Start such a process with the given lines; it is gone when the test is over."""
    started: list[Parent] = []

    def start(body: str) -> Parent:
        started.append(Parent(home, body))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()
        assert each.process.stdout is not None
        each.process.stdout.close()


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()
