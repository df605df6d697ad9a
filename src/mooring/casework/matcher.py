"""The matcher: a role of the database that compares encodings and reads pseudonyms, and can open nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def as_matcher() -> Iterator[None]:
    """Run what follows as the matcher, in one transaction (a savepoint within an open one).

    Only for what the matching desk may be told, or for a job that tells nobody. Leaving by an exception rolls back and ends the role.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local role mooring_matcher")
        yield
        with connection.cursor() as cursor:
            cursor.execute("reset role")


def pseudonyms_of(keys: Iterable[int]) -> dict[int, str]:
    """The pseudonyms of cases, by their keys; of cases of other people too."""
    return dict(_asked("id = any(%s)", list(keys)))


def keys_of(pseudonyms: Iterable[str]) -> dict[str, int]:
    """The keys of cases, by their pseudonyms; a pseudonym that nobody bears is absent."""
    return {pseudonym: key for key, pseudonym in _asked("pseudonym = any(%s)", list(pseudonyms))}


def _asked(condition: str, values: list[int] | list[str]) -> list[tuple[int, str]]:
    with as_matcher(), connection.cursor() as cursor:
        cursor.execute(f"select id, pseudonym from casework_case where {condition}", [values])
        rows: list[tuple[int, str]] = cursor.fetchall()
        return rows
