"""The tables that a body holds: each cell with its place, its words' span, and what heads its column and row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.folding import nfkc
from extract.page.lines import CELL, Line, fold
from extract.records import Cell

HEADER_ROWS = 3
"""Most rows of a table's header: a group, what it counts, a unit."""

NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[^\d\s]{0,3}|[-—/]+")
YEAR = re.compile(r"(?:19|20)\d\d\s*年?度?")

JOINT = " / "


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell that is not empty: its place in its table (from 0), how many columns it covers, where its words begin."""

    row: int
    column: int
    width: int
    text: str
    start: int

    @property
    def is_number(self) -> bool:
        text = nfkc(self.text)
        return bool(NUMBER.fullmatch(text)) and not YEAR.fullmatch(text)


def read_cells(body: Sequence[Line]) -> tuple[Cell, ...]:
    """Every cell that is not empty of every table among the lines of a body, in the order of the text.

    A table is a run of lines with cells; two that follow each other are two where the markup says so.
    """
    found: list[Cell] = []
    for number, table in enumerate(_tables(body), start=1):
        found += _cells(number, list(_placed(table)))
    return tuple(found)


def _tables(body: Sequence[Line]) -> Iterator[list[tuple[int, Line]]]:
    """The lines of each table, with the offset of each in the body's text."""
    table: list[tuple[int, Line]] = []
    start = 0
    for line in body:
        if table and (CELL not in line.raw or _number(line) != _number(table[-1][1])):
            yield table
            table = []
        if CELL in line.raw:
            table.append((start, line))
        start += len(line.text) + 1
    if table:
        yield table


def _number(line: Line) -> int:
    return line.row.table if line.row else 0


def _words(line: Line) -> list[str]:
    """A row's cells, empty ones too."""
    words = [fold(part) for part in line.raw.split(CELL)]
    return words[1:] if line.row and len(words) == len(line.row.spans) + 1 else words


def _placed(table: Sequence[tuple[int, Line]]) -> Iterator[_Placed]:
    """Cells at their columns: those that a cell of a row above covers are passed over."""
    covered: dict[int, int] = {}
    for row, (offset, line) in enumerate(table):
        words, start = _words(line), offset
        spans = line.row.spans if line.row and len(line.row.spans) == len(words) else ((1, 1),) * len(words)
        below: dict[int, int] = {}
        column = 0
        for word, (width, height) in zip(words, spans, strict=True):
            while covered.get(column, 0) > 0:
                column += 1
            if word:
                yield _Placed(row, column, width, word, start)
                start += len(word) + 1
            below.update(dict.fromkeys(range(column, column + width), height))
            column += width
        covered = {at: rows - 1 for at, rows in {**covered, **below}.items() if rows > 1}


def _header_rows(rows: Sequence[Sequence[_Placed]], width: int) -> range:
    """The rows that head the columns: those above the first number, a title over the whole table aside."""
    first = next((at for at, row in enumerate(rows) if len(row) > 1 or row[0].width < width), 0)
    numbered = (at for at, row in enumerate(rows) if any(cell.is_number for cell in row))
    body = next(numbered, first + 1)
    return range(first, min(max(body, first), first + HEADER_ROWS))


def _label_columns(cells: Sequence[_Placed], width: int) -> int:
    """How many columns on the left hold words, or a running number, and so say what a row is about."""
    numbers: dict[int, list[str]] = {}
    for cell in cells:
        if cell.is_number:
            numbers.setdefault(cell.column, []).append(cell.text)
    counted = (
        at for at in sorted(numbers) if numbers[at] != [str(number) for number in range(1, len(numbers[at]) + 1)]
    )
    return min(next(counted, width), width)


def _cells(number: int, placed: Sequence[_Placed]) -> Iterator[Cell]:
    if not placed:
        return
    width = max(cell.column + cell.width for cell in placed)
    rows = [list(row) for _, row in groupby(placed, key=lambda cell: cell.row)]
    heads = _header_rows(rows, width)
    header = [cell for at in heads for cell in rows[at]]
    body = [cell for row in rows[heads.stop :] for cell in row]
    labels = _label_columns(body, width - 1)
    above = _column_headers(header)
    for at, row in enumerate(rows):
        is_header = at < heads.stop
        beside = JOINT.join(cell.text for cell in row if cell.column < labels and not cell.is_number)
        for cell in row:
            yield Cell(
                table_no=number,
                row_no=cell.row + 1,
                column_no=cell.column + 1,
                is_header=is_header,
                header="" if is_header else JOINT.join(above.get(cell.column, ())),
                row_header="" if is_header or cell.column < labels else beside,
                text=cell.text,
                char_start=cell.start,
                char_end=cell.start + len(cell.text),
            )


def _column_headers(header: Sequence[_Placed]) -> dict[int, list[str]]:
    """What stands above each column, from the top."""
    above: dict[int, list[str]] = {}
    for cell in header:
        for column in range(cell.column, cell.column + cell.width):
            above.setdefault(column, []).append(cell.text)
    return above
