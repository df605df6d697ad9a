"""A backup: the database and the sealed documents as of one moment, in one file that this machine itself cannot open.

What is written about people lies sealed in it, as in the database; the master key is not in it. The whole is encrypted to those whose
age identities lie elsewhere, and signed with the key of the ledger, so that nobody can pass off a backup of her own.
"""

import hashlib
import json
import os
import subprocess
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg import sql

from mooring.safeguards import erasure_list

from . import environment as environments
from .backup_file import add_bytes, write_encrypted
from .environment import Environment, Refused
from .postgres_programs import environ_for, program, running

SUFFIX = ".mooring-backup"
DUMP_PIECE = 8 << 20  # bytes held in memory at a time
MANIFEST, SIGNATURE = "manifest.json", "manifest.signature"
DUMP, DOCUMENTS = "database.dump", "documents"
TABLES = "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname"
Say = Callable[[str], None]


def recipients() -> list[str]:
    """Who can open the backups, as age public keys. Raises `Refused` when nobody was named."""
    named = os.environ.get("MOORING_BACKUP_RECIPIENTS", "").replace(",", " ").split()
    if not named:
        raise Refused(
            "Nobody is named who could open a backup: set MOORING_BACKUP_RECIPIENTS to age public keys (age1…)."
            " `mooring backup-identity FILE` makes one, on another machine than this."
        )
    return named


def make(settings: Environment, folder: Path, say: Say) -> Path:
    """Write a backup into a folder while the house works. Answers its path. Raises `Refused`; then nothing of it stays."""
    to, signer = recipients(), Ed25519PrivateKey.from_private_bytes(settings.ledger_key())
    if settings.mode == "production" and folder.resolve().is_relative_to(settings.data.resolve()):
        raise Refused("A backup beside the data is lost with it: name a folder elsewhere.")
    entry = environments.database("owner")
    moment = datetime.now(UTC)
    with psycopg.connect(connection_string(entry)) as session:
        session.execute("set transaction isolation level repeatable read, read only")
        exported = session.execute("select pg_export_snapshot()").fetchone()
        assert exported is not None
        about = _about(session, settings) | {"made_at": moment.isoformat(timespec="seconds")}

        def write(archive: tarfile.TarFile) -> None:
            contents = Contents(archive)
            _dump(contents, entry, exported[0])
            _documents(contents, settings.documents, about.pop("document_names"), say)
            manifest = json.dumps(about | contents.summary(), indent=1, sort_keys=True).encode()
            add_bytes(archive, MANIFEST, manifest)
            add_bytes(archive, SIGNATURE, signer.sign(manifest))

        name = f"mooring-{moment:%Y%m%dT%H%M%SZ}-{os.urandom(2).hex()}{SUFFIX}"
        try:
            return write_encrypted(folder, name, to, write)
        except ValueError as error:
            raise Refused("MOORING_BACKUP_RECIPIENTS holds something that is no age public key.") from error
        except OSError as error:
            raise Refused(f"The backup could not be written to {folder}: {error.strerror or error}") from error


class Contents:
    """Puts members into the archive, and keeps count and one digest over all of them, in their order."""

    def __init__(self, archive: tarfile.TarFile | None = None) -> None:
        self.archive, self.digest, self.members, self.bytes = archive, hashlib.sha256(), 0, 0

    def add(self, name: str, content: bytes) -> None:
        """Count a member, and write it when an archive is being made."""
        if self.archive is not None:
            add_bytes(self.archive, name, content)
        self.note(name, len(content), hashlib.sha256(content).hexdigest())

    def note(self, name: str, size: int, digest: str) -> None:
        """Count a member by its name, size and digest."""
        self.digest.update(f"{name} {size} {digest}\n".encode())
        self.members += 1
        self.bytes += size

    def summary(self) -> dict[str, Any]:
        """What the manifest says of the members before it."""
        return {"members": self.members, "bytes": self.bytes, "digest_of_members": self.digest.hexdigest()}


def connection_string(entry: dict[str, Any]) -> str:
    """The address of a database (an entry of Django's `DATABASES`) for psycopg. Never print it."""
    options = {name: value for name, value in entry["OPTIONS"].items() if name != "pool"}
    return psycopg.conninfo.make_conninfo(
        host=entry["HOST"],
        port=entry["PORT"] or None,
        user=entry["USER"],
        password=entry["PASSWORD"],
        dbname=entry["NAME"],
        **options,
    )


def counts(session: "psycopg.Connection[Any]") -> dict[str, int]:
    """How many rows each table holds."""
    tables = [name for (name,) in session.execute(TABLES).fetchall()]
    found = {}
    for name in tables:
        row = session.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(name))).fetchone()
        assert row is not None
        found[name] = int(row[0])
    return found


def _about(session: "psycopg.Connection[Any]", settings: Environment) -> dict[str, Any]:
    """What the manifest says of the database, all of it seen at one moment."""
    head = session.execute(
        "select era, number, encode(digest, 'hex') from safeguards_ledgerseal order by era desc, number desc limit 1"
    ).fetchone()
    erasures = session.execute("select subject, erased_at from safeguards_erasure").fetchall()
    erasure_list.append(
        settings.erasures,
        [erasure_list.Listed(erasure_list.subject_hash(subject), moment) for subject, moment in erasures],
    )
    masters = session.execute(
        "select distinct master_version from safeguards_datakey union select master_version from safeguards_housesecret"
    ).fetchall()
    applied = session.execute("select app || '.' || name from django_migrations order by 1").fetchall()
    keeping = session.execute(
        "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'storage_name'"
    ).fetchall()
    names = set()
    for (table,) in keeping:
        # The files of who was erased are no loss: they are swept away, and could be opened by nobody.
        query = sql.SQL(
            "select storage_name from {} where storage_name is not null"
            " and case_id not in (select subject from safeguards_erasure)"
        ).format(sql.Identifier(table))
        names |= {name for (name,) in session.execute(query).fetchall()}
    return {
        "mooring": version("mooring"),
        "mode": settings.mode,
        "country": settings.country,
        "server": session.info.server_version,
        "migrations": [name for (name,) in applied],
        "rows": counts(session),
        "ledger_head": list(head) if head else None,
        "erasures": len(erasures),
        "master_keys": sorted(number for (number,) in masters),
        "document_names": names,
    }


def _dump(contents: Contents, entry: dict[str, Any], snapshot: str) -> None:
    """The database as of the snapshot, in pieces, because its size is not known before its end."""
    command = [program("pg_dump"), "--format=custom", "--no-password", f"--snapshot={snapshot}"]
    command += ["--no-comments"]
    with running(command, environ_for(entry), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        number = 0
        while piece := process.stdout.read(DUMP_PIECE):
            contents.add(f"{DUMP}.{number:06d}", piece)
            number += 1


def _documents(contents: Contents, folder: Path, wanted: set[str], say: Say) -> None:
    """Every sealed file. Files are written before their rows and never changed, so all that the snapshot names are there."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if not path.is_file() or path.is_symlink():
            continue
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue  # withdrawn this moment
        name = path.relative_to(folder).as_posix()
        contents.add(f"{DOCUMENTS}/{name}", content)
        wanted.difference_update(part.partition(".")[0] for part in Path(name).parts)
    if wanted:
        say(f"{len(wanted)} documents that the database names are not in {folder}: this backup lacks them as well.")
