"""The list that a page is there for, found by structure: like rows, each with a link to a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from extract.html import Tag
from extract.platforms.base import Entry
from extract.platforms.rows import TITLE_LENGTH, full_title, link_entry, once_each, page_address

COLUMN_WORTH = 48
DATE_WORTH = 6
BESIDE_WORTH = 5
"""What an address below the listing's own, a date in the row, or one right beside it, add to a long title's 1. So the
one row of a last page outdoes a sidebar of six: with a date one without, in the listing's own folder one with dates."""

WORTH_LEAST = 4
"""Of a list: one dated title, or four without any date."""

DATED = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|^\W*\d\d-\d\d\W*$")
DATE_LENGTH = 40
"""Longest text that is there for its date: label, date, time of day. A summary that tells of one is longer."""

LEAF = re.compile(r"\d[^/]*(?:/(?:index\.\w+)?\??)?$")
"""The end of a document's path: its last name, or folder, has a number. Columns below a listing are words."""

HOME = re.compile(r"/?(?:(?:index|default|home|main)\.\w+)?", re.IGNORECASE)
IDENTIFIER = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{8,27}|[0-9a-fA-F]{32}|\d+")
SILENT = ("script", "style")


@dataclass(eq=False, slots=True)
class _Link:
    tag: Tag
    address: str
    title: str
    worth: int


@dataclass(eq=False, slots=True)
class _Node:
    """An element. `kind` is the same for elements of one tag and class whose ancestors are alike, too.

    `links` is the summed worth of the links in it, `best` the worthiest; `dated`, `before` and `after` are the texts
    that bear a date in it and right beside it.
    """

    tag: Tag
    kind: int
    parent: _Node | None
    depth: int
    links: int = 0
    best: _Link | None = None
    dated: str = ""
    before: str = ""
    after: str = ""

    def worth(self) -> int:
        """As a row: what its best link and its date are worth, less what other documents it holds."""
        if self.best is None:
            return 0
        date = DATE_WORTH if self.dated else BESIDE_WORTH if self.before or self.after else 0
        return 2 * self.best.worth - self.links + date


def listed(page: Tag, base: str) -> tuple[Entry, ...]:
    """The entries of the page's main list, one an address; none where no group of links is one.

    The list is the worthiest group of rows, the narrowest of equals.
    `base` is the page's address. Takes time that grows with the page's size alone.
    """
    groups: dict[int, list[_Node]] = {}
    for node in _measured(page, base):
        if node.best:
            groups.setdefault(node.parent.kind if node.parent else 0, []).append(node)
    measured = [(*_shapes(rows).most_common(1)[0], rows) for rows in groups.values()]
    shape, worth, best = max(measured, key=lambda each: (each[1], each[2][0].depth), default=("", 0, []))
    if worth < WORTH_LEAST:
        return ()
    return once_each(_entries(best, shape, base))


def _shapes(rows: list[_Node]) -> Counter[str]:
    """The summed worth of the rows by the shape of their addresses; what is listed twice counts once."""
    worth: Counter[str] = Counter()
    for row in {row.best.address: row for row in rows if row.best}.values():
        worth[_shape(row)] += row.worth()
    return worth


def _shape(row: _Node) -> str:
    """The address of a row's link with every number and identifier made one."""
    return IDENTIFIER.sub("0", row.best.address) if row.best else ""


def _entries(rows: list[_Node], usual: str, base: str) -> Iterator[Entry]:
    """What the rows list, those aside that bear no document's title, no date, and no address of the usual shape."""
    dates_follow = sum(bool(row.after) for row in rows) >= sum(bool(row.before) for row in rows)
    for row in reversed(rows):
        if row.best and (row.worth() > 0 or _shape(row) == usual):
            beside = "" if row.dated else row.after if dates_follow else row.before
            entry = link_entry(row.best.tag, f"{row.tag.get_text(' ')} {beside}", base)
            if entry:
                yield entry


