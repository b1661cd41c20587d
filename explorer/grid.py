"""Grids: rows that stand for cells, arranged in lines and columns as a table shows them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """A line of a grid: a row that stands for it, the newest, and its cells in the order of the columns."""

    head: T
    cells: tuple[T | None, ...]


@dataclass(frozen=True, slots=True)
class Grid(Generic[T]):
    """Columns in rising order; lines in the order in which the rows name them."""

    columns: tuple[Any, ...]
    lines: tuple[Line[T], ...]


def grid(
    rows: Iterable[T], line: Callable[[T], Hashable], column: Callable[[T], Any], also: Iterable[Any] = ()
) -> Grid[T]:
    """Arrange rows: one a line and column, the last where there are several; `also` are columns that may be empty."""
    cells: dict[Hashable, dict[Any, T]] = {}
    for row in rows:
        cells.setdefault(line(row), {})[column(row)] = row
    known = {name for found in cells.values() for name in found}
    columns = sorted(known.union(also))
    lines = (Line(found[max(found)], tuple(found.get(name) for name in columns)) for found in cells.values())
    return Grid(tuple(columns), tuple(lines))
