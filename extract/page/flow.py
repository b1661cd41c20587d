"""The reading order of a page: its tree as lines, and where elements, marks, links and blocks stand among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.html import HtmlElement, walk
from extract.page.containers import UNNAMED, Mark, Ranks, containers, names
from extract.page.elements import draws_numbers, elements, is_grid, spans_of
from extract.page.hidden import is_hidden
from extract.page.lines import CELL, SEAM, Line, Row, line
from extract.page.scripted import written

HARD_BREAK = "\x1d"
"""A line's end inside preformatted text."""

Range = tuple[int, int]
"""Half-open: the lines from the first up to the second."""


class Link(NamedTuple):
    """An address that the page names, where, and the element that does."""

    line: int
    href: str
    node: HtmlElement

    @property
    def words(self) -> str:
        """What stands in the element, as the source has it."""
        return "".join(self.node.itertext())


@dataclass(slots=True)
class Flow:
    """A page as lines. `bodies` and `titles` pair ranges with the rank of what named them; `wanted` are the ranges of
    the elements and marks that the caller asked for, under the rank that it gave them. `blocks` are the ranges of the
    elements that hold several lines, in the order in which they end."""

    lines: list[Line] = field(default_factory=list)
    bodies: list[tuple[int, Range]] = field(default_factory=list)
    titles: list[tuple[int, Range]] = field(default_factory=list)
    wanted: list[tuple[int, Range]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    blocks: list[Range] = field(default_factory=list)


class _Named(NamedTuple):
    """What an open element's attributes say: an address, what it may hold; and the line that it begins in."""

    start: int
    address: str | None
    ranks: Ranks


class _Reader:
    """One walk over the tree. What every element passes through is written out, as a call costs what it does."""

    def __init__(self, selectors: tuple[str, ...], marks: Iterable[Mark], hidden: frozenset[str] | None) -> None:
        self.hidden = hidden
        self.flow = Flow()
        self.lines = self.flow.lines
        known = names(selectors)
        self.tags, self.ranks = known.tags, known.ranks
        self.elements = elements()
        self.blocks = self.elements.blocks
        self.marks = [(mark, True) for mark in marks] + [(mark, False) for mark in containers().marks]
        self.open_marks: dict[tuple[Mark, bool], int] = {}
        self.parts: list[str] = []
        self.is_blank = True
        self.linked = 0
        self.anchor: HtmlElement | None = None
        self.grid: HtmlElement | None = None
        self.grids = 0
        self.spans: list[tuple[int, int]] = []
        self.preformatted: HtmlElement | None = None
        self.numbered: dict[HtmlElement, int] = {}
        self.due = ""
        self.starts: list[int] = []
        self.open: list[_Named | None] = []

    def text(self, text: str) -> None:
        if self.preformatted is not None:
            text = text.replace("\n", HARD_BREAK)
        if not text.isspace():
            self.is_blank = False
            if self.due:
                self.parts.append(self.due)
                self.due = ""
            if self.anchor is not None:
                self.linked += len(text.strip())
        self.parts.append(text)

    def flush(self) -> None:
        """End the line that is being filled."""
        if not self.is_blank:
            row = Row(self.grids, tuple(self.spans)) if self.spans else None
            for raw in "".join(self.parts).split(HARD_BREAK):
                each = line(raw, self.linked, row)
                if each.text:
                    self.lines.append(each)
            self.is_blank = True
        if self.parts:
            self.parts, self.linked, self.spans = [], 0, []

    def separate(self, tag: str) -> None:
        """End a line or a cell inside a data table."""
        if tag in self.elements.rows:
            self.flush()
        else:
            self.parts.append(CELL if tag in self.elements.cells else " ")

    def enter(self, node: HtmlElement) -> bool:
        """Begin an element, unless it is kept from readers with all that it holds."""
        tag, attributes = node.tag, dict(node.items())
        if attributes and self.hidden is not None and is_hidden(node, attributes, self.hidden):
            return False
        if tag in self.elements.skipped:
            self.skip(node, tag, attributes)
        elif tag == "meta":
            self.mark(attributes.get("name", ""))
        else:
            self.start(node, tag, attributes)
        return True

    def start(self, node: HtmlElement, tag: str, attributes: Mapping[str, str]) -> None:
        if tag not in self.blocks:
            self.parts.append(SEAM)
        else:
            if self.grid is not None:
                self.separate(tag)
            elif self.parts:
                self.flush()
            if tag != "br":
                self.starts.append(len(self.lines))
            if tag in self.elements.structured:
                self.structure(node, tag)
        named = None
        if attributes or tag in self.tags:
            address = attributes.get("href")
            if tag == "a" and self.anchor is None and address is not None and address[:1] != "#":
                self.anchor = node
            identifier, classes = attributes.get("id", ""), attributes.get("class", "")
            is_named = identifier or classes or tag in self.tags
            ranks = self.ranks(tag, identifier, classes) if is_named else UNNAMED
            if address or ranks is not UNNAMED:
                named = _Named(len(self.lines), address, ranks)
        self.open.append(named)
        if node.text:
            self.text(node.text)

    def structure(self, node: HtmlElement, tag: str) -> None:
        """Begin a table, a cell, a list, an item, or preformatted text."""
        if tag in self.elements.grids and self.grid is None and is_grid(node):
            self.grid = node
            self.grids += 1
        elif self.grid is not None and (tag in self.elements.cells or tag == "dt"):
            self.spans.append(spans_of(node))
        elif tag == "pre" and self.preformatted is None:
            self.preformatted = node
        elif tag == "ol" and draws_numbers(node):
            start = node.get("start", "1")
            self.numbered[node] = int(start) if start.isdecimal() and len(start) < 4 else 1
        elif self.numbered and (listed := node.getparent()) in self.numbered and tag in ("ol", "li"):
            self.due = f"{self.numbered[listed]}."
            self.numbered[listed] += 1

    def skip(self, node: HtmlElement, tag: str, attributes: Mapping[str, str]) -> None:
        """Pass over an element; only its address may count, and what a script writes in its place."""
        if tag in self.elements.skipped_blocks:
            self.flush()
        elif tag == "script" and node.text and (words := written(node.text)):
            self.text(words)
        address = attributes.get("href") or attributes.get("src") or attributes.get("data")
        self.open.append(_Named(len(self.lines), address, UNNAMED) if address else None)

    def end(self, node: HtmlElement, tag: str) -> None:
        if tag not in self.blocks:
            self.parts.append(SEAM)
        else:
            if self.grid is not None:
                self.separate("" if tag in self.elements.cells or tag == "dt" else tag)
            elif self.parts:
                self.flush()
            if tag != "br":
                start, end = self.starts.pop(), len(self.lines)
                if end - start > 1:
                    self.flow.blocks.append((start, end))
            if node is self.grid:
                self.grid = None
            elif node is self.preformatted:
                self.preformatted = None
        if node is self.anchor:
            self.anchor = None
        if named := self.open.pop():
            self.end_named(node, named)

    def end_named(self, node: HtmlElement, named: _Named) -> None:
        here = len(self.lines)
        if named.address:
            self.flow.links.append(Link(here, named.address, node))
        if named.ranks is UNNAMED:
            return
        filled, ranks = (named.start, here + (1 if self.parts else 0)), named.ranks
        for rank, found in (
            (ranks.body, self.flow.bodies),
            (ranks.title, self.flow.titles),
            (ranks.wanted, self.flow.wanted),
        ):
            if rank is not None:
                found.append((rank, filled))

    def mark(self, text: str) -> None:
        """A comment or `<meta>`: if a body begins or ends here, so does a line."""
        if not text or len(text) > 200:
            return
        said = text.strip().lower()
        for mark in self.marks:
            begins, ends = mark[0].begins, mark[0].ends
            if begins in said and mark not in self.open_marks:
                self.flush()
                self.open_marks[mark] = len(self.lines)
            elif ends in said and mark in self.open_marks:
                self.flush()
                found = self.flow.wanted if mark[1] else self.flow.bodies
                found.append((mark[0].rank, (self.open_marks.pop(mark), len(self.lines))))

    def finish(self) -> Flow:
        """The page's lines; an element that begins the last one, but has no word in it, ends with the line before."""
        self.flush()
        last = len(self.lines)
        for found in (self.flow.bodies, self.flow.titles, self.flow.wanted):
            found[:] = [(rank, (start, min(end, last))) for rank, (start, end) in found]
        return self.flow


def read_flow(
    body: HtmlElement,
    selectors: Iterable[str] = (),
    marks: Iterable[Mark] = (),
    hidden: frozenset[str] | None = frozenset(),
) -> Flow:
    """The lines of a page in reading order.

    `selectors` and `marks` are what the page's platform names its body by: the rank of a selector is its place, marks
    have their own. Left out are scripts, forms' controls, menus and footers that say so, and elements that their own
    attributes hide, or one of the names in `hidden`; where that is None, nothing is hidden.
    """
    reader = _Reader(tuple(selectors), marks, hidden)
    unseen: HtmlElement | None = None
    for event, node in walk(body, elements().skipped):
        if unseen is not None and node is not unseen:
            continue
        if event == "start":
            unseen = None if reader.enter(node) else node
            continue
        if node is unseen:
            unseen = None
        elif event == "comment":
            reader.mark(node.text or "")
        elif node.tag != "meta":
            reader.end(node, node.tag)
        if node.tail and node is not body:
            reader.text(node.tail)
    return reader.finish()
