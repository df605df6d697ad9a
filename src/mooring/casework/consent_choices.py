"""What a consent can be about: the parts of a case that can be told, and the needs for which. Rooms above fill it.

consent_choices.parts_from(offered)      consent_choices.purposes_from(needs)      # from a room's `apps.ready()`
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mooring.casework.models import Case
from mooring.safeguards.models import Officer

Choice = tuple[str, Any]
Parts = Callable[[Officer, Case], Sequence[Choice]]
Purposes = Callable[[], Sequence[Choice]]
_parts: list[Parts] = []
_purposes: list[Purposes] = []


def parts_from(source: Parts) -> None:
    """Have a room asked which parts of a case an officer could tell, as (code, words)."""
    if source not in _parts:
        _parts.append(source)


def purposes_from(source: Purposes) -> None:
    """Have a room asked for which needs something can be told, as (code, words)."""
    if source not in _purposes:
        _purposes.append(source)


def parts(officer: Officer, case: Case) -> list[Choice]:
    return [choice for source in _parts for choice in source(officer, case)]


def purposes() -> list[Choice]:
    return [choice for source in _purposes for choice in source()]


def purpose_name(code: str) -> Any:
    """The words of a need; its code where nobody knows it any more."""
    return dict(purposes()).get(code, code.replace("_", " "))
