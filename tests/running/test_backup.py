"""Backups, as an operator makes, checks and restores them; and the drills that show what a restore must not bring back."""

from __future__ import annotations

import base64
import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pyrage  # type: ignore[import-untyped]
import pytest

from mooring.running.embedded_postgres import Cluster, prepare
from mooring.running.roles import OWNER

from .conftest import PYTHONPATH, quiet, until
from .test_serving import Production

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Canary words of a person"

ENROL = "from tests import cast; cast.enrol()"
OPEN = f"""
import json
from datetime import timedelta
from django.contrib.sessions.models import Session
from django.utils.timezone import now
from mooring.casework import actions
from mooring.safeguards import sessions
from mooring.safeguards.models import SignedIn
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
lead = Cast().social_worker
cases = [actions.open_case(by=lead) for _ in range(2)]
for case in cases:
    actions.write_note(by=lead, case=case, words={CANARY!r})
Session.objects.create(session_key=sessions.hashed("in a browser"), expire_date=now() + timedelta(days=1))
sessions.begin(lead, "in a browser", "A browser")
with acting_as(lead):
    assert SignedIn.objects.count() == 1
print(json.dumps([case.pk for case in cases]))
"""
UNREVIEWED = """
from django.db import connection
from tests.safeguards.unreviewed import NOTHING_NEEDS_REVIEW
connection.cursor().execute(NOTHING_NEEDS_REVIEW)
"""
ERASE = """
import sys
from mooring.safeguards import erasure
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
lead = Cast().social_worker
with acting_as(lead):
    erasure.erase(int(sys.argv[1]), ground="retention.ended", by=lead)
"""
READ = """
import json
from mooring.casework.models import Note
from mooring.safeguards import erasure, keys, ledger
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
found = {}
with acting_as(Cast().social_worker):
    for note in Note.objects.all():
        try:
            found[note.case_id] = "erased" if erasure.erased(note.case_id) else note.words("words")
        except keys.CannotOpen:
            found[note.case_id] = "does not open"
print(json.dumps(found))
"""


@dataclass
class House:
    """An installation with two cases, its operator, and the identity that opens its backups, which lies elsewhere."""

    production: Production
    folder: Path
    identity: Path
    gone: int
    stays: int

    def mooring(self, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
        environ = self.production.environ | more
        command = self.production.command(*(str(word) for word in words))
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)

    def backup(self) -> Path:
        done = self.mooring("backup", "--to", self.folder / "backups")
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    def restore(self, backup: Path, into: Path, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
        return self.mooring("restore", backup, "--identity", self.identity, "--into", into, *words, **more)


def django(production: Production, code: str, *words: str, role: str = "app", data: Path | None = None) -> str:
    environ = production.environ | {"MOORING_ROLE": role, "DJANGO_SETTINGS_MODULE": "mooring.running.settings"}
    environ |= {"PYTHONPATH": os.pathsep.join((PYTHONPATH, str(ROOT))), "MOORING_DATA": str(data or production.data)}
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}", *words]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def opened(data: Path) -> Iterator[Cluster]:
    """The database of a data folder at work."""
    with Cluster(data / "database", say=quiet) as cluster:
        prepare(cluster)
        yield cluster


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("MOORING_")]:
            patch.delenv(name)
        folder = tmp_path_factory.mktemp("house")
        production = Production(folder)
    identity = folder / "elsewhere.age"
    with opened(production.data):
        assert production.run("migrate").returncode == 0
        django(production, ENROL, role="owner")
        django(production, UNREVIEWED, role="owner")
        gone, stays = json.loads(django(production, OPEN))
        documents = production.data / "documents" / "ab"
        documents.mkdir(parents=True)
        (documents / "abcd.original").write_bytes(b"sealed already " + secrets.token_bytes(200_000))
        made = House(production, folder, identity, gone, stays)
        told = made.mooring("backup-identity", identity)
        name, _, recipient = told.stdout.strip().partition("=")
        production.environ[name] = recipient
        yield made
    Cluster(production.data / "database", say=quiet).erase()


@pytest.fixture(scope="module")
def before(house: House) -> Path:
    """A backup from before the erasure."""
    return house.backup()


@pytest.fixture(scope="module")
def after_erasure(house: House, before: Path) -> Path:
    """The older backup, now that somebody was erased since."""
    django(house.production, ERASE, str(house.gone))
    return before


