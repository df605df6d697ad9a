"""Rows that hang on no case and are appended all the same, by the name this room has for them."""

from mooring.casework.models.in_turn import SupersededInTurn as InTurn
from mooring.casework.models.in_turn import in_turn, take_the_place

__all__ = ["InTurn", "in_turn", "take_the_place"]
