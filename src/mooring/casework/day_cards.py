"""The officer's day has a card for each thing that waits. Each room registers its own, so that the day needs to know no room by name.

A card is shown to an officer whose role knows its verb, and only when it has something to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mooring.safeguards.models import Officer

BEFORE_WHAT_IS_DUE = 5

Says = Callable[[Officer], Mapping[str, Any] | None]


@dataclass(frozen=True)
class DayCard:
    """One card of the day: its code, what it takes to see it, its template (which finds what is said as `card`), and its place.

    `says` answers what the template needs, or none when nothing waits. A place up to `BEFORE_WHAT_IS_DUE` stands above the
    clocks of the next three days, the others below.
    """

    code: str
    verb: str
    template: str
    says: Says
    order: int = 50


_cards: dict[str, DayCard] = {}


class CardTakenTwice(RuntimeError):
    """Two rooms claim the same code of a card."""


def register(card: DayCard) -> None:
    """Put a card on the officer's day; called once from a room's `apps.ready()`. Raises `CardTakenTwice`."""
    if _cards.setdefault(card.code, card) != card:
        raise CardTakenTwice(card.code)


def cards_for(officer: Officer) -> list[dict[str, Any]]:
    """The cards that have something to say to this officer now, in order."""
    told = [
        {"template": card.template, "says": card.says(officer), "comes_first": card.order <= BEFORE_WHAT_IS_DUE}
        for card in sorted(_cards.values(), key=lambda card: card.order)
        if officer.may(card.verb)
    ]
    return [card for card in told if card["says"] is not None]
