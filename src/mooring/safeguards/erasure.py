"""Erasure by key: what was sealed about a subject can be opened by nobody any more, and a restored backup forgets it again.

An erasure is one row, put in by a role of the machine that may do nothing else; the database removes the keys with it. Each is also
written to a file outside the database and its backups, from which a restore replays those that came after the backup.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_officer_key

GROUND = re.compile(r"[a-z][a-z0-9_.]{0,59}")


class NotInADeed(RuntimeError):
    """An erasure was asked for outside the deed of an officer."""


class HeldByLaw(Exception):
    """Nothing is erased while a hold by law stands. Says nothing about whom it concerns."""


@dataclass(frozen=True)
class Listed:
    """One line of the list outside: which subject, by a hash of its random key, and when (aware)."""

    subject_hash: str
    moment: datetime


def may_be_erased(subject: int) -> bool:
    """Whether no hold by law stands against erasing this subject."""
    return _asked("mooring_may_be_erased", subject)


def erased(subject: int) -> bool:
    """Whether everything sealed about this subject was erased."""
    return _asked("mooring_is_erased", subject)


def erase(subject: int, *, ground: str, by: Officer) -> None:
    """Erase all data keys of a subject, for good. Call it within a deed of a room above, which asks whether it may be done.

    `ground` is a code such as `retention.ended`, never words. Erasing twice changes nothing.
    Raises `HeldByLaw`, and `NotInADeed` when `by` is not the officer for whom the transaction runs.
    """
    if acting_officer_key() != by.pk:
        raise NotInADeed
    if not GROUND.fullmatch(ground):
        raise ValueError("The ground of an erasure is a code of small letters, digits, points and underscores.")
    if erased(subject):
        return
    if not may_be_erased(subject):
        raise HeldByLaw
    with _as_eraser(), connection.cursor() as cursor:
        cursor.execute(
            "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (%s, now(), %s, %s)"
            " returning erased_at",
            [subject, ground, by.pk],
        )
        moment = cursor.fetchone()[0]
    # After the commit: a list that knew of an erasure which was rolled back would erase somebody at the next restore.
    transaction.on_commit(partial(_append, [(subject, moment)]), robust=True)


def complete_the_list() -> int:
    """Write erasures that the list outside does not know yet, as after a stop between commit and writing. Answers how many."""
    known = {each.subject_hash for each in read_list(list_file())}
    with _as_eraser(), connection.cursor() as cursor:
        cursor.execute("select subject, erased_at from safeguards_erasure order by erased_at")
        missing = [(subject, moment) for subject, moment in cursor.fetchall() if subject_hash(subject) not in known]
    _append(missing)
    return len(missing)


def subject_hash(subject: int) -> str:
    """What the list outside calls a subject. Its key is random, so that the hash alone leads nowhere."""
    return hashlib.sha256(f"mooring erasure {subject}".encode()).hexdigest()


def list_file() -> Path | None:
    """Where the list outside is kept, or none (in tests)."""
    path: Path | None = settings.MOORING_ERASURES
    return path


def read_list(path: Path | None) -> list[Listed]:
    """The erasures listed outside; none when there is no file. A last line that was cut off by a crash is left out."""
    if path is None or not path.exists():
        return []
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return [Listed(line[0], datetime.fromisoformat(line[1])) for line in lines if len(line) == 3 and line[2] == "."]


@contextmanager
def _as_eraser() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local role mooring_eraser")
        yield
        with connection.cursor() as cursor:
            cursor.execute("reset role")


def _asked(function: str, subject: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [subject])
        return bool(cursor.fetchone()[0])


def _append(erasures: list[tuple[int, datetime]]) -> None:
    path = list_file()
    if path is None:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Each line ends with a point, so that half a line is known for what it is.
    lines = "".join(f"\n{subject_hash(key)} {at.astimezone(UTC).isoformat()} ." for key, at in erasures)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, lines.encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
