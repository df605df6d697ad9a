"""Small numbers are withheld, and so is what would give them away."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.statistics.small_cells import LEAST, every_line, gives_away, withheld

NUMBERS = st.integers(0, 40)


def with_sums(inner: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def test_a_single_small_cell_takes_another_of_its_row_and_its_column_with_it() -> None:
    hidden = withheld(with_sums([[3, 10, 20], [8, 9, 30], [40, 50, 60]]))
    assert (0, 0) in hidden
    assert len([place for place in hidden if place[0] == 0]) > 1
    assert len([place for place in hidden if place[1] == 0]) > 1


def test_two_that_add_up_to_two_are_not_left_alone() -> None:
    hidden = withheld([[1, 1, 9, 11]], columns_add_up=False)
    assert (0, 2) in hidden


def test_where_nobody_is_there_is_nothing_to_withhold() -> None:
    assert withheld(with_sums([[0, 0], [0, 0]])) == frozenset()


@settings(
    suppress_health_check=[HealthCheck.too_slow], deadline=None
)  # the machine is shared: only its speed is forgiven
@given(st.lists(NUMBERS, min_size=1, max_size=20), st.integers(1, 5))
def test_no_line_of_any_table_tells_a_number_that_is_withheld(numbers: list[int], width: int) -> None:
    whole = numbers + [0] * (-len(numbers) % width)
    cells = with_sums([whole[place : place + width] for place in range(0, len(whole), width)])
    hidden = withheld(cells)
    for row, line_of_numbers in enumerate(cells):
        for column, number in enumerate(line_of_numbers):
            assert (row, column) in hidden or not 0 < number < LEAST
            assert number > 0 or (row, column) not in hidden
    for line in every_line(cells):
        parts, total = line
        all_gone = all(cells[r][c] == 0 or (r, c) in hidden for r, c in [*parts, total])
        assert all_gone or not gives_away(cells, line, hidden)
