"""What a room knows of a person and another may ask for, without either knowing the other.

known.provide("residence_basis", basis_of)      # by the room that records it, in its `apps.ready()`
known.known(case, "residence_basis")            # by the room that needs it; none when nobody knows
"""

from __future__ import annotations

from collections.abc import Callable

from mooring.casework.models import Case

Provider = Callable[[Case], object]
_providers: dict[str, Provider] = {}


def provide(name: str, function: Provider) -> None:
    """Offer an answer under a name. It is asked in the officer's transaction, so it tells her nothing she may not see."""
    _providers[name] = function


def known(case: Case, name: str) -> object | None:
    """What the house knows of a person under a name, or none: nobody provides it, or it is not recorded."""
    provider = _providers.get(name)
    return provider(case) if provider is not None else None
