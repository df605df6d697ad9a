"""What must hold before a deed is done, asked by a room that the deed's own room does not know.

    conditions.register("return.accept", check)         in the room's `apps.ready()`

The check is asked in the deed's transaction, before anything is done: it answers why not and what to do next, or none. So that nothing
is decided for a child alone without the representative, wherever it is decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.safeguards.deeds import Deed
from mooring.safeguards.models import Officer


@dataclass(frozen=True)
class Lack:
    """What is missing before a deed may be done: a code, why, and what to do next."""

    code: str
    reason: str
    instead: str


Check = Callable[[Officer, int, Mapping[str, Any]], Lack | None]
_checks: dict[str, list[Check]] = defaultdict(list)


def register(deed: str, check: Check) -> None:
    """Have `check` asked before this deed, with who acts, the key of the case, and what the deed was given. For `apps.ready()`."""
    if check not in _checks[deed]:
        _checks[deed].append(check)


def ask(described: Deed, by: Officer, thing: object, arguments: Mapping[str, Any]) -> None:
    """Ask everything that was registered for a deed. Raises `Refused` at the first thing that lacks."""
    case_key = getattr(thing, "case_key", None)
    if case_key is None:
        return
    for check in _checks.get(described.name, ()):
        lack = check(by, int(case_key), arguments)
        if lack is not None:
            raise house_rule(described.name, by, Case(pk=int(case_key)), lack.reason, lack.instead)
