"""Whether a backup is what it says: every member as its manifest has it, signed by the key of the ledger, and good for a restore."""

import contextlib
import hashlib
import json
import secrets
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from . import environment as environments
from .backup import DUMP, MANIFEST, SIGNATURE, Contents, counts
from .backup_file import PIECE, BadBackup, check_digest, read_encrypted
from .embedded_postgres import prepare, test_cluster
from .environment import Refused
from .postgres_programs import environ_for, program, running
from .roles import OWNER

LARGEST_MANIFEST = 64 << 20  # bytes
Take = Callable[[str, IO[bytes]], None]


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    content: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.content[name]
        except KeyError:
            raise BadBackup(f"The manifest of the backup says nothing of {name}.") from None

    def sentences(self) -> list[str]:
        """What an operator wants to know."""
        head = self.ledger_head
        return [
            f"Made at {self.made_at} by Mooring {self.mooring} ({self.mode}, {self.country}).",
            f"{self.members} members, {self.bytes} bytes; {sum(self.rows.values())} rows in {len(self.rows)} tables.",
            f"Head of the ledger: era {head[0]}, seal {head[1]}." if head else "The ledger was not sealed yet.",
            f"{self.erasures} erasures were known to it.",
        ]


def verify(path: Path, identity: str, signer: bytes | None) -> Manifest:
    """Check every member against the manifest, and the manifest's signature. Raises `BadBackup`.

    `signer`: the 32 bytes of the public key of the ledger, or None when it is not known here.
    """
    check_digest(path)
    contents, found = Contents(), {}

    def read(members: Iterator[tuple[str, IO[bytes]]]) -> None:
        for name, file in members:
            if name in (MANIFEST, SIGNATURE):
                found[name] = file.read(LARGEST_MANIFEST)
                continue
            if MANIFEST in found:
                raise BadBackup("The backup holds more than its manifest says.")
            size, digest = 0, hashlib.sha256()
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
            contents.note(name, size, digest.hexdigest())

    read_encrypted(path, identity, read)
    if found.keys() != {MANIFEST, SIGNATURE}:
        raise BadBackup("The backup has no manifest.")
    manifest = Manifest(json.loads(found[MANIFEST]))
    said = contents.summary()
    if any(getattr(manifest, name) != value for name, value in said.items()):
        raise BadBackup("What the backup holds is not what its manifest says.")
    if signer is not None:
        try:
            Ed25519PublicKey.from_public_bytes(signer).verify(found[SIGNATURE], found[MANIFEST])
        except (InvalidSignature, ValueError):
            raise BadBackup(
                "The backup is not signed with this house's key of the ledger: somebody else made it."
            ) from None
    return manifest


def public_key(ledger_key: bytes) -> bytes:
    """The public key that belongs to the key of the ledger: 32 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(ledger_key).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def load(path: Path, identity: str, entry: dict[str, Any], documents: Path | None) -> None:
    """Put the database of a verified backup into an empty one, whole or not at all, and its documents into a folder."""
    command = [program("pg_restore"), "--no-password", "--no-owner", "--exit-on-error", "--single-transaction"]
    command += [f"--dbname={entry['NAME']}"]
    with running(command, environ_for(entry), stdin=subprocess.PIPE) as process:
        sink = process.stdin
        assert sink is not None

        def read(members: Iterator[tuple[str, IO[bytes]]]) -> None:
            for name, file in members:
                if name.startswith(f"{DUMP}."):
                    while piece := file.read(PIECE):
                        sink.write(piece)
                elif documents is not None and name not in (MANIFEST, SIGNATURE):
                    _put(documents, name.partition("/")[2], file)

        # When pg_restore stops reading, what it said is the better reason.
        with contextlib.suppress(BrokenPipeError):
            try:
                read_encrypted(path, identity, read)
            except BadBackup as error:
                if not isinstance(error.__cause__, BrokenPipeError):
                    raise


def rehearse(path: Path, identity: str, manifest: Manifest) -> None:
    """Restore into a server that is thrown away afterwards, and count. Raises `BadBackup` when a row is missing."""
    home = Path(tempfile.gettempdir()) / f"mooring-rehearsal-{secrets.token_hex(4)}"
    with test_cluster(home) as cluster:
        prepare(cluster)
        url = cluster.url(OWNER)
        try:
            load(path, identity, environments.database_from_url(url, pool=False), documents=None)
        except Refused as error:
            raise BadBackup(f"The backup could not be restored: {error}") from error
        with psycopg.connect(url) as session:
            found = counts(session)
    if found != manifest.rows:
        wrong = sorted(
            name for name in found.keys() | manifest.rows.keys() if found.get(name) != manifest.rows.get(name)
        )
        raise BadBackup(f"After a restore the number of rows differs in {', '.join(wrong)}.")


def _put(folder: Path, name: str, content: IO[bytes]) -> None:
    path = (folder / name).resolve()
    if not name or not path.is_relative_to(folder.resolve()):
        raise BadBackup("A document of the backup would lie outside the folder of documents.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as file:
        while piece := content.read(PIECE):
            file.write(piece)
    path.chmod(0o600)
