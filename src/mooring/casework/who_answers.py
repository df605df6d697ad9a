"""Whether a person is treated as a child, asked of the room that knows, so that who answers for the person can be asked of the law.

who_answers.child_from(is_child)      # from a room's `apps.ready()`
"""

from __future__ import annotations

from collections.abc import Callable

from mooring.casework.models import Case

IsChild = Callable[[Case], bool | None]
_sources: list[IsChild] = []


def child_from(source: IsChild) -> None:
    """Have a room asked; it answers none where nobody knows."""
    if source not in _sources:
        _sources.append(source)


def treated_as_child(case: Case) -> bool | None:
    """Whether the person is treated as a child, as far as it is open to the acting officer; none where it is not known."""
    said = [source(case) for source in _sources]
    return next((answer for answer in said if answer is not None), None)
