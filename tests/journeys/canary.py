"""The canary's words, and every place of the house in which they are looked for: plainly, written as hex or base64, or packed."""

from __future__ import annotations

import base64
import binascii
import ctypes
import json
import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from mooring.running import backup_file
from mooring.running.embedded_postgres import Cluster
from mooring.running.postgres_programs import program
from tests.journeys.conftest import DATABASE, Site
from tests.journeys.steps import OwnerConnection

PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")  # how gzip and zlib begin
IN_HEX = re.compile(rb"(?:[0-9a-f]{2}){16,}")
IN_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
AT_MOST = 1 << 20
IN_CREATE, IN_MOVED_TO = 0x100, 0x80


@dataclass
class Canary:
    """All that was said of the person, each under the form it was said in."""

    said: dict[str, str] = field(default_factory=dict)

    def says(self, where: str, words: str = "") -> str:
        """Words that stand in this form only."""
        unlike_any_other = words or f"Said under {where} by the canary Quxley"
        assert where not in self.said, f"two forms are called {where}"
        self.said[where] = unlike_any_other
        return unlike_any_other

    def found_in(self, content: str | bytes) -> list[str]:
        """The forms whose words can be read in something: plainly, as hex or base64, or after unpacking what is packed."""
        raw = content.encode() if isinstance(content, str) else content
        seen = b"\n".join((raw, *_unpacked(raw))).lower()
        return [where for where, words in self.said.items() if any(form in seen for form in _written(words))]


def _written(words: str) -> Iterator[bytes]:
    plain = words.encode()
    yield plain.lower()
    yield json.dumps(words).strip('"').encode().lower()
    yield words.encode("utf-16-le").lower()
    yield plain.hex().encode()
    yield words.encode("utf-16-le").hex().encode()
    for shift in range(3):  # base64 of the middle, wherever in the text it began
        yield base64.b64encode(plain[shift : shift + (len(plain) - shift) // 3 * 3]).lower()


def _unpacked(raw: bytes) -> Iterator[bytes]:
    """What was packed with zlib or gzip: as it lies there, or written as hex or base64."""
    yield from _inflated(raw)
    for found in IN_HEX.finditer(raw):
        yield from _inflated(bytes.fromhex(found[0].decode()))
    for found in IN_BASE64.finditer(raw):
        words = found[0].replace(b"-", b"+").replace(b"_", b"/")
        try:
            yield from _inflated(base64.b64decode(words[: len(words) // 4 * 4]))
        except binascii.Error:
            continue


def _inflated(raw: bytes) -> Iterator[bytes]:
    for found in PACKED.finditer(raw):
        try:
            yield zlib.decompressobj(wbits=47).decompress(raw[found.start() : found.start() + AT_MOST], AT_MOST)
        except zlib.error:
            continue


def seal_the_ledger(site: Site) -> None:
    """Have the ledger sealed now, so that its head lies outside."""
    code = "import django; django.setup(); from mooring.safeguards import ledger; ledger.seal()"
    subprocess.run([sys.executable, "-c", code], env=site.environ, check=True, capture_output=True, timeout=60)


def the_house(site: Site, cluster: Cluster, owner: OwnerConnection) -> dict[str, bytes]:
    """Everything that the house keeps: tables, dump, files, logs, letters and the log of the database."""
    database_log = cluster.folder.with_name(f"{cluster.folder.name}.log")
    places = {"the database's log": database_log.read_bytes(), "a dump": dump(cluster)}
    with owner() as session:
        tables = session.execute(
            "select format('%I.%I', schemaname, tablename) from pg_tables"
            " where schemaname not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        for (table,) in tables:
            rows = session.execute(f"select t::text from {table} t").fetchall()
            places[table] = "\n".join(row[0] for row in rows).encode()
    places |= {f"file {path.relative_to(site.folder)}": path.read_bytes() for path in files_in(site.folder)}
    return places


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def dump(cluster: Cluster) -> bytes:
    """The journeys' database as its owner dumps it, in plain text."""
    command = [program("pg_dump"), "--format=plain", f"--dbname={cluster.url('mooring_owner', DATABASE)}"]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout


def backup_of(site: Site, cluster: Cluster, folder: Path) -> tuple[Path, str]:
    """A backup as an operator makes it; answers its file, and the identity that opens it."""
    identity = pyrage.x25519.Identity.generate()
    environ = site.environ | {
        "MOORING_OWNER_DATABASE_URL": cluster.url("mooring_owner", DATABASE),
        "MOORING_BACKUP_RECIPIENTS": str(identity.to_public()),
    }
    command = [sys.executable, "-m", "mooring.running.cli", "backup", "--to", str(folder)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip()), str(identity)


def opened_backup(backup: Path, identity: str) -> dict[str, bytes]:
    """What lies in a backup for whoever holds its identity; its dump as plain text."""
    members: dict[str, bytes] = {}
    backup_file.read_encrypted(backup, identity, lambda all_of_it: members.update((n, f.read()) for n, f in all_of_it))
    pieces = sorted(name for name in members if name.startswith("database.dump."))
    packed = b"".join(members.pop(name) for name in pieces)
    command = [program("pg_restore"), "--file=-"]
    plain = subprocess.run(command, input=packed, check=True, capture_output=True, timeout=120).stdout
    return members | {"database.dump": plain}


def found_in_any(canary: Canary, places: Mapping[str, str | bytes]) -> dict[str, list[str]]:
    """The places in which words can be read, and which."""
    return {place: forms for place, content in places.items() if (forms := canary.found_in(content))}


@contextmanager
def files_that_appear(folder: Path) -> Iterator[set[str]]:
    """The names of all files that appear in a folder while the block runs, however soon they go again."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert watch >= 0
    appeared: set[str] = set()
    try:
        assert libc.inotify_add_watch(watch, os.fsencode(folder), IN_CREATE | IN_MOVED_TO) >= 0
        yield appeared
        told = b""
        while True:
            try:
                told += os.read(watch, 1 << 16)
            except BlockingIOError:
                break
        while told:
            length = struct.unpack_from("iIII", told)[3]
            appeared.add(told[16 : 16 + length].rstrip(b"\0").decode())
            told = told[16 + length :]
    finally:
        os.close(watch)
