"""A deed: an act of an officer that changes something. One transaction, one guard, one line in the ledger.

    @deed("reflection.extend", on="period")
    def extend(*, by: Officer, period: ReflectionPeriod, …) -> Extension: …

The decorator 1. opens the transaction and sets the officer to `by`; 2. asks the guard about the thing named by `on`;
3. does the deed; 4. writes exactly one ledger line; 5. tells the rooms that listen, in the same transaction.
A refusal is raised as `Refused` and written to the ledger after the rollback.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from mooring.safeguards import ledger
from mooring.safeguards.access import Guarded, Refused, access
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as, acting_officer_key

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Deed:
    """The description of a deed, for the list of all deeds and for the tests that walk it."""

    name: str
    on: str | None
    compartment: str
    function: Callable[..., Any]
    code: str | None = None
    part: str | None = None

    def compartment_of(self, arguments: dict[str, Any]) -> str:
        """The part of the case that is written: the deed's own, or the one that an argument names or lies in."""
        named = arguments.get(self.part) if self.part else None
        return str(getattr(named, "compartment", named) or self.compartment)


@dataclass(frozen=True)
class Done:
    """What has just been done, for those who listen: the deed, by whom, to what, and what came of it."""

    deed: Deed
    by: Officer
    thing: object
    result: object
    arguments: dict[str, Any]

    @property
    def compartment(self) -> str:
        return self.deed.compartment_of(self.arguments)


Listener = Callable[[Done], None]
Condition = Callable[[Deed, Officer, object, dict[str, Any]], None]
ALL_DEEDS: dict[str, Deed] = {}
_listeners: list[Listener] = []
_conditions: list[Condition] = []


class DeedTakenTwice(RuntimeError):
    """Two functions claim the same name of a deed."""


def listen(listener: Listener) -> None:
    """Have `listener` called after every deed, in its transaction. For rooms' `apps.ready()`."""
    if listener not in _listeners:
        _listeners.append(listener)


def ask_before(condition: Condition) -> None:
    """Have `condition` asked before every deed, once the guard has let it pass; it raises `Refused`. For rooms' `apps.ready()`."""
    if condition not in _conditions:
        _conditions.append(condition)


def deed(
    name: str,
    *,
    on: str | None = None,
    compartment: str = "core",
    code: str | None = None,
    writing: bool = True,
    part: str | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a deed. `on` names the keyword argument that is guarded, or "result" for a deed that founds the thing;
    `compartment` is the part of it that is written. `code` names the argument whose value, a word from a fixed list, the ledger
    keeps: why somebody looked. `writing` is false for a look that takes no more than reading.
    `part` names the argument that says which compartment is written, or lies in it, where that differs from row to row."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        described = Deed(name, on, compartment, function, code, part)
        known = ALL_DEEDS.setdefault(name, described)
        if known.function.__qualname__ != function.__qualname__:
            raise DeedTakenTwice(name)
        signature = inspect.signature(function)

        @functools.wraps(function)
        def done(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = signature.bind(*args, **kwargs)
            arguments = bound.arguments | bound.kwargs  # what a deed takes as a bundle counts name by name too
            by: Officer = arguments["by"]
            thing = arguments.get(on) if on and on != "result" else None
            within = described.compartment_of(arguments)
            try:
                with acting_as(by):
                    refusal = access(
                        by,
                        name,
                        thing if isinstance(thing, Guarded) else None,
                        compartment=within,
                        writing=writing,
                    )
                    if refusal is not None:
                        raise Refused(refusal, by, _case_key(thing))
                    for condition in _conditions:
                        condition(described, by, thing, dict(arguments))
                    result = function(*args, **kwargs)
                    about = result if on == "result" else thing
                    case_key = _case_key(about)
                    ledger.write(
                        by,
                        name,
                        case_key=case_key,
                        compartment=within if case_key else "",
                        code=str(arguments.get(code) or "") if code else "",
                    )
                    for listener in _listeners:
                        listener(Done(described, by, about, result, dict(arguments)))
                    return result
            except Refused as refused:
                note_refusal(refused)
                raise

        done.deed = described  # type: ignore[attr-defined]
        return done

    return decorate


def note_refusal(refused: Refused) -> None:
    """Write the refusal to the ledger, once everything around it is rolled back. Called again from outside until it can be."""
    if acting_officer_key() is not None or (connection.in_atomic_block and connection.needs_rollback):
        return
    with transaction.atomic():
        if refused.noted_by is not None:
            refused.noted_by(refused)
            return
        ledger.write(
            refused.officer,
            refused.refusal.verb,
            outcome="refused",
            case_key=refused.case_key,
            code=refused.refusal.why,
        )


def _case_key(thing: object) -> int | None:
    key = getattr(thing, "case_key", None)
    return int(key) if key is not None else None
