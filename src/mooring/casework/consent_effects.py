"""What becomes of other things when a consent is withdrawn: told beforehand, by the rooms that know.

consent_effects.register(open_referrals)      # from a room's `apps.ready()`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from mooring.casework.models import Consent
from mooring.safeguards.models import Officer


@dataclass(frozen=True)
class Effect:
    """One thing that the withdrawal touches: its reference, what becomes of it in plain words, and its page, if it has one."""

    reference: str
    becomes: Any
    address: str = ""


Teller = Callable[[Officer, Consent], Iterable[Effect]]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Have a room asked what it would do; it only tells, and does it when it hears of the deed `consent.withdraw`."""
    if teller not in _tellers:
        _tellers.append(teller)


def effects(officer: Officer, consent: Consent) -> list[Effect]:
    """Everything that the withdrawal of this consent would touch, as far as it is open to the officer."""
    return [effect for teller in _tellers for effect in teller(officer, consent)]
