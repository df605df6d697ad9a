"""Sealing: the lines of ended transactions are chained to the seal before, and signed with a key outside the database.

The sealer takes, under an advisory lock, the lines whose transactions lie below the oldest one still open; the head is written to a
file outside as well. Between two sealings (a minute in a running installation) a line is not yet protected.

A restored database begins a new *era*: its transactions are numbered anew, and the head kept outside may know of seals that the
restored one never had. The first seal of an era is chained to the last seal of the era before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import connection, transaction

from mooring.safeguards.ledger import head_file

SEALING_LOCK = 0x6D6F6F72
ID_BYTES = 8
DIGEST_BYTES = 32
ENTRY_BYTES = ID_BYTES + DIGEST_BYTES
LINE_COLUMNS = "id, tx::text, at, officer_key, desk_key, verb, outcome, case_key, compartment, code, count"


@dataclass(frozen=True)
class Head:
    """The newest seal: its era, its number in the era (0 when the era has none yet), up to which transaction, and its digest."""

    era: int
    number: int
    below: int
    digest: bytes


@contextmanager
def as_sealer() -> Iterator[None]:
    """One transaction in the role that may read the ledger; nobody seals at the same time."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local role mooring_sealer")
            _lock(cursor)
        yield
        with connection.cursor() as cursor:
            cursor.execute("reset role")


def _lock(cursor: Any) -> None:
    cursor.execute("select pg_advisory_xact_lock(%s)", [SEALING_LOCK])


def line_digest(line: Sequence[object]) -> bytes:
    """The digest of a line, given as its `LINE_COLUMNS`: 32 bytes."""
    canonical = json.dumps(
        [value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in line],
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).digest()


def signing_key() -> Ed25519PrivateKey:
    """The key of the seals, which lies outside the database."""
    return Ed25519PrivateKey.from_private_bytes(settings.MOORING_LEDGER_KEY())


def public_key() -> bytes:
    """The 32 bytes with which anybody can check the seals."""
    return signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def entries_digest(entries: bytes) -> bytes:
    """The digest that stands for all lines under a seal, also when the lines themselves are retired."""
    return hashlib.sha256(entries).digest()


def seal_digest(era: int, number: int, below: int, previous: bytes, lines: bytes) -> bytes:
    """The digest of a seal: its place, the seal before it, and the digest of its entries."""
    return hashlib.sha256(f"{era}:{number}:{below}:".encode() + previous + lines).digest()


def head() -> Head:
    """The newest seal of the era that runs. Only within `as_sealer`, or as owner."""
    with connection.cursor() as cursor:
        cursor.execute("select number, after_digest from safeguards_ledgerera order by number desc limit 1")
        era, after = cursor.fetchone()
        cursor.execute(
            "select number, below_tx::text, digest from safeguards_ledgerseal where era = %s order by number desc limit 1",
            [era],
        )
        last = cursor.fetchone()
    return Head(era, last[0], int(last[1]), bytes(last[2])) if last else Head(era, 0, 0, bytes(after))


def seal() -> int:
    """Seal what can be sealed now. Answers how many lines were taken; none waits for it."""
    with as_sealer():
        with connection.cursor() as cursor:
            cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text")
            below = int(cursor.fetchone()[0])
        taken, newest = _seal_below(below)
    if taken:
        head_file.append(newest.era, newest.number, newest.digest)
    return taken


def begin_era(reason: str) -> int:
    """Begin a new era after a restore, as the owner of the database: close the old one, and number from one again.

    `reason` is a code, such as "restore". Answers the number of the new era.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        era = head().era
        # Nothing of the old era is open any more, so its last lines are closed under a seal of their own.
        cursor.execute(
            "select coalesce(max(tx::text::numeric), 0)::text from safeguards_ledgerline where era = %s", [era]
        )
        taken, closed = _seal_below(int(cursor.fetchone()[0]) + 1)
        cursor.execute(
            "insert into safeguards_ledgerera (number, began_at, reason, after_digest) values (%s, now(), %s, %s)",
            [era + 1, reason, closed.digest],
        )
    if taken:
        head_file.append(closed.era, closed.number, closed.digest)
    head_file.append(era + 1, 0, closed.digest)
    return era + 1


def _seal_below(below: int) -> tuple[int, Head]:
    """Put a seal over all lines of the running era whose transactions lie below. Answers how many, and the head after it."""
    last = head()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {LINE_COLUMNS} from safeguards_ledgerline"
            " where era = %s and tx >= %s::text::xid8 and tx < %s::text::xid8 order by tx, id",
            [last.era, str(last.below), str(below)],
        )
        lines = cursor.fetchall()
        if not lines:
            return 0, last
        entries = b"".join(line[0].to_bytes(ID_BYTES, "big") + line_digest(line) for line in lines)
        number = last.number + 1
        digest = seal_digest(last.era, number, below, last.digest, entries_digest(entries))
        cursor.execute(
            "insert into safeguards_ledgerseal"
            " (era, number, below_tx, sealed_at, line_digests, entries_digest, previous, digest, signature)"
            " values (%s, %s, %s, now(), %s, %s, %s, %s, %s)",
            [
                last.era,
                number,
                below,
                entries,
                entries_digest(entries),
                last.digest,
                digest,
                signing_key().sign(digest),
            ],
        )
    return len(lines), Head(last.era, number, below, digest)
