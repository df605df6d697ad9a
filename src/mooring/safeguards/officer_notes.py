"""What other rooms have to say about an officer on the administrator's page: a sentence with a number, never a case."""

from __future__ import annotations

from collections.abc import Callable

from mooring.safeguards.models import Officer

Note = Callable[[Officer], str]
_notes: list[Note] = []


def tell(note: Note) -> None:
    """Have `note` asked for a sentence about every officer whose page is opened; empty when there is nothing. For `apps.ready()`."""
    if note not in _notes:
        _notes.append(note)


def told_about(officer: Officer) -> list[str]:
    """What the rooms say about this officer now."""
    return [sentence for note in _notes if (sentence := note(officer))]
