"""Where a page's time in the database goes: every statement with its time, by what it is for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median
from typing import Any

from django.db import connection


class For(StrEnum):
    """What a statement is for."""

    SIGN_IN = "session and sign-in"
    LEDGER = "ledger"
    SETTINGS = "commit and settings"
    PAGE = "the page itself"


# The first words or tables that tell; what none of them tells is the page's own.
TELLING = {
    For.LEDGER: ("insert into safeguards_ledgerline",),
    For.SETTINGS: ("set_config(", "savepoint", "commit", "rollback", "set local"),
    For.SIGN_IN: (
        'from "django_session"',
        "mooring_session_seen",
        'from "mfa_authenticator"',
        'from "safeguards_officer"',
        'from "safeguards_posting"',
    ),
}


@dataclass
class Stopwatch:
    """The statements of one request, in order, each with its time in seconds."""

    statements: list[tuple[str, float]] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    @property
    def queries(self) -> int:
        """How many statements were sent for the page and its line in the ledger; sign-in and settings are reported apart."""
        return sum(purpose_of(sql) in (For.PAGE, For.LEDGER) for sql, _seconds in self.statements)

    def seconds(self, purpose: For) -> float:
        return sum(seconds for sql, seconds in self.statements if purpose_of(sql) is purpose)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.statements.append((sql, time.perf_counter() - began))
            self.parameters.append(params)

    def own(self) -> list[tuple[str, Any]]:
        """The page's own statements with their parameters, to be explained."""
        sent = zip(self.statements, self.parameters, strict=True)
        return [(sql, params) for (sql, _seconds), params in sent if purpose_of(sql) is For.PAGE]


def purpose_of(sql: str) -> For:
    """What a statement is for, by the table it begins at."""
    lowered = sql.lower()
    first_table = lowered[: lowered.find(" where ")] if " where " in lowered else lowered
    return next((what for what, signs in TELLING.items() if any(sign in first_table for sign in signs)), For.PAGE)


@contextmanager
def watching() -> Iterator[Stopwatch]:
    """Time every statement and commit of Django's connection in the block."""
    watch = Stopwatch()
    held: Any = connection
    commit = held._commit

    def timed_commit() -> None:
        began = time.perf_counter()
        commit()
        watch.statements.append(("commit", time.perf_counter() - began))
        watch.parameters.append(None)

    held._commit = timed_commit
    try:
        with connection.execute_wrapper(watch):
            yield watch
    finally:
        held._commit = commit


def median_of(values: list[float]) -> float:
    """The middle one, in the unit of the values."""
    return float(median(values))
