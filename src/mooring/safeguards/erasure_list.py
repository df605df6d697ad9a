"""The list of erasures outside the database and its backups, from which a restore learns whom to forget again. Knows no database."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Listed:
    """One line of the list outside: which subject, by a hash of its random key, and when (aware)."""

    subject_hash: str
    moment: datetime


def subject_hash(subject: int) -> str:
    """What the list outside calls a subject. Its key is random, so that the hash alone leads nowhere."""
    return hashlib.sha256(f"mooring erasure {subject}".encode()).hexdigest()


def read_list(path: Path | None) -> list[Listed]:
    """The erasures listed outside; none when there is no file. A last line that was cut off by a crash is left out."""
    if path is None or not path.exists():
        return []
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return [Listed(line[0], datetime.fromisoformat(line[1])) for line in lines if len(line) == 3 and line[2] == "."]


def append(path: Path | None, erasures: Iterable[Listed]) -> int:
    """Add those that the list does not know yet, and see that the file is there. Answers how many were added."""
    if path is None:
        return 0
    known = {each.subject_hash for each in read_list(path)}
    missing = [each for each in erasures if each.subject_hash not in known]
    # Each line ends with a point, so that half a line is known for what it is.
    lines = "".join(f"\n{each.subject_hash} {each.moment.astimezone(UTC).isoformat()} ." for each in missing)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, lines.encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return len(missing)
