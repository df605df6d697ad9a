"""The pieces of a case that can be told to another agency, each by itself: each room says which it holds, and how it is written out.

pieces.register(Piece("languages", _("Languages"), Compartment.CORE, 20, languages))      # from a room's `apps.ready()`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mooring.casework.models import Case
from mooring.safeguards.models import Officer

Line = tuple[str, str]
Write = Callable[[Case], list[Line]]


@dataclass(frozen=True)
class Piece:
    """One piece: its code, what it is called, the part of the case in which it lies, its place in the list, and how it is written out.

    `write` answers lines of label and words in the language in use, as the receiver will read them; none where nothing is known. It is
    asked in the transaction of an officer, so it holds what is open to her and nothing else.
    `by_hand`: never chosen beforehand, and told only where the other cannot do without. `stand_in`: what a preview shows in its place,
    where looking at it is a deed of its own. `minimum_across_borders`, `minimum_for_police`: belongs to the least that is told there.
    """

    code: str
    title: Any
    compartment: str
    order: int
    write: Write
    minimum_across_borders: bool = False
    minimum_for_police: bool = False
    by_hand: bool = False
    stand_in: Any = ""


class PieceTakenTwice(RuntimeError):
    """Two rooms claim the same code of a piece."""


class NoSuchPiece(LookupError):
    """A piece was named that no room knows. Carries the codes, which say nothing of a person."""


_pieces: dict[str, Piece] = {}


def register(*found: Piece) -> None:
    """Put pieces on the list; called once from a room's `apps.ready()`. Raises `PieceTakenTwice`."""
    for piece in found:
        if _pieces.setdefault(piece.code, piece) != piece:
            raise PieceTakenTwice(piece.code)


def every() -> list[Piece]:
    """All pieces, in order."""
    return sorted(_pieces.values(), key=lambda piece: (piece.order, piece.code))


def named(codes: Iterable[str]) -> list[Piece]:
    """The pieces of these codes, each once, in order. Raises `NoSuchPiece`."""
    wanted = set(codes)
    if strange := sorted(wanted - _pieces.keys()):
        raise NoSuchPiece(", ".join(strange))
    return [piece for piece in every() if piece.code in wanted]


def offered(case: Case, officer: Officer) -> list[Piece]:
    """The pieces that this officer could tell: those in the parts of the case which she herself reads."""
    held = case.held_by(officer)
    return [piece for piece in every() if piece.compartment in held]


def previewed(case: Case, codes: Sequence[str]) -> list[tuple[Piece, list[Line]]]:
    """The chosen pieces as a sender may see them: what only a reveal opens is spoken of, not shown. Raises `NoSuchPiece`."""
    return [(piece, spoken_of(piece.code, lines)) for piece, lines in written(case, codes)]


def spoken_of(code: str, lines: list[Line]) -> list[Line]:
    """The lines of a piece as its sender sees them: those of a piece that only a reveal opens are replaced by its stand-in."""
    piece = _pieces.get(code)
    return [(str(piece.title), str(piece.stand_in))] if piece is not None and piece.stand_in and lines else lines


def written(case: Case, codes: Sequence[str]) -> list[tuple[Piece, list[Line]]]:
    """The chosen pieces written out for the receiver, in order; one of which nothing is known has no lines. Raises `NoSuchPiece`."""
    return [(piece, piece.write(case)) for piece in named(codes)]
