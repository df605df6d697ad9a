"""Which parts of a case open to the desk that accepts a referral. For the preview, before anything is sent; the database does it.

Whoever takes up one need works from the package that was shared, and needs a place to write: the entry of the case with notes of its
own, and the parts where its service lies. Whoever becomes responsible needs the core and every part that was shared, as lead.
The police, on one of the three grounds that the law leaves them, have the package and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

from mooring.casework.compartments import Compartment

HAND_OVER = "hand_over"
PACKAGE_ONLY = frozenset({"danger_to_life", "court_order", "duty_to_testify"})
WHERE_SERVICES_LIE = frozenset({Compartment.SUPPORT, Compartment.HEALTH, Compartment.SHELTER_ADDRESS})


def parts_that_open(kind: str, ground: str, shared: Iterable[str]) -> list[Compartment]:
    """The parts that open when a referral is accepted, of one that shares pieces in these parts, in the order of the parts."""
    if ground in PACKAGE_ONLY:
        return []
    parts = {Compartment(part) for part in shared}
    shared_with_it = parts | {Compartment.CORE} if kind == HAND_OVER else parts & WHERE_SERVICES_LIE
    return [part for part in Compartment if part in shared_with_it | {Compartment.ENTRY}]
