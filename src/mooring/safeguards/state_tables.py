"""Where a matter can stand, who holds the pen there, and who may move it on: one table of plain data for each kind of matter.

    STATE_TABLE = StateTable(
        "referral",
        (State("draft", _("Draft"), pen="sender"), …),
        (Move("draft", "sent", "referral.send", "sender"), …),
    )
    state_tables.register(STATE_TABLE)          in the room's `apps.ready()`

A test walks every table that is registered, and `scripts/diagrams.py` draws it. Imports nothing of Django.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NOBODY = "nobody"
CLOCK = "the_clock"
"""Who moves a matter on when its time is over: the machine, on a schedule."""
BEGINNING = "[*]"
"""The source of a move by which a matter comes into the world."""


class NoSuchState(KeyError):
    """A code that this table does not have."""


class NotALawfulMove(Exception):
    """A matter cannot go from the state in which it stands to the one asked for."""

    def __init__(self, table: str, source: str, target: str) -> None:
        super().__init__(f"{table}: no move from {source} to {target}")
        self.source, self.target = source, target


@dataclass(frozen=True)
class State:
    """One state: its code, its name on a page, whose turn it is, which notice goes out, and whether it ends the matter."""

    code: str
    label: Any
    pen: str
    notice: str | None = None
    final: bool = False


@dataclass(frozen=True)
class Move:
    """One lawful move: from where, to where, by which verb, and on which side stands who makes it."""

    source: str
    target: str
    verb: str
    by: str


@dataclass(frozen=True)
class StateTable:
    """All states of one kind of matter, and all lawful moves between them; every other move is refused."""

    name: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]

    def state(self, code: str) -> State:
        """The state with this code. Raises `NoSuchState`."""
        for state in self.states:
            if state.code == code:
                return state
        raise NoSuchState(code)

    def may(self, source: str, target: str) -> bool:
        """Whether a matter may go from one state to another."""
        return any(move.source == source and move.target == target for move in self.moves)

    def require(self, source: str, target: str) -> None:
        """See that a move is lawful. Raises `NotALawfulMove`."""
        if not self.may(source, target):
            raise NotALawfulMove(self.name, source, target)

    def moves_from(self, source: str, by: str | None = None) -> tuple[Move, ...]:
        """The moves that lead on from a state, of one side only when asked."""
        return tuple(move for move in self.moves if move.source == source and by in (None, move.by))

    def faults(self) -> list[str]:
        """What is wrong with this table; nothing when it is whole. For the test that walks all tables."""
        codes = [state.code for state in self.states]
        found = [f"{code} stands twice" for code in sorted({code for code in codes if codes.count(code) > 1})]
        for move in self.moves:
            found += [f"{move.verb} leads from an unknown state: {move.source}"] * (
                move.source not in (*codes, BEGINNING)
            )
            found += [f"{move.verb} leads to an unknown state: {move.target}"] * (move.target not in codes)
            found += [f"{move.source} to {move.target} has nobody who makes it"] * (not move.by)
        for state in self.states:
            found += [f"{state.code} has no name"] * (not str(state.label).strip())
            found += [f"{state.code} has no pen-holder"] * (not state.pen)
            found += [f"{state.code} is final, yet leads on"] * bool(state.final and self.moves_from(state.code))
            found += [f"{state.code} is a dead end"] * bool(not state.final and not self.moves_from(state.code))
            found += [f"nothing leads to {state.code}"] * all(move.target != state.code for move in self.moves)
        return found

    def mermaid(self) -> str:
        """The table drawn as a state diagram, in the words of Mermaid."""
        return "\n".join(("stateDiagram-v2", *(f"    {line}" for line in self._lines()))) + "\n"

    def _lines(self) -> Iterator[str]:
        for state in self.states:
            yield f'state "{state.label} ({state.pen.replace("_", " ")})" as {state.code}'
        for move in self.moves:
            yield f"{move.source} --> {move.target} : {move.verb.partition('.')[2]} ({move.by.replace('_', ' ')})"
        for state in self.states:
            if state.final:
                yield f"{state.code} --> [*]"


ALL_TABLES: dict[str, StateTable] = {}


def register(table: StateTable) -> None:
    """Enter a table in the list that the test walks and the diagrams are drawn from. For rooms' `apps.ready()`."""
    ALL_TABLES[table.name] = table
