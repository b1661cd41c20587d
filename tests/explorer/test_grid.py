"""Grids and sparklines: rows as tables and small lines show them."""

from __future__ import annotations

import pytest

from explorer.grid import grid
from explorer.sparkline import EDGE, HEIGHT, WIDTH, spark


def test_rows_become_lines_in_their_order_and_columns_in_rising_order() -> None:
    rows = [("b", 2022, 1), ("b", 2020, 2), ("a", 2021, 3)]
    made = grid(rows, lambda row: row[0], lambda row: row[1])
    assert made.columns == (2020, 2021, 2022)
    assert [line.cells for line in made.lines] == [(rows[1], None, rows[0]), (None, rows[2], None)]
    assert made.lines[0].head == rows[0], "the newest stands for its line"


def test_columns_may_be_empty() -> None:
    made = grid([("a", 2020)], lambda row: row[0], lambda row: row[1], range(2019, 2022))
    assert made.columns == (2019, 2020, 2021)
    assert made.lines[0].cells == (None, ("a", 2020), None)


def test_nothing_is_an_empty_grid() -> None:
    assert grid([], lambda row: row, lambda row: row).columns == ()


@pytest.mark.parametrize("values", [[], [1], [None, 3, None]])
def test_fewer_than_two_known_values_are_no_line(values: list[float | None]) -> None:
    assert spark(values) is None


@pytest.mark.parametrize(
    ("values", "heights"),
    [
        ([1, 2, 3], [HEIGHT - EDGE, HEIGHT / 2, EDGE]),
        ([5, None, 5], [HEIGHT / 2, HEIGHT / 2]),
        ([0, -4], [EDGE, HEIGHT - EDGE]),
    ],
)
def test_the_least_is_at_the_bottom_and_gaps_have_no_point(values: list[float | None], heights: list[float]) -> None:
    line = spark(values)
    assert line is not None
    assert [y for _, y in line.points] == heights
    assert (line.points[0][0], line.points[-1][0]) == (EDGE, WIDTH - EDGE)


def test_points_are_as_svg_has_them() -> None:
    assert str(spark([1, 2])) == "3,21 93,3"
