"""Erasure by key: what was sealed about a subject can be opened by nobody any more, and a restored backup forgets it again.

An erasure is one row, put in by a role of the machine that may do nothing else; the database removes the keys with it. Each is also
written to a file outside the database and its backups, from which a restore replays those that came after the backup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from mooring.safeguards.erasure_list import Listed, append, subject_hash
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_officer_key

GROUND = re.compile(r"[a-z][a-z0-9_.]{0,59}")


class NotInADeed(RuntimeError):
    """An erasure was asked for outside the deed of an officer."""


class HeldByLaw(Exception):
    """Nothing is erased while a hold by law stands. Says nothing about whom it concerns."""


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
    try:
        with _as_eraser(), connection.cursor() as cursor:
            cursor.execute(
                "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (%s, now(), %s, %s)"
                " returning erased_at",
                [subject, ground, by.pk],
            )
            moment = cursor.fetchone()[0]
    except ProgrammingError as refused:
        raise HeldByLaw from refused  # a hold was placed between the question and the act
    # After the commit: a list that knew of an erasure which was rolled back would erase somebody at the next restore.
    transaction.on_commit(partial(append, list_file(), [Listed(subject_hash(subject), moment)]), robust=True)


def complete_the_list() -> int:
    """Write erasures that the list outside does not know yet, as after a stop between commit and writing. Answers how many."""
    with _as_eraser(), connection.cursor() as cursor:
        cursor.execute("select subject, erased_at from safeguards_erasure order by erased_at")
        erasures = [Listed(subject_hash(subject), moment) for subject, moment in cursor.fetchall()]
    return append(list_file(), erasures)


def replay(listed: Iterable[Listed]) -> int:
    """Erase again, as the owner of a restored database, whom the list outside names. Answers how many.

    What an erasure removes beside the keys is removed here too, because it hangs on the same row.
    """
    moments = {each.subject_hash: each.moment for each in listed}
    with connection.cursor() as cursor:
        cursor.execute("select distinct subject from safeguards_datakey")
        gone = [key for (key,) in cursor.fetchall() if subject_hash(key) in moments]
        for key in gone:  # each by itself, because each takes a lock of its own
            cursor.execute(
                "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (%s, %s, 'restore', 0)"
                " on conflict (subject) do nothing",
                [key, moments[subject_hash(key)]],
            )
    return len(gone)


def list_file() -> Path | None:
    """Where the list outside is kept, or none (in tests)."""
    path: Path | None = settings.MOORING_ERASURES
    return path


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
