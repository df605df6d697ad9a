"""Verifying: every line changed, removed or slipped in under a seal is named, and a missing tail is seen from outside."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection

from mooring.safeguards.ledger import head_file
from mooring.safeguards.ledger.sealing import (
    ENTRY_BYTES,
    ID_BYTES,
    LINE_COLUMNS,
    as_sealer,
    entries_digest,
    head,
    line_digest,
    public_key,
    seal_digest,
)


@dataclass
class Verification:
    """What verifying the ledger found: every line changed, removed or slipped in under a seal, by its number.

    `broken_seals` are named by their number within `eras[-1]`, or as (era, number) in `broken_in_earlier_eras`.
    """

    eras: int = 0
    seals: int = 0
    retired_seals: int = 0
    lines: int = 0
    changed: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    slipped_in: list[int] = field(default_factory=list)
    broken_seals: list[int] = field(default_factory=list)
    broken_eras: list[int] = field(default_factory=list)
    missing_tail: bool = False
    not_yet_sealed: int = 0

    @property
    def whole(self) -> bool:
        return not (
            self.changed
            or self.removed
            or self.slipped_in
            or self.broken_seals
            or self.broken_eras
            or self.missing_tail
        )


def verify() -> Verification:
    """Check every seal of every era and every line under a seal, and the newest seal against the head kept outside."""
    found = Verification()
    with as_sealer(), connection.cursor() as cursor:
        cursor.execute("select number, after_digest from safeguards_ledgerera order by number")
        eras = cursor.fetchall()
        before = b""
        for expected, (era, after) in enumerate(eras, start=1):
            if era != expected or bytes(after) != before:
                found.broken_eras.append(era)
            before = _verify_era(era, bytes(after), found)
        newest = head()
    found.eras = len(eras)
    for faults in (found.changed, found.removed, found.slipped_in):
        faults.sort()
    outside = head_file.newest()
    if outside is not None:
        inside = (newest.era, newest.number, newest.digest)
        # The file is written after the seal is kept: it may lag behind the database, never run before it.
        found.missing_tail = outside != inside and outside[:2] >= inside[:2]
    return found


def _verify_era(era: int, previous: bytes, found: Verification) -> bytes:
    """Check one era into `found`; `previous` is the digest its first seal is chained to. Answers the digest of its last."""
    key = Ed25519PublicKey.from_public_bytes(public_key())
    since = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "select number, below_tx::text, line_digests, entries_digest, previous, digest, signature, retired_at,"
            " retirement_signature from safeguards_ledgerseal where era = %s order by number",
            [era],
        )
        seals = cursor.fetchall()
        for expected, seal in enumerate(seals, start=1):
            number, below, lines_digest, digest = seal[0], int(seal[1]), bytes(seal[3]), bytes(seal[5])
            sound = number == expected and bytes(seal[4]) == previous
            sound = sound and digest == seal_digest(era, number, below, previous, lines_digest)
            sound = sound and _signed(key, bytes(seal[6]), digest)
            cursor.execute(
                f"select {LINE_COLUMNS} from safeguards_ledgerline"
                " where era = %s and tx >= %s::text::xid8 and tx < %s::text::xid8",
                [era, str(since), str(below)],
            )
            there = {line[0]: line_digest(line) for line in cursor.fetchall()}
            if seal[7] is None:
                entries = bytes(seal[2] or b"")
                sound = sound and entries_digest(entries) == lines_digest
                _compare(_kept(entries), there, found)
            else:
                sound = sound and _signed(key, bytes(seal[8] or b""), retirement_words(era, number, digest))
                found.retired_seals += 1
                found.slipped_in += list(there)
            if not sound:
                found.broken_seals.append(number)
            previous, since = digest, below
        cursor.execute(
            "select count(*) from safeguards_ledgerline where era = %s and tx >= %s::text::xid8", [era, str(since)]
        )
        found.not_yet_sealed += int(cursor.fetchone()[0])
    found.seals += len(seals)
    return previous


def _compare(kept: dict[int, bytes], there: dict[int, bytes], found: Verification) -> None:
    found.lines += len(kept)
    found.changed += [line for line, then in kept.items() if line in there and there[line] != then]
    found.removed += [line for line in kept if line not in there]
    found.slipped_in += [line for line in there if line not in kept]


def _kept(entries: bytes) -> dict[int, bytes]:
    return {
        int.from_bytes(entries[i : i + ID_BYTES], "big"): entries[i + ID_BYTES : i + ENTRY_BYTES]
        for i in range(0, len(entries), ENTRY_BYTES)
    }


def retirement_words(era: int, number: int, digest: bytes) -> bytes:
    """What is signed when the lines under a seal are retired."""
    return f"retired:{era}:{number}:".encode() + digest


def _signed(key: Ed25519PublicKey, signature: bytes, words: bytes) -> bool:
    try:
        key.verify(signature, words)
    except InvalidSignature:
        return False
    return True


def check() -> Verification:
    """Verify, and keep the result for the page where the ledger is watched."""
    found = verify()
    with as_sealer(), connection.cursor() as cursor:
        cursor.execute(
            "insert into safeguards_ledgercheck (at, whole, eras, seals, retired_seals, lines, changed, removed,"
            " slipped_in, broken_seals, missing_tail, not_yet_sealed)"
            " values (now(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                found.whole,
                found.eras,
                found.seals,
                found.retired_seals,
                found.lines,
                len(found.changed),
                len(found.removed),
                len(found.slipped_in),
                len(found.broken_seals) + len(found.broken_eras),
                found.missing_tail,
                found.not_yet_sealed,
            ],
        )
    return found
