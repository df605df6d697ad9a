"""Small cells withheld, and with them what would give them away. Pure.

A number from 1 to 4 is withheld. A line of a table (its cells, and their sum) gives a withheld cell away when it is the only one there,
or when those withheld add up to so little that each can be told; then the smallest other number of the line is withheld as well, and
at last the sum. Zero is shown: it says that there is nobody. Lines are looked at one by one; several tables laid side by side are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LEAST = 5
Place = tuple[int, int]
Line = tuple[list[Place], Place]


def withheld(cells: Sequence[Sequence[int]], *, columns_add_up: bool = True) -> frozenset[Place]:
    """The places that are withheld, of a table whose last column holds the sums of its rows.

    `columns_add_up`: its last row holds the sums of the columns; not so where somebody may stand in several rows.
    """
    hidden = {
        (row, column)
        for row, numbers in enumerate(cells)
        for column, number in enumerate(numbers)
        if 0 < number < LEAST
    }
    lines = list(_lines(cells, columns_add_up=columns_add_up))
    while more := {place for line in lines if (place := _also(cells, line, hidden)) is not None}:
        hidden |= more
    return frozenset(hidden)


def gives_away(cells: Sequence[Sequence[int]], line: Line, hidden: frozenset[Place] | set[Place]) -> bool:
    """Whether a line tells one of its withheld numbers."""
    parts, total = line
    gone = [place for place in parts if place in hidden]
    if total in hidden:
        return not gone
    if not gone:
        return False
    # Each is 1 or more, so each is at most what is left of their sum: that must reach beyond the small numbers.
    most = sum(cells[row][column] for row, column in gone) - (len(gone) - 1)
    return len(gone) == 1 or most < LEAST


def _lines(cells: Sequence[Sequence[int]], *, columns_add_up: bool) -> Iterator[Line]:
    width, height = len(cells[0]) if cells else 0, len(cells)
    for row in range(height):
        yield [(row, column) for column in range(width - 1)], (row, width - 1)
    if columns_add_up:
        for column in range(width):
            yield [(row, column) for row in range(height - 1)], (height - 1, column)


def _also(cells: Sequence[Sequence[int]], line: Line, hidden: set[Place]) -> Place | None:
    """What else of a line is withheld, or none where it gives nothing away."""
    if not gives_away(cells, line, hidden):
        return None
    parts, total = line
    shown = [place for place in parts if place not in hidden and cells[place[0]][place[1]] > 0]
    if shown:
        return min(shown, key=lambda place: (cells[place[0]][place[1]], place))
    return total if total not in hidden else None


def every_line(cells: Sequence[Sequence[int]], *, columns_add_up: bool = True) -> list[Line]:
    """All lines of a table: their parts, and where their sum stands."""
    return list(_lines(cells, columns_add_up=columns_add_up))
