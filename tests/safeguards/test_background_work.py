"""What the safeguards do by themselves, through the real queue, worked off by a real worker as the application's login."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django import app

from mooring.running.embedded_postgres import Cluster
from mooring.safeguards import ledger
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


@pytest.fixture
def work_off(cluster: Cluster, own_database: str, tmp_path: Path) -> Callable[[], None]:
    """Let a worker of its own process do all that waits, and end."""

    def worker() -> None:
        environ = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "MOORING_DATABASE_URL": cluster.url("mooring_app", own_database),
            "MOORING_LEDGER_HEAD": str(tmp_path / "head"),
        }
        subprocess.run(
            [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot"],
            env=environ,
            check=True,
            timeout=60,
        )

    return worker


def _seals(as_owner: Owner) -> int:
    with as_owner() as session:
        row = session.execute("select count(*) from safeguards_ledgerseal").fetchone()
    assert row is not None
    return int(row[0])


def _status(as_owner: Owner, job: int) -> str:
    with as_owner() as session:
        row = session.execute("select status::text from procrastinate_jobs where id = %s", [job]).fetchone()
    assert row is not None
    return str(row[0])


def test_the_worker_seals_the_ledger(work_off: Callable[[], None], as_owner: Owner) -> None:
    officer = Cast().social_worker
    ledger.look(officer, "day.look")
    before = _seals(as_owner)
    app.configure_task("safeguards.seal_ledger").defer(timestamp=0)
    work_off()
    assert _seals(as_owner) == before + 1


def test_the_job_of_a_killed_worker_is_taken_up_again(work_off: Callable[[], None], as_owner: Owner) -> None:
    """Followed by the job's number: the worker's own clock may put the same task into the queue once more meanwhile."""
    job = app.configure_task("safeguards.seal_ledger").defer(timestamp=0)
    with as_owner() as session:  # a worker has taken the job and is alive
        session.execute("insert into procrastinate_workers (last_heartbeat) values (now())")
        session.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = (select max(id) from procrastinate_workers)"
            " where id = %s",
            [job],
        )
    work_off()
    assert _status(as_owner, job) == "doing", "a job that another worker holds was taken from it"
    with as_owner() as session:  # the worker was killed, and its last sign of life is an hour old
        session.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 hour'")
    app.configure_task("safeguards.take_up_stalled_jobs").defer(timestamp=0)
    work_off()
    work_off()
    assert _status(as_owner, job) == "succeeded"


def test_a_job_carries_ids_only(own_database: str) -> None:
    app.configure_task("safeguards.seal_ledger").defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("select args::text from procrastinate_jobs")
        assert {row[0] for row in cursor.fetchall()} == {'{"timestamp": 0}'}
