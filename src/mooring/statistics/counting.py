"""Who counts: a role of the database that can read the columns it counts and no other, so no name, no pseudonym and no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def counting() -> Iterator[None]:
    """Run what follows as the counter, in one transaction (a savepoint within an open one).

    Leaving by an exception rolls back to where it began, which ends the role as well.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local role mooring_counter")
        yield
        with connection.cursor() as cursor:
            cursor.execute("reset role")


def count(sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """Ask one question as the counter, and answer its rows. `parameters` by name, as `%(moment)s`."""
    with counting(), connection.cursor() as cursor:
        cursor.execute(sql, dict(parameters or {}))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
