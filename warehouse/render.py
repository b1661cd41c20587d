"""The rows of a query as text: a table for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import count
from math import isfinite
from shutil import get_terminal_size
from typing import Any, TextIO

Row = Sequence[Any]

TABLE_ROWS = 1_000
"""Rows that a table shows. Whoever wants more wants a file."""

CELL_WIDTH = 60
"""Columns of the terminal that a cell of a table fills at most: a sentence's beginning, not a whole body."""

NARROWEST = 10
"""Columns of the terminal that a cell is left at least: a date stays whole. Many columns run over the edge."""

GAP = "  "
"""Between two columns of a table."""


def plain(value: Any) -> Any:
    """A value as a person writes it: decimals without trailing zeros, times in ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float) and not isfinite(value):
        return str(value)  # JSON has no such number
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(plain(name)): plain(item) for name, item in value.items()}
    return value


def unique(names: Iterable[str]) -> list[str]:
    """The names of columns, a number added where one stands there already: `code`, `code_1`."""
    taken: dict[str, None] = {}
    for name in names:
        numbered = (f"{name}_{number}" if number else name for number in count())
        taken[next(each for each in numbered if each not in taken)] = None
    return list(taken)


def _flat(value: Any) -> Any:
    """A value for one cell: what is nested becomes JSON."""
    value = plain(value)
    return json.dumps(value, ensure_ascii=False, default=_json_value) if isinstance(value, list | dict) else value


def write_csv(names: Sequence[str], rows: Iterable[Row], stream: TextIO) -> None:
    """CSV with a header line, NULL as an empty cell."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(map(_flat, row))


def _json_value(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)


def write_json(names: Sequence[str], rows: Iterable[Row], stream: TextIO) -> None:
    """One JSON array, an object a row and a row a line; decimals are numbers."""
    separator = "[\n"
    for row in rows:
        cells = dict(zip(names, map(plain, row), strict=True))
        stream.write(separator + json.dumps(cells, ensure_ascii=False, default=_json_value))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def display_width(text: str) -> int:
    """Columns that a text fills on a terminal: two for a Chinese character, none for a combining mark."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _cell(value: Any) -> str:
    text = "NULL" if value is None else str(_flat(value))
    return "".join(char if char.isprintable() else " " for char in text)


def _cut(text: str, most: int) -> str:
    """The text's beginning, with an ellipsis where it fills more than `most` columns of the terminal."""
    if display_width(text) <= most:
        return text
    kept, width = [], 1
    for char in text:
        width += display_width(char)
        if width > most:
            break
        kept.append(char)
    return "".join(kept) + "…"


def _most(widths: Sequence[int], terminal: int) -> int:
    """The widest that cells may be for the table to fit, within `NARROWEST` and `CELL_WIDTH`."""
    room = terminal - len(GAP) * (len(widths) - 1)
    fitting = (most for most in range(CELL_WIDTH, NARROWEST, -1) if sum(min(most, width) for width in widths) <= room)
    return next(fitting, NARROWEST)


def _line(cells: Iterable[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for text, width, is_right in zip(cells, widths, right, strict=True):
        space = " " * (width - display_width(text))
        padded.append(space + text if is_right else text + space)
    return GAP.join(padded).rstrip()


def _widths(lines: Iterable[Sequence[str]]) -> list[int]:
    return [max(map(display_width, column)) for column in zip(*lines, strict=True)]


def write_table(names: Sequence[str], rows: Iterable[Row], stream: TextIO) -> None:
    """Aligned columns, every one of them, numbers to the right; rows beyond a limit are cut, with a note.

    Cells are cut to what fits a terminal; in a pipe or file they are whole.
    """
    shown: list[Row] = []
    more = False
    for row in rows:
        more = len(shown) == TABLE_ROWS
        if more:
            break
        shown.append(row)
    lines = [list(names), *([_cell(value) for value in row] for row in shown)]
    widths = _widths(lines)
    if stream.isatty():
        most = _most(widths, get_terminal_size().columns)
        lines = [[_cut(cell, most) for cell in line] for line in lines]
        widths = _widths(lines)
    right = [any(isinstance(row[place], int | float | Decimal) for row in shown) for place in range(len(names))]
    header, *cells = lines
    stream.write(_line(header, widths, right) + "\n" + GAP.join("─" * width for width in widths) + "\n")
    stream.writelines(_line(row, widths, right) + "\n" for row in cells)
    told = f"the first {TABLE_ROWS:,} rows; --format csv gives all" if more else f"{len(shown):,} rows"
    stream.write(f"({told})\n" if more or len(shown) != 1 else "(1 row)\n")
