"""What stands in the place of an answer that a pack does not give."""

from typing import NoReturn

from mooring.law.refusals import NotAnswered

HOME = "home"
"""The country's own territory, whichever part of it."""


def leave_unanswered(name: str) -> NoReturn:
    """Say that this pack does not answer a question. Raises `NotAnswered`."""
    raise NotAnswered(f"This country's pack does not answer “{name}”. Ask a lawyer; Mooring does not guess.")
