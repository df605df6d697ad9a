"""What a room knows of a person and another may ask for, without either knowing the other.

known.provide("residence_basis", basis_of)      # by the room that records it, in its `apps.ready()`
known.known(case, "residence_basis")            # by the room that needs it; none when nobody knows
known.known_of(cases, "residence_basis")        # of many cases at once, by case key
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from mooring.casework.models import Case

Provider = Callable[[Case], object]
ProviderOfMany = Callable[[Collection[int]], Mapping[int, object]]
_providers: dict[str, Provider] = {}
_providers_of_many: dict[str, ProviderOfMany] = {}


def provide(name: str, function: Provider, of_many: ProviderOfMany | None = None) -> None:
    """Offer an answer under a name. It is asked in the officer's transaction, so it tells her nothing she may not see.

    `of_many` answers for many cases, by their keys, in one query; it may leave out those of whom nothing is known.
    """
    _providers[name] = function
    if of_many is not None:
        _providers_of_many[name] = of_many


def known(case: Case, name: str) -> object | None:
    """What the house knows of a person under a name, or none: nobody provides it, or it is not recorded."""
    provider = _providers.get(name)
    return provider(case) if provider is not None else None


def known_of(cases: Collection[Case], name: str) -> Mapping[int, object]:
    """What the house knows of several persons under a name, by case key; those of whom it knows nothing may be left out."""
    of_many = _providers_of_many.get(name)
    if of_many is not None:
        return of_many([case.pk for case in cases])
    return {case.pk: known(case, name) for case in cases}
