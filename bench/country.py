"""The country that is measured: a database of its own, migrated by the owner, filled in bulk, and looked at as the application."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from json import dumps, loads
from pathlib import Path

import psycopg

import mooring
from bench import world
from mooring.running import django_programs, roles
from mooring.running.embedded_postgres import Cluster, prepare, test_cluster
from mooring.running.running_cluster import SUPERUSER

KEPT = Path(__file__).resolve().parent.parent / ".var" / "bench"


@dataclass(frozen=True)
class Country:
    """A database at work with the world in it."""

    cluster: Cluster
    made: world.Made

    @contextmanager
    def as_superuser(self) -> Iterator[psycopg.Connection]:
        """A connection that neither policy nor trigger holds back, for arranging."""
        with psycopg.connect(self.cluster.url(SUPERUSER), autocommit=True) as session:
            yield session

    @contextmanager
    def as_owner(self) -> Iterator[psycopg.Connection]:
        """A connection that no policy holds back: for bare SQL."""
        with psycopg.connect(self.cluster.url(roles.OWNER), autocommit=True) as session:
            yield session


def say(words: str) -> None:
    """Tell the one at the terminal how far it is."""
    print(f"→ {words}", file=sys.stderr, flush=True)


@contextmanager
def country(*, cases: int, keep: bool) -> Iterator[Country]:
    """A country of so many cases while the block runs. `keep` leaves the database for the next run, and uses one that was left.

    Sets the environment of this process and its children, and makes Django ready as the application.
    """
    folder = KEPT if keep else Path(tempfile.mkdtemp(prefix="mooring-bench-"))
    if not keep:
        folder.chmod(0o711)  # the database may run as another user and must reach its own folder
    try:
        cluster = Cluster(folder / "database", durable=False) if keep else test_cluster(folder / "cluster")
        note = folder / "made.json"
        mark = _mark(cases)
        if keep and note.exists() and loads(note.read_text(encoding="utf-8"))["mark"] != mark:
            say("the database that was kept is of another world and is removed")
            note.unlink()
            cluster.erase()
        with cluster:
            prepare(cluster)
            _set_environment(cluster, folder)
            if keep and note.exists():
                made = world.Made(**loads(note.read_text(encoding="utf-8"))["made"])
            else:
                say("tables and policies")
                django_programs.run("migrate", "--verbosity", "0", "--no-input", role="owner")
                say(f"{cases} cases on {world.AGENCIES} agencies (some minutes for a million)")
                made = world.make(cluster.url(SUPERUSER), cases=cases)
                if keep:
                    note.write_text(dumps({"mark": mark, "made": asdict(made)}), encoding="utf-8")
            django_programs.set_up()
            yield Country(cluster, made)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _set_environment(cluster: Cluster, folder: Path) -> None:
    (folder / "data" / "static").mkdir(parents=True, exist_ok=True)
    os.environ.update(
        MOORING_MODE="test",
        MOORING_DATA=str(folder / "data"),
        MOORING_DATABASE_URL=cluster.url(roles.APPLICATION),
        MOORING_OWNER_DATABASE_URL=cluster.url(roles.OWNER),
    )


def _mark(cases: int) -> str:
    """What the kept database must have been made of: the same world, under the same tables and policies."""
    migrations = sorted(Path(mooring.__file__).parent.glob("*/migrations/*.py"))
    written = [*" ".join(world.BLOCKS).split(), str(cases), *(file.read_text(encoding="utf-8") for file in migrations)]
    return hashlib.sha256(" ".join(written).encode()).hexdigest()
