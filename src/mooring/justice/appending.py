"""Appending a fact in the place of the one on which a step was decided, and of no other."""

from __future__ import annotations

from mooring.casework.models import Fact


def append(fact: Fact, instead_of: Fact | None) -> None:
    """Append `fact`, in the place of `instead_of` if there is one. Raises `AlreadySuperseded` when somebody else was quicker."""
    if instead_of is None:
        fact.save(force_insert=True)
    else:
        instead_of.supersede(fact)
