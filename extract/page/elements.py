"""How elements of markup read (elements.tsv): which are no text, which begin a line, a row or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from extract.errors import KnowledgeError
from extract.html import HtmlElement
from extract.knowledge import nearest, read_tsv

KINDS = ("skipped", "skipped-block", "block", "grid", "row", "cell")
"""`skipped`: what stands inside is never a document's text; `skipped-block` ends a line as well. `block`, `grid`, `row`
and `cell` begin and end a line; inside a `grid` that shows data a `row` is one line and its `cell`s are parted."""

CELL_LENGTH = 300
LONE_CELL_LENGTH = 60
CELL_BREAKS = 8
"""Longest text of a cell of a table that shows data, of a table with one row, and most elements in a cell. The cells of
layouts hold whole columns."""

SPAN_MAX = 100
"""Most columns or rows that a cell is taken to cover. No table of a report has as many; browsers stop at 1,000."""


@dataclass(frozen=True, slots=True)
class Elements:
    """Tag names by how they read. `skipped` holds `skipped_blocks`; `blocks` holds grids, rows, cells, and what is
    `structured`: has cells, numbers or line breaks of its own."""

    skipped: frozenset[str]
    skipped_blocks: frozenset[str]
    blocks: frozenset[str]
    grids: frozenset[str]
    rows: frozenset[str]
    cells: frozenset[str]
    structured: frozenset[str]


NOT_IN_GRIDS = ("table", "h1", "h2", "h3", "form")
"""What a table that shows data has none of."""


def elements_from(rows: Iterable[Mapping[str, str]]) -> Elements:
    """Elements of rows with `kind` and `name`. Raises KnowledgeError for an unknown kind."""
    named: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for row in rows:
        if row["kind"] not in named:
            raise KnowledgeError(f"extract/data/elements.tsv: no kind {row['kind']!r}{nearest(row['kind'], KINDS)}")
        named[row["kind"]].add(row["name"])
    blocks = frozenset(named["block"] | named["grid"] | named["row"] | named["cell"])
    return Elements(
        skipped=frozenset(named["skipped"] | named["skipped-block"]),
        skipped_blocks=frozenset(named["skipped-block"]),
        blocks=blocks,
        grids=frozenset(named["grid"]),
        rows=frozenset(named["grid"] | named["row"]),
        cells=frozenset(named["cell"]),
        structured=frozenset(named["grid"] | named["cell"] | {"dt", "ol", "li", "pre"}) & blocks,
    )


@cache
def elements() -> Elements:
    """The shipped elements."""
    return elements_from(read_tsv("elements.tsv", ("kind", "name")))


def length(node: HtmlElement, enough: int) -> int:
    """The number of characters in an element, no further counted than is enough."""
    total = 0
    for text in node.itertext():
        total += len(text)
        if total >= enough:
            break
    return total


def is_grid(node: HtmlElement) -> bool:
    """Whether a table or a list of terms shows data: several short cells, no table inside. Others lay out the page."""
    if next(node.iterdescendants(*NOT_IN_GRIDS), None) is not None:
        return False
    lines = node.iter("tr") if node.tag == "table" else [node]
    rows = [[cell for cell in line if cell.tag in elements().cells] for line in lines]
    cells = [cell for row in rows for cell in row]
    longest = CELL_LENGTH if len(rows) > 1 or node.tag != "table" else LONE_CELL_LENGTH
    short = all(len(cell) <= CELL_BREAKS and length(cell, longest + 1) <= longest for cell in cells)
    return short and any(len(row) > 1 for row in rows)


def spans_of(cell: HtmlElement) -> tuple[int, int]:
    """How many columns and rows a cell covers; one where it says nothing that makes sense."""
    columns, rows = (cell.get(name, "1").strip() for name in ("colspan", "rowspan"))
    return _span(columns), _span(rows)


def _span(text: str) -> int:
    return max(1, min(int(text), SPAN_MAX)) if text.isdecimal() and len(text) < 5 else 1


NUMBERED_PARTS = 12
"""How many pieces of an item's text are looked at."""
NUMBERED_TEXT = 15
"""Least characters of the longest item of a list that a browser numbers and that is text; paths have fewer."""
MARKED = re.compile(r"\s*(?:[\d一二三四五六七八九十]+[.、．,，)）]|[(（][\d一二三四五六七八九十]+[)）]|第.{1,3}[条章])")


def draws_numbers(node: HtmlElement) -> bool:
    """Whether the items of an `<ol>` are text that a browser numbers 1. 2. 3., with no mark or link of their own."""
    style = f"{node.get('style') or ''};{node.get('type') or '1'}"
    if "none" in style or not style.endswith(";1"):
        return False
    items = ["".join(islice(item.itertext(), NUMBERED_PARTS)) for item in node if item.tag == "li"]
    unmarked = not any(MARKED.match(text) for text in items) and next(node.iterdescendants("a"), None) is None
    return unmarked and max(map(len, items), default=0) >= NUMBERED_TEXT
