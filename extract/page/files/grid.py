"""Tables on a page: the cells that drawn lines enclose, and the pieces of text in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from extract.page.files.placed import Page, Piece, Row, Rule, lines_of, row_of, text_of
from extract.page.lines import CELL

NEAR = 3.0
"""Points (a hundredth of an inch and a third) by which lines that belong together may miss each other, and that a cell
reaches beyond its lines. Word's have half a point of breadth."""

RULES_MAX = 2_000
"""Most lines of a page that are looked at: a form of 40 rows and 20 columns drawn cell by cell has 1,600. More is a
drawing."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _merged(rules: Iterable[Rule], *, upright: bool) -> list[Rule]:
    """Lines that go on from one another as one."""

    def place(rule: Rule) -> tuple[float, float, float]:
        return (rule.left, rule.top, rule.bottom) if upright else (rule.top, rule.left, rule.right)

    merged: list[tuple[float, float, float]] = []
    for at, start, end in sorted(map(place, rules)):
        near = (number for number in range(len(merged) - 1, -1, -1) if at - merged[number][0] <= NEAR)
        for number in near:
            other, first, last = merged[number]
            if start <= last + NEAR and end >= first - NEAR:
                merged[number] = (other, min(first, start), max(last, end))
                break
        else:
            merged.append((at, start, end))
    return [Rule(at, start, at, end) if upright else Rule(start, at, end, at) for at, start, end in merged]


def _box(piece: Piece, upright: Sequence[Rule], level: Sequence[Rule]) -> Box | None:
    """The nearest lines on all four sides of a piece, None where one is missing."""
    x, y = (piece.left + piece.right) / 2, piece.base - piece.size / 3
    beside = [rule.left for rule in upright if rule.top - NEAR <= y <= rule.bottom + NEAR]
    above = [rule.top for rule in level if rule.left - NEAR <= x <= rule.right + NEAR]
    left = max((at for at in beside if at <= x), default=None)
    right = min((at for at in beside if at > x), default=None)
    top = max((at for at in above if at <= y), default=None)
    bottom = min((at for at in above if at > y), default=None)
    if left is None or right is None or top is None or bottom is None:
        return None
    return left, top, right, bottom


def _cell(pieces: Sequence[Piece]) -> str:
    return "".join(text_of(line) for line in lines_of(pieces))


def _table_rows(cells: dict[Box, list[Piece]], page: int) -> list[Row]:
    """One row for the cells that begin at one height."""
    rows = []
    for _, boxes in groupby(sorted(cells, key=lambda box: (box[1], box[0])), key=lambda box: box[1]):
        beside = list(boxes)
        text = CELL.join(_cell(cells[box]) for box in beside)
        size = cells[beside[0]][0].size
        base = min(piece.base for box in beside for piece in cells[box])
        rows.append(Row(text, beside[0][0], beside[-1][2], base, size, page, in_table=True))
    return rows


def rows_of(page: Page, number: int) -> list[Row]:
    """The lines of a page from above; a table's row is one of them."""
    cells: dict[Box, list[Piece]] = {}
    free: list[Piece] = []
    rules = page.rules if len(page.rules) <= RULES_MAX else ()
    upright = _merged((rule for rule in rules if rule.left == rule.right), upright=True)
    level = _merged((rule for rule in rules if rule.left != rule.right), upright=False)
    for piece in page.pieces:
        box = _box(piece, upright, level) if len(upright) > 1 and len(level) > 1 else None
        (free if box is None else cells.setdefault(box, [])).append(piece)
    for box in [each for each in cells if not _is_cell(each, cells)]:
        free += cells.pop(box)
    cells = {box: pieces for box, pieces in cells.items() if any(piece.text.strip() for piece in pieces)}
    printed = [row for line in lines_of(free) if (row := row_of(line, number))]
    return sorted([*printed, *_table_rows(cells, number)], key=lambda row: (row.base, row.left))


def _is_cell(box: Box, cells: Iterable[Box]) -> bool:
    """Whether another cell shares a side with it: a frame around a text is no table."""
    left, top, right, bottom = box
    return any(
        other != box and (left == other[2] or right == other[0] or top == other[3] or bottom == other[1])
        for other in cells
    )
