"""Markup: lxml trees for whole pages, strict BeautifulSoup selectors for listings. Only this module imports them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from bs4 import BeautifulSoup, Tag
from lxml.cssselect import CSSSelector
from lxml.etree import ElementDefaultClassLookup, ParserError, iterwalk
from lxml.html import (
    HtmlComment,
    HtmlElement,
    HtmlEntity,
    HTMLParser,
    HtmlProcessingInstruction,
    document_fromstring,
)

from extract.errors import SelectorError

__all__ = ["HtmlElement", "Tag", "exactly", "one", "parse", "select", "some", "soup", "walk"]

XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20)])
CLOSED_BREAK = re.compile(r"</\s*br\s*/?>", re.IGNORECASE)
"""Browsers take it for a line break, the parser drops it."""


ELEMENTS = ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
"""One class for every element. lxml.html looks the class of each up in Python, a fifth of the time of a walk."""


def parse(text: str) -> HtmlElement:
    """The lxml tree of a whole page (`<html>`), however broken; an empty page gives an empty tree."""
    text = CLOSED_BREAK.sub("<br>", XML_DECLARATION.sub("", text, count=1))
    content = text.encode("utf-8", "ignore").translate(None, CONTROLS)  # the parser would stop at half a surrogate pair
    try:
        return document_fromstring(content, parser=_parser(), ensure_head_body=True)
    except ParserError:  # no element at all: nothing, white space, or closing tags alone
        return document_fromstring(b"<html></html>", parser=_parser(), ensure_head_body=True)


def _parser() -> HTMLParser:
    parser = HTMLParser(huge_tree=True, encoding="utf-8")
    parser.set_element_class_lookup(ELEMENTS)
    return parser


@cache
def _compiled(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")


def select(node: HtmlElement, css: str) -> list[HtmlElement]:
    """Every element below `node` that the selector names, in document order; perhaps none."""
    return cast("list[HtmlElement]", _compiled(css)(node))


def walk(root: HtmlElement, skipped: frozenset[str]) -> Iterator[tuple[str, HtmlElement]]:
    """Below `root`, in document order: ("start", element), ("end", element), ("comment", node).

    What stands inside an element of a `skipped` tag is left out; the element itself, whose tail is the page's, is not.
    """
    walker = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start" and node.tag in skipped:
            walker.skip_subtree()
        yield ("comment" if event == "pi" else event), node


def soup(text: str) -> BeautifulSoup:
    """A listing, or a fragment of one, as a BeautifulSoup tree."""
    return BeautifulSoup(text, "lxml")


def exactly(count: int, node: Tag, css: str, where: str) -> Sequence[Tag]:
    """The `count` elements that the selector names. Raises SelectorError, naming `where`, for any other number."""
    found = node.select(css)
    if len(found) != count:
        raise SelectorError(
            f"{where}: {len(found)} elements match {css!r}, {count} expected",
            "The page's layout has changed: mend the platform's module and save the page as a fixture.",
        )
    return found


def one(node: Tag, css: str, where: str) -> Tag:
    """The only element that the selector names. Raises SelectorError for none or several."""
    return exactly(1, node, css, where)[0]


def some(node: Tag, css: str, where: str) -> Sequence[Tag]:
    """At least one element that the selector names. Raises SelectorError for none."""
    found = node.select(css)
    if not found:
        raise SelectorError(
            f"{where}: no element matches {css!r}, at least 1 expected",
            "The page's layout has changed: mend the platform's module and save the page as a fixture.",
        )
    return found
