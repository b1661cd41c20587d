"""What stands above and below the text of every page: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.page.files.placed import Page, Row
from extract.page.lines import squeeze

PAGE_NUMBER = re.compile(
    r"[-—–_~·.|/\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,4})\s*(?:页|頁)?\s*"
    r"(?:[,，/／]?\s*(?:共|of)?\s*\d{1,4}\s*(?:页|頁)?)?[-—–_~·.|/\s]*",
    re.IGNORECASE,
)
"""A line that says the page's number and nothing else: — 3 —, 第3页 共12页, 3/12."""

ZONE = 0.12
"""Share of a page's height above and below in which such lines stand. By GB/T 9704 the text of an official document
begins at 37 of 297 mm and ends at 35; page numbers stand 7 mm below it."""

EDGE_ROWS = 3
"""How many lines from a page's edge may be such."""

REPEATED = 0.4
"""Least share of the pages that a running head stands on, and at least two: left and right pages may have their own."""

SAME_HEIGHT = 6.0
"""Points within which a running head stands at the same height on all pages."""

DIGITS = re.compile(r"\d+")


def _edges(rows: Sequence[Row], page: Page) -> list[Row]:
    """The outermost lines in the zones above and below a page's text."""
    above = [row for row in rows[:EDGE_ROWS] if row.base < ZONE * page.height]
    below = [row for row in rows[-EDGE_ROWS:] if row.base > (1 - ZONE) * page.height]
    return [*above, *below]


def _keys(row: Row, page: Page) -> list[tuple[str, int]]:
    """What a running head has in common on all pages: its words, digits aside, and its height, rounded both ways."""
    words = DIGITS.sub("0", squeeze(row.text))
    from_edge = row.base if row.base < page.height / 2 else row.base - page.height
    return [(words, int(from_edge // SAME_HEIGHT) + step) for step in (0, 1)]


def without_margins(rows: Sequence[Sequence[Row]], pages: Sequence[Page]) -> list[Row]:
    """The lines of all pages, one page after the other, that belong to the text."""
    edges = [_edges(each, page) for each, page in zip(rows, pages, strict=True)]
    heads = Counter(
        key
        for each, page in zip(edges, pages, strict=True)
        for key in {key for row in each for key in _keys(row, page)}
    )
    least = max(2, REPEATED * len(pages))
    kept: list[Row] = []
    for each, edge, page in zip(rows, edges, pages, strict=True):
        out = {
            id(row)
            for row in edge
            if not row.in_table
            and (PAGE_NUMBER.fullmatch(row.text.strip()) or max(heads[key] for key in _keys(row, page)) >= least)
        }
        kept += [row for row in each if id(row) not in out]
    return kept