def _measured(page: Tag, base: str) -> list[_Node]:
    """Every element of the page, the last first, measured."""
    nodes = _nodes(page)
    for links in _runs(page, base):
        best = max(links, key=lambda link: len(link.title))
        nodes[id(best.tag)].best, nodes[id(best.tag)].links = best, best.worth
    backwards = list(reversed(nodes.values()))
    for node in backwards:
        if node.parent:
            node.parent.links += node.links
            node.parent.best = _better(node.best, node.parent.best)
            node.parent.dated = node.dated or node.parent.dated
    for node in backwards:
        if node.best:
            node.before = _date_beside(nodes, node.tag, lambda tag: tag.previous_sibling)
            node.after = _date_beside(nodes, node.tag, lambda tag: tag.next_sibling)
    return backwards


def _nodes(page: Tag) -> dict[int, _Node]:
    """The elements below the page by their identity, in its order; each knows the date that its own text bears."""
    nodes: dict[int, _Node] = {}
    kinds: dict[tuple[int, str, str], int] = {}
    for each in page.descendants:
        parent = nodes.get(id(each.parent))
        if isinstance(each, Tag):
            classes = each.get("class") or ()
            names = " ".join(name.rstrip("0123456789") for name in classes)
            like = (parent.kind if parent else 0, each.name, names)
            depth = parent.depth + 1 if parent else 0
            nodes[id(each)] = _Node(each, kinds.setdefault(like, len(kinds) + 1), parent, depth)
        elif parent and parent.tag.name not in SILENT and _is_text(each) and _is_date(str(each)):
            parent.dated = parent.dated or str(each)
    return nodes


def _is_text(node: object) -> bool:
    """Whether a node of a page that is no element shows anything: neither white space alone nor a comment."""
    return not getattr(node, "PREFIX", "") and bool(str(node).strip())


def _is_date(text: str) -> bool:
    text = text.strip()
    return len(text) <= DATE_LENGTH and bool(DATED.search(text))


def _runs(page: Tag, base: str) -> Iterator[list[_Link]]:
    """The links that lead to other pages: those to one page that follow each other, as of picture and title, as one."""
    column = urlsplit(base).path.rpartition("/")[0]
    links = (_link(tag, base, column) for tag in page.select("a[href]"))
    others = (link for link in links if link and link.address != base)
    for _, run in groupby(others, key=lambda link: link.address):
        yield list(run)


def _link(tag: Tag, base: str, column: str) -> _Link | None:
    address, title = page_address(base, str(tag["href"])), full_title(tag)
    if not address or not title:
        return None
    parts = urlsplit(address)
    if len(title) < TITLE_LENGTH or (HOME.fullmatch(parts.path) and not parts.query):
        return _Link(tag, address, title, 0)
    is_near = column and parts.netloc == urlsplit(base).netloc and parts.path.startswith(f"{column}/")
    is_below = is_near and LEAF.search(f"{parts.path}?{parts.query}")
    return _Link(tag, address, title, 1 + (COLUMN_WORTH if is_below else 0))


def _better(earlier: _Link | None, later: _Link | None) -> _Link | None:
    """The worthier of two links, the earlier of equals; of worthless ones that with the longer title."""
    if earlier is None or later is None:
        return earlier or later
    if earlier.worth == later.worth == 0:
        return max(earlier, later, key=lambda link: len(link.title))
    return max(earlier, later, key=lambda link: link.worth)


def _date_beside(nodes: dict[int, _Node], tag: Tag, step: Callable[..., object]) -> str:
    """The text with a date that stands right before or after an element, nothing but space and breaks between."""
    each = step(tag)
    while each is not None and (each.name == "br" if isinstance(each, Tag) else not _is_text(each)):
        each = step(each)
    if isinstance(each, Tag):
        return "" if nodes[id(each)].best else nodes[id(each)].dated
    text = str(each or "")
    return text if _is_date(text) else ""
