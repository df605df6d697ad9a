"""Changing the master key and the data keys while officers work, also when it is killed half-way."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from django.conf import settings as present_settings
from django.db import connection

from mooring.casework import actions
from mooring.casework.models import Case, Note
from mooring.running.embedded_postgres import Cluster
from mooring.safeguards import erasure, keys, master_key, sealing
from mooring.safeguards.models import DataKey
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.safeguards.unreviewed import NOTHING_NEEDS_REVIEW

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
CASES = 24

# Ends itself by force in the middle of a batch, after some batches were finished.
KILLED = """
import os, signal, django
django.setup()
from mooring.safeguards import key_rotation, master_key
key_rotation.BATCH = 4
wrap, calls = master_key.wrap, []
def wrap_or_die(*args):
    calls.append(1)
    if len(calls) == 11:
        os.kill(os.getpid(), signal.SIGKILL)
    return wrap(*args)
master_key.wrap = wrap_or_die
for done in key_rotation.rotate_master():
    pass
"""


def written(key: bytes) -> str:
    return base64.b64encode(key).decode()


class Operator:
    """Somebody with the owner's login, beside the running house."""

    def __init__(self, cluster: Cluster, database: str, new: bytes, old: bytes | None) -> None:
        self.environ = {name: value for name, value in os.environ.items() if not name.startswith("MOORING_")}
        self.environ |= {
            "MOORING_MODE": "test",
            "MOORING_ROLE": "owner",
            "MOORING_DATA": str(cluster.folder.parent / "nothing-here"),
            "MOORING_DATABASE_URL": cluster.url("mooring_app", database),
            "MOORING_OWNER_DATABASE_URL": cluster.url("mooring_owner", database),
            "MOORING_MASTER_KEY": written(new),
            "DJANGO_SETTINGS_MODULE": "mooring.running.settings",
        }
        if old is not None:
            self.environ["MOORING_MASTER_KEY_OLD"] = written(old)

    def does(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run("-m", "mooring.running.cli", *words)

    def runs(self, code: str) -> subprocess.CompletedProcess[str]:
        return self._run("-c", code)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *words], env=self.environ, capture_output=True, text=True, check=False)


@pytest.fixture
def cases(own_database: str) -> list[Case]:
    lead = Cast().social_worker
    opened = [actions.open_case(by=lead) for _ in range(CASES)]
    for case in opened:
        actions.write_note(by=lead, case=case, words="Written before.")
    return opened


def all_words(case: Case) -> list[str]:
    with acting_as(Cast().social_worker):
        return sorted(note.words("words") for note in Note.objects.filter(case=case).select_related("case"))


def test_the_master_key_is_changed_while_officers_work_and_a_killed_run_is_taken_up(
    cases: list[Case], own_database: str, cluster: Cluster, settings: Any
) -> None:
    old, new = settings.MOORING_MASTER_KEY(), secrets.token_bytes(32)
    settings.MOORING_MASTER_KEYS = lambda: (new, old)  # both were given to the house, and it was started again
    operator = Operator(cluster, own_database, new, old)
    stop, failed = threading.Event(), []
    database = dict(connection.settings_dict)

    def work() -> None:
        connection.settings_dict.update(database)
        lead = Cast().social_worker
        try:
            while not stop.is_set():
                for case in cases[::5]:
                    assert "Written before." in all_words(case)
                actions.write_note(by=lead, case=cases[0], words="Written meanwhile.")
                fresh = actions.open_case(by=lead)
                actions.write_note(by=lead, case=fresh, words="Fresh.")
                assert all_words(fresh) == ["Fresh."]
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    officer = threading.Thread(target=work)
    officer.start()
    try:
        killed = operator.runs(KILLED)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        half = operator.does("keys", "status")
        assert half.returncode == 0, half.stderr
        assert master_key.named(sealing.fingerprint(old)) in half.stdout
        assert master_key.named(sealing.fingerprint(new)) in half.stdout
        done = operator.does("keys", "rotate-master")
        assert done.returncode == 0, done.stderr
    finally:
        stop.set()
        officer.join()
    assert failed == []
    status = operator.does("keys", "status").stdout
    assert master_key.named(sealing.fingerprint(old)) not in status
    assert written(new) not in status

    settings.MOORING_MASTER_KEYS = lambda: (new,)  # the old one is thrown away
    keys.forget_house_secret()
    try:
        assert keys.refusals() == []
        assert all("Written before." in all_words(case) for case in cases)
        settings.MOORING_MASTER_KEYS = lambda: (old,)
        with acting_as(Cast().social_worker), pytest.raises(keys.WrongMasterKey):
            keys.data_key(cases[0].pk)
    finally:
        keys.forget_house_secret()


def test_keys_of_a_master_key_that_was_not_given_stay_as_they_are(
    cases: list[Case], own_database: str, cluster: Cluster
) -> None:
    operator = Operator(cluster, own_database, secrets.token_bytes(32), None)
    for words in (["rotate-master"], ["status"], ["rotate-data", "--older-than", "0"]):
        refused = operator.does("keys", *words)
        assert refused.returncode == 1
        assert "not the master key of this database" in refused.stderr
    assert all(all_words(case) == ["Written before."] for case in cases)


def test_new_words_take_a_new_key_and_old_ones_are_still_read(
    cases: list[Case], own_database: str, cluster: Cluster
) -> None:
    with psycopg.connect(cluster.url("mooring_owner", own_database), autocommit=True) as session:
        session.execute(NOTHING_NEEDS_REVIEW)
    lead = Cast().social_worker
    gone, kept = cases[0], cases[1]
    with acting_as(lead):
        erasure.erase(gone.pk, ground="retention.ended", by=lead)
    operator = Operator(cluster, own_database, present_settings.MOORING_MASTER_KEY(), None)
    assert operator.does("keys", "rotate-data", "--older-than", "1").stdout.startswith("0 new keys")
    done = operator.does("keys", "rotate-data", "--older-than", "0")
    assert done.stdout.startswith(f"{CASES - 1} new keys"), done.stderr
    kept = fresh_look(kept)
    actions.write_note(by=lead, case=kept, words="Written after.")
    assert all_words(kept) == ["Written after.", "Written before."]
    with acting_as(lead):
        formats = {bytes(note.words_sealed)[:3] for note in Note.objects.filter(case=kept)}
        assert formats == {b"\x02\x00\x01", b"\x02\x00\x02"}
        assert not DataKey.objects.filter(subject=gone.pk).exists()


def fresh_look(case: Case) -> Case:
    with acting_as(Cast().social_worker):
        return Case.objects.get(pk=case.pk)
