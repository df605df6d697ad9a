"""For whom the database answers: the officer set on the transaction. No officer set, no rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from mooring.safeguards.models import Officer

_acting: ContextVar[int | None] = ContextVar("mooring_acting_officer", default=None)


class AnotherOfficerActs(RuntimeError):
    """Within one officer's transaction somebody tried to act as another."""


def acting_officer_key() -> int | None:
    """The key of the officer for whom the present transaction runs, if any."""
    return _acting.get()


@contextmanager
def acting_as(officer: Officer) -> Iterator[None]:
    """Run what follows in one transaction in which the database answers to `officer` alone.

    Nests for the same officer; raises `AnotherOfficerActs` for a different one.
    """
    before = _acting.get()
    if before == officer.pk:
        with transaction.atomic():
            yield
        return
    if before is not None:
        raise AnotherOfficerActs
    token = _acting.set(officer.pk)
    try:
        with transaction.atomic():
            _set(officer.pk)
            yield
            if not connection.needs_rollback:
                # Cleared before the outer transaction goes on (tests, nested use); at a real commit it ends by itself.
                _set(None)
    finally:
        _acting.reset(token)


def _set(key: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('mooring.officer', %s, true)", [str(key or "")])
