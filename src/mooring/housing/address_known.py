"""The rule of the house when the address of a place is known to somebody who must not know it. Cited as what it is: not law."""

from __future__ import annotations

from datetime import date

from mooring.law import N_, Finding
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house

MOVE_NOW = "house.move_now"
"""The kind of the deadline on the case of everybody who lives there."""

EVERYBODY_MOVES = because(
    "address_known",
    N_("Somebody who must not know it knows where the house is. Everybody who lives there moves."),
    rule_of_the_house(N_("Address known")),
)


def everybody_moves(on: date) -> Finding:
    """That a person moves from a house whose address is known."""
    says = N_("The person moves to another place, with the person's consent, within a day.")
    return Finding("address_known", "move", says, (EVERYBODY_MOVES,), on)
