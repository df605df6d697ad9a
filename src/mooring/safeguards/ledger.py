"""The ledger: every deed and every look, one line each, sealed so that nobody can change the past unseen.

Lines are written by everybody in their own transactions. A sealer takes, under an advisory lock, the lines whose transactions lie
below the oldest one still open, chains their digests to the seal before and signs the whole with a key outside the database; the
head is also written to a file outside. Between two sealings (a minute in a running installation) a line is not yet protected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import connection, transaction

from mooring.safeguards.models import Officer

ERA = 1
SEALING_LOCK = 0x6D6F6F72
ID_BYTES = 8
DIGEST_BYTES = 32
ENTRY_BYTES = ID_BYTES + DIGEST_BYTES
LINE_COLUMNS = "id, tx::text, at, officer_key, desk_key, verb, outcome, case_key, compartment, code, count"


def write(
    officer: Officer | None,
    verb: str,
    *,
    outcome: str = "done",
    case_key: int | None = None,
    compartment: str = "",
    code: str = "",
    count: int | None = None,
) -> None:
    """Write one line. `outcome` is done, looked or refused; `code` is a word from a fixed list, never free text."""
    desk = officer.running_postings()[0].desk_id if officer is not None and officer.running_postings() else None
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into safeguards_ledgerline (officer_key, desk_key, verb, outcome, case_key, compartment, code, count)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s)",
            [officer.pk if officer else None, desk, verb, outcome, case_key, compartment, code, count],
        )


def look(
    officer: Officer, verb: str, *, case_key: int | None = None, compartment: str = "", count: int | None = None
) -> None:
    """Write that an officer looked at something; a list is one line with its count."""
    write(officer, verb, outcome="looked", case_key=case_key, compartment=compartment, count=count)


@dataclass(frozen=True)
class Verification:
    """What verifying the ledger found: every line changed, removed or slipped in under a seal, by its number."""

    seals: int
    lines: int
    changed: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    slipped_in: list[int] = field(default_factory=list)
    broken_seals: list[int] = field(default_factory=list)
    missing_tail: bool = False
    not_yet_sealed: int = 0

    @property
    def whole(self) -> bool:
        return not (self.changed or self.removed or self.slipped_in or self.broken_seals or self.missing_tail)


@contextmanager
def _as_sealer() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local role mooring_sealer")
            cursor.execute("select pg_advisory_xact_lock(%s)", [SEALING_LOCK])
        yield
        with connection.cursor() as cursor:
            cursor.execute("reset role")


def _digest(line: tuple[object, ...]) -> bytes:
    canonical = json.dumps(
        [value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in line],
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).digest()


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(settings.MOORING_LEDGER_KEY())


def public_key() -> bytes:
    """The 32 bytes with which anybody can check the seals."""
    return _signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _seal_digest(era: int, number: int, below: int, previous: bytes, entries: bytes) -> bytes:
    head = f"{era}:{number}:{below}:".encode()
    return hashlib.sha256(head + previous + hashlib.sha256(entries).digest()).digest()


def seal() -> int:
    """Seal what can be sealed now. Answers how many lines were taken; none waits for it."""
    with _as_sealer(), connection.cursor() as cursor:
        cursor.execute(
            "select number, below_tx::text, digest from safeguards_ledgerseal where era = %s order by number desc limit 1",
            [ERA],
        )
        last = cursor.fetchone()
        number, since, previous = (last[0] + 1, int(last[1]), bytes(last[2])) if last else (1, 0, b"")
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text")
        below = int(cursor.fetchone()[0])
        cursor.execute(
            f"select {LINE_COLUMNS} from safeguards_ledgerline where tx >= %s::text::xid8 and tx < %s::text::xid8 order by tx, id",
            [str(since), str(below)],
        )
        lines = cursor.fetchall()
        if not lines:
            return 0
        entries = b"".join(line[0].to_bytes(ID_BYTES, "big") + _digest(line) for line in lines)
        digest = _seal_digest(ERA, number, below, previous, entries)
        cursor.execute(
            "insert into safeguards_ledgerseal (era, number, below_tx, sealed_at, line_digests, previous, digest, signature)"
            " values (%s, %s, %s, now(), %s, %s, %s, %s)",
            [ERA, number, below, entries, previous, digest, _signing_key().sign(digest)],
        )
    _write_head(number, digest)
    return len(lines)


def _write_head(number: int, digest: bytes) -> None:
    path: Path | None = settings.MOORING_LEDGER_HEAD
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{ERA} {number} {digest.hex()}\n")


def _outside_head() -> tuple[int, bytes] | None:
    path: Path | None = settings.MOORING_LEDGER_HEAD
    if path is None or not path.exists():
        return None
    lines = [line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    heads = [(int(number), bytes.fromhex(digest)) for era, number, digest in lines if int(era) == ERA]
    return max(heads) if heads else None


def verify() -> Verification:
    """Check every seal and every line under a seal, and the newest seal against the head kept outside."""
    changed: list[int] = []
    removed: list[int] = []
    slipped_in: list[int] = []
    broken: list[int] = []
    lines_seen, previous, since, head = 0, b"", 0, b""
    verifier = Ed25519PublicKey.from_public_bytes(public_key())
    with _as_sealer(), connection.cursor() as cursor:
        cursor.execute(
            "select number, below_tx::text, line_digests, previous, digest, signature from safeguards_ledgerseal"
            " where era = %s order by number",
            [ERA],
        )
        seals = cursor.fetchall()
        for expected, (number, below_text, entries, before, digest, signature) in enumerate(seals, start=1):
            below, entries, digest = int(below_text), bytes(entries), bytes(digest)
            sound = number == expected and bytes(before) == previous
            sound = sound and digest == _seal_digest(ERA, number, below, previous, entries)
            try:
                verifier.verify(bytes(signature), digest)
            except InvalidSignature:
                sound = False
            if not sound:
                broken.append(number)
            kept = {
                int.from_bytes(entries[i : i + ID_BYTES], "big"): entries[i + ID_BYTES : i + ENTRY_BYTES]
                for i in range(0, len(entries), ENTRY_BYTES)
            }
            cursor.execute(
                f"select {LINE_COLUMNS} from safeguards_ledgerline where tx >= %s::text::xid8 and tx < %s::text::xid8",
                [str(since), str(below)],
            )
            found = {line[0]: _digest(line) for line in cursor.fetchall()}
            lines_seen += len(kept)
            changed += [line for line, digest_then in kept.items() if line in found and found[line] != digest_then]
            removed += [line for line in kept if line not in found]
            slipped_in += [line for line in found if line not in kept]
            previous, since, head = digest, below, digest
        cursor.execute("select count(*) from safeguards_ledgerline where tx >= %s::text::xid8", [str(since)])
        waiting = int(cursor.fetchone()[0])
    outside = _outside_head()
    tail_missing = outside is not None and (len(seals), head) != outside and (not seals or outside[0] >= len(seals))
    return Verification(
        len(seals), lines_seen, sorted(changed), sorted(removed), sorted(slipped_in), broken, tail_missing, waiting
    )