@pytest.fixture
def into(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "restored"
    Cluster(tmp_path / "restored" / "database", say=quiet).erase()


def test_a_backup_is_one_file_in_which_nothing_can_be_read(house: House, before: Path) -> None:
    content = before.read_bytes()
    assert [path.name for path in before.parent.iterdir()] == [before.name]
    assert before.stat().st_mode & 0o077 == 0
    for secret in (CANARY.encode(), b"sealed already", b"safeguards_datakey", b"social_worker"):
        assert secret not in content


def test_a_backup_is_checked_without_and_with_the_identity(house: House, before: Path) -> None:
    assert "The file is whole." in house.mooring("verify-backup", before).stdout
    done = house.mooring("verify-backup", before, "--identity", house.identity)
    assert done.returncode == 0, done.stderr
    assert "Signed by this house." in done.stdout
    assert "every row was there" in done.stdout


def test_one_changed_byte_a_lost_end_and_a_wrong_identity_are_noticed(
    house: House, before: Path, tmp_path: Path
) -> None:
    content = bytearray(before.read_bytes())
    content[len(content) // 2] ^= 1
    changed, cut, other = tmp_path / "changed", tmp_path / "cut", tmp_path / "other.age"
    changed.write_bytes(content)
    cut.write_bytes(before.read_bytes()[:-1000])
    assert "is damaged" in house.mooring("verify-backup", changed).stderr
    assert "cut short" in house.mooring("verify-backup", cut).stderr
    other.write_text(str(pyrage.x25519.Identity.generate()))
    done = house.mooring("verify-backup", before, "--identity", other)
    assert done.returncode == 1
    assert "does not open with this identity" in done.stderr


def test_the_erased_are_not_brought_back_and_the_others_are(house: House, after_erasure: Path, into: Path) -> None:
    done = house.restore(after_erasure, into)
    assert done.returncode == 0, done.stderr
    assert "1 subjects" in done.stderr
    with opened(into):
        found = json.loads(django(house.production, READ, data=into))
        assert found == {str(house.gone): "erased", str(house.stays): CANARY}
        verified = house.mooring("ledger", "verify", MOORING_DATA=str(into))
        assert verified.returncode == 0, verified.stdout + verified.stderr
    kept = house.production.data / "documents" / "ab" / "abcd.original"
    assert (into / "documents" / "ab" / "abcd.original").read_bytes() == kept.read_bytes()
    with opened(into) as cluster, psycopg.connect(cluster.url(OWNER)) as session:
        eras = session.execute("select number, reason from safeguards_ledgerera order by number").fetchall()
        assert eras[-1][0] == 2
        assert eras[-1][1] == "restore"
        for table in ("django_session", "safeguards_signedin"):
            assert session.execute(f"select count(*) from {table}").fetchone() == (0,), table


def test_a_restore_without_the_list_of_erasures_is_refused(house: House, after_erasure: Path, into: Path) -> None:
    done = house.restore(after_erasure, into, "--erasures", into.parent / "not-there")
    assert done.returncode == 1
    assert "list of erasures is not there" in done.stderr
    assert not into.exists()


def test_a_restore_with_a_list_that_lost_lines_is_refused(house: House, after_erasure: Path, into: Path) -> None:
    newer = house.backup()
    empty = into.parent / "emptied"
    empty.touch()
    done = house.restore(newer, into, "--erasures", empty)
    assert done.returncode == 1
    assert "not whole" in done.stderr
    assert not into.exists()


def test_a_restore_never_writes_over_anything(house: House, before: Path, into: Path) -> None:
    into.mkdir()
    (into / "something").touch()
    done = house.restore(before, into)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert [path.name for path in into.iterdir()] == ["something"]


def test_drill_of_loss_with_a_wrong_or_no_master_key_nothing_is_restored_and_nothing_is_destroyed(
    house: House, before: Path, into: Path
) -> None:
    wrong = into.parent / "wrong"
    wrong.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
    refused = house.restore(before, into, MOORING_MASTER_KEY_FILE=str(wrong))
    assert refused.returncode == 1
    assert "not the master key under which the backup was made" in refused.stderr
    missing = house.restore(before, into, MOORING_MASTER_KEY_FILE=str(into.parent / "lost"))
    assert missing.returncode == 1
    assert "cannot be read" in missing.stderr
    assert not into.exists()
    assert list(into.parent.glob(".restored*")) == []
    status = house.mooring("keys", "status", MOORING_MASTER_KEY_FILE=str(wrong))
    assert status.returncode == 1
    assert "not the master key of this database" in status.stderr
    assert json.loads(django(house.production, READ))[str(house.stays)] == CANARY


def test_a_backup_that_somebody_else_made_is_refused(house: House, before: Path, into: Path) -> None:
    other = into.parent / "ledger"
    other.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
    done = house.restore(before, into, MOORING_LEDGER_KEY_FILE=str(other))
    assert done.returncode == 1
    assert "not signed" in done.stderr
    assert not into.exists()


def test_a_backup_without_anybody_who_could_open_it_is_refused(house: House) -> None:
    done = house.mooring("backup", "--to", house.folder / "nowhere", MOORING_BACKUP_RECIPIENTS="")
    assert done.returncode == 1
    assert "MOORING_BACKUP_RECIPIENTS" in done.stderr
    beside = house.mooring("backup", "--to", house.production.data / "backups")
    assert beside.returncode == 1
    assert "beside the data" in beside.stderr


def test_a_backup_killed_half_way_leaves_nothing_that_looks_like_one(house: House) -> None:
    folder = house.folder / "killed"
    big = house.production.data / "documents" / "big.original"
    big.write_bytes(b"\0" * 150_000_000)
    try:
        command = house.production.command("backup", "--to", str(folder))
        process = subprocess.Popen(command, env=house.production.environ, stderr=subprocess.DEVNULL)
        assert until(lambda: any(path.stat().st_size > 2_000_000 for path in folder.glob(".*.half")), 30)
        process.send_signal(signal.SIGKILL)
        process.wait()
    finally:
        big.unlink()
    assert list(folder.glob("*.mooring-backup")) == []
    done = house.mooring("backup", "--to", folder)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in folder.iterdir()] == [Path(done.stdout.strip()).name]
