"""The reading order of a page: its tree as lines, and where elements, marks, links and blocks stand among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from extract.html import HtmlElement, walk
from extract.page.containers import Mark, best_rank, containers, keys_of
from extract.page.elements import draws_numbers, elements, is_grid, spans_of
from extract.page.hidden import is_hidden
from extract.page.lines import CELL, SEAM, Line, Row, line
from extract.page.scripted import written

HARD_BREAK = "\x1d"
"""A line's end inside preformatted text."""

Range = tuple[int, int]
"""Half-open: the lines from the first up to the second."""


@dataclass(slots=True)
class Block:
    """An element that holds several lines, and the like elements in it."""

    start: int
    end: int = 0
    children: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that the page names, where and how."""

    line: int
    href: str
    name: str


@dataclass(slots=True)
class Flow:
    """A page as lines. `bodies` and `titles` pair ranges with the rank of what named them; `wanted` are the ranges of
    the elements and marks that the caller asked for, under the rank that it gave them."""

    lines: list[Line] = field(default_factory=list)
    bodies: list[tuple[int, Range]] = field(default_factory=list)
    titles: list[tuple[int, Range]] = field(default_factory=list)
    wanted: list[tuple[int, Range]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    root: Block = field(default_factory=lambda: Block(0))


class _Reader:
    """One walk over the tree."""

    def __init__(self, wanted: Mapping[HtmlElement, int], marks: Iterable[Mark]) -> None:
        self.flow = Flow()
        self.wanted = wanted
        self.known = containers()
        self.elements = elements()
        self.marks = [(mark, True) for mark in marks] + [(mark, False) for mark in self.known.marks]
        self.open_marks: dict[tuple[Mark, bool], int] = {}
        self.parts: list[str] = []
        self.linked = 0
        self.anchor: HtmlElement | None = None
        self.grid: HtmlElement | None = None
        self.grids = 0
        self.spans: list[tuple[int, int]] = []
        self.preformatted: HtmlElement | None = None
        self.numbered: dict[HtmlElement, int] = {}
        self.due = ""
        self.blocks = [self.flow.root]
        self.starts: dict[HtmlElement, int] = {}

    def text(self, text: str | None) -> None:
        if not text:
            return
        if self.preformatted is not None:
            text = text.replace("\n", HARD_BREAK)
        if self.due and text.strip():
            self.parts.append(self.due)
            self.due = ""
        self.parts.append(text)
        if self.anchor is not None:
            self.linked += len(text.strip())

    def flush(self) -> None:
        if self.parts:
            read = (line(raw, self.linked) for raw in "".join(self.parts).split(HARD_BREAK))
            row = Row(self.grids, tuple(self.spans)) if self.spans else None
            self.flow.lines += [replace(each, row=row) if row else each for each in read if each.text]
            self.parts, self.linked, self.spans = [], 0, []

    def here(self) -> int:
        """The number of the line that is being filled."""
        return len(self.flow.lines)

    def separate(self, tag: str) -> None:
        """End a line or, inside a data table, a cell."""
        if self.grid is None or tag in self.elements.rows:
            self.flush()
        elif tag in self.elements.cells:
            self.parts.append(CELL)
        else:
            self.parts.append(" ")

    def start(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag == "meta":
            self.mark(node.get("name") or "")
            return
        if tag in self.elements.blocks:
            self.separate(tag)
            self.open_block(tag)
            if tag in self.elements.grids and self.grid is None and is_grid(node):
                self.grid = node
                self.grids += 1
            elif self.grid is not None and (tag in self.elements.cells or tag == "dt"):
                self.spans.append(spans_of(node))
            elif tag == "pre" and self.preformatted is None:
                self.preformatted = node
            elif tag in ("ol", "li"):
                self.number(node)
        else:
            self.parts.append(SEAM)
        if node.attrib:
            self.start_named(node)
        elif tag in self.known.titles or tag in self.known.bodies:
            self.starts[node] = self.here()
        self.text(node.text)

    def number(self, node: HtmlElement) -> None:
        """Begin a list that a browser numbers, or take down the number of its next item, which its text begins with."""
        if draws_numbers(node):
            start = node.get("start", "1")
            self.numbered[node] = int(start) if start.isdecimal() and len(start) < 4 else 1
        elif (listed := node.getparent()) in self.numbered:
            self.due = f"{self.numbered[listed]}."
            self.numbered[listed] += 1

    def skip(self, node: HtmlElement) -> None:
        """Pass over an element; only its address may count, and what a script writes in its place."""
        if node.tag in self.elements.skipped_blocks:
            self.flush()
        elif node.tag == "script" and node.text:
            self.text(written(node.text))
        self.starts[node] = self.here()

    def start_named(self, node: HtmlElement) -> None:
        """Take down what its attributes say."""
        self.starts[node] = self.here()
        if node.tag == "a" and self.anchor is None and not node.get("href", "#").startswith("#"):
            self.anchor = node

    def open_block(self, tag: str) -> None:
        if tag != "br":
            self.blocks.append(Block(self.here()))

    def close_block(self) -> None:
        block = self.blocks.pop()
        block.end = self.here()
        if block.end - block.start > 1 or block.children:
            self.blocks[-1].children.append(block)

    def end(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag in self.elements.blocks:
            self.separate("" if tag in self.elements.cells or tag == "dt" else tag)
            if tag != "br":
                self.close_block()
            if node is self.grid:
                self.grid = None
            elif node is self.preformatted:
                self.preformatted = None
        elif tag != "meta":
            self.parts.append(SEAM)
        start = self.starts.pop(node, None)
        if start is not None:
            self.end_named(node, start)

    def end_named(self, node: HtmlElement, start: int) -> None:
        if node is self.anchor:
            self.anchor = None
        address = node.get("href") or (node.tag in self.elements.skipped and (node.get("src") or node.get("data")))
        if address:
            self.flow.links.append(Link(self.here(), address, line("".join(node.itertext())).text))
        if node.tag in self.elements.skipped:
            return
        filled = (start, self.here() + (1 if self.parts else 0))
        keys = keys_of(node)
        for ranks, found in ((self.known.bodies, self.flow.bodies), (self.known.titles, self.flow.titles)):
            rank = best_rank(keys, ranks)
            if rank is not None:
                found.append((rank, filled))
        if node in self.wanted:
            self.flow.wanted.append((self.wanted[node], filled))

    def mark(self, text: str) -> None:
        """A comment or `<meta>`: if a body begins or ends here, so does a line."""
        if not text or len(text) > 200:
            return
        said = text.strip().lower()
        for mark in self.marks:
            begins, ends = mark[0].begins, mark[0].ends
            if begins in said and mark not in self.open_marks:
                self.flush()
                self.open_marks[mark] = self.here()
            elif ends in said and mark in self.open_marks:
                self.flush()
                found = self.flow.wanted if mark[1] else self.flow.bodies
                found.append((mark[0].rank, (self.open_marks.pop(mark), self.here())))

    def finish(self) -> Flow:
        self.flush()
        self.flow.root.end = self.here()
        return self.flow


def read_flow(
    body: HtmlElement,
    wanted: Mapping[HtmlElement, int],
    marks: Iterable[Mark],
    hides: Callable[[HtmlElement], bool] = is_hidden,
) -> Flow:
    """The lines of a page in reading order.

    `wanted` and `marks` are what the page's platform names as its body, with ranks. Elements that `hides` tells of,
    scripts, forms' controls, menus and footers that say so are left out.
    """
    reader = _Reader(wanted, marks)
    hidden: HtmlElement | None = None
    for event, node in walk(body, elements().skipped):
        if event == "start" and hidden is None:
            if node.attrib and hides(node):
                hidden = node
            elif node.tag in elements().skipped:
                reader.skip(node)
            else:
                reader.start(node)
        elif event == "comment" and hidden is None:
            reader.mark(node.text or "")
            reader.text(node.tail)
        elif event == "end":
            if node is hidden:
                hidden = None
            elif hidden is None:
                reader.end(node)
            if hidden is None and node is not body:
                reader.text(node.tail)
    return reader.finish()
