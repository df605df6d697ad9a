"""Restoring a backup: into nothing else than an empty place, and closed until it has forgotten again whom others erased since.

Everything is built in a folder beside the one named, which gets its name at the very end. A restore that was killed leaves the named
folder empty; what it left beside it is removed by the next one.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from mooring.safeguards import erasure_list
from mooring.safeguards.sealing import fingerprint

from . import backup, django_programs, roles
from . import environment as environments
from .backup_checks import Manifest, load, public_key, verify
from .backup_file import BadBackup
from .embedded_postgres import Cluster, prepare
from .environment import Environment, Refused
from .own_database import FOLDER

OUTSIDE = "MOORING_OWNER_DATABASE_URL"
Say = Callable[[str], None]


def restore(path: Path, identity: str, into: Path, erasures: Path, signer: bytes | None, say: Say) -> None:
    """Restore a backup into an empty data folder (and the empty outside database, when one is named).

    `erasures`: the list kept outside, which must be there. Raises `Refused` or `BadBackup` before anything is written that counts.
    """
    settings = environments.read()
    into, erasures = into.absolute(), erasures.absolute()
    _see_that_it_is_empty(into)
    if not erasures.is_file():
        raise Refused(
            f"The list of erasures is not there ({erasures}). Without it a restore would bring back whom others erased. Name it"
            " with --erasures; only if nobody was ever erased, make an empty file of that name."
        )
    say("The backup is checked.")
    manifest = verify(path, identity, signer or public_key(_ledger_key(settings)))
    _see_that_keys_fit(settings, manifest)
    listed = erasure_list.read_list(erasures)
    if len(listed) < manifest.erasures:
        raise Refused(
            f"The list of erasures ({erasures}) names {len(listed)}, but the backup itself already knew of {manifest.erasures}:"
            " it is not whole. Find the whole list."
        )
    for old in into.parent.glob(f".{into.name}.restoring-*"):
        _remove(old, say)
    home = into.with_name(f".{into.name}.restoring-{os.getpid()}")
    try:
        home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True)
        _build(path, identity, home, erasures, into, say)
        if into.exists():
            into.rmdir()
        home.rename(into)
    except BaseException:
        _remove(home, say)
        raise


def _build(path: Path, identity: str, home: Path, erasures: Path, into: Path, say: Say) -> None:
    if outside := os.environ.get(OUTSIDE):
        entry = environments.database_from_url(outside, pool=False)
        with psycopg.connect(backup.connection_string(entry), autocommit=True) as session:
            _see_that_database_is_empty(session)
            # Nobody but the owner comes in until the erased are forgotten, also when we are killed in between.
            session.execute(f'revoke connect on database "{entry["NAME"]}" from {roles.APPLICATION}, public')
        _fill(path, identity, entry, home, erasures, into, say)
        with psycopg.connect(backup.connection_string(entry), autocommit=True) as session:
            session.execute(roles.database_sql(entry["NAME"]))
        return
    with Cluster(home / FOLDER, say=say) as cluster:
        prepare(cluster)
        entry = environments.database_from_url(cluster.url(roles.OWNER), pool=False)
        _fill(path, identity, entry, home, erasures, into, say)


def _fill(path: Path, identity: str, entry: dict[str, Any], home: Path, erasures: Path, into: Path, say: Say) -> None:
    say("The database and the documents are put in.")
    load(path, identity, entry, home / "documents")
    # The list goes on where the restored house will look for it.
    its_own = environments.read({**os.environ, "MOORING_DATA": str(home)}).erasures
    erasure_list.append(its_own, erasure_list.read_list(erasures))
    before = os.environ.get("MOORING_DATA")
    os.environ["MOORING_DATA"] = str(home)
    try:
        say("Tables are brought up to date; whom others erased since is forgotten again.")
        django_programs.migrate(each_step=False)
        django_programs.run_module("mooring.running.after_restore", str(erasures), role="owner")
    finally:
        os.environ.pop("MOORING_DATA")
        if before is not None:
            os.environ["MOORING_DATA"] = before


def _see_that_it_is_empty(into: Path) -> None:
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refused(
            f"{into} is not empty. A restore never writes over anything: name a folder that is not there yet."
        )


def _see_that_database_is_empty(session: "psycopg.Connection[Any]") -> None:
    if session.execute(backup.TABLES).fetchone() is not None:
        raise Refused(
            "The database named by MOORING_OWNER_DATABASE_URL is not empty. A restore never writes over anything."
        )


def _see_that_keys_fit(settings: Environment, manifest: Manifest) -> None:
    if settings.mode == "demo" and not settings.master.known:
        raise Refused("Name the demo's own master key with MOORING_MASTER_KEY_FILE: it is not in the backup.")
    given = {fingerprint(master) for master in settings.master_keys()}
    if missing := [number for number in manifest.master_keys if number not in given]:
        raise Refused(
            "This is not the master key under which the backup was made: it needs"
            f" {', '.join(f'{number:08x}' for number in missing)}, and {', '.join(f'{number:08x}' for number in given)} was given."
            " Nothing was written. Without the right master key nothing about any person in it can ever be read."
        )


def _ledger_key(settings: Environment) -> bytes:
    if settings.mode == "demo" and not settings.ledger.known:
        raise Refused(
            "Name the demo's own key of the ledger with MOORING_LEDGER_KEY_FILE, or the signer with --signer."
        )
    return settings.ledger_key()


def _remove(home: Path, say: Say) -> None:
    if home.exists():
        Cluster(home / FOLDER, say=say).erase()
        shutil.rmtree(home, ignore_errors=True)


__all__ = ["BadBackup", "restore"]
