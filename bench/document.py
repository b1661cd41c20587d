"""Page bytes to the body of a document, beside readers of main content and the raw limit, with the body's F1."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import cast

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from bench.extractors import body_score
from bench.nation_pages import HTML, KILOBYTES, Page, made_pages
from bench.outcome import Outcome, at_least
from bench.peers import NotInstalledError, module
from bench.ratio import ROUNDS, side_by_side
from extract.page.document import read_page

PAGES = 30
"""Two of each family of sites."""

Reader = Callable[[Page], str]


def _ours() -> Reader:
    return lambda page: read_page(page.content, HTML, page.url).document.body_text


def _trafilatura() -> Reader:
    extract = module("trafilatura").extract
    return lambda page: extract(page.content) or ""


def _resiliparse() -> Reader:
    tree = module("resiliparse.parse.html").HTMLTree.parse_from_bytes
    text = module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: text(tree(page.content, "utf-8"), main_content=True)


def lxml_text() -> Reader:
    """The least that any reader on lxml does; it knows the encoding, and takes all text for the body."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    return lambda page: str(cast("HtmlElement", document_fromstring(page.content, parser=parser)).text_content())


READERS: dict[str, Callable[[], Reader]] = {
    "ours": _ours,
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
    "lxml text_content": lxml_text,
}


def _installed() -> dict[str, Reader]:
    readers = {}
    for name, make in READERS.items():
        try:
            readers[name] = make()
        except NotInstalledError:
            print(f"  {name:<20} not installed")
    return readers


def run(count: int = PAGES, kilobytes: int = KILOBYTES, rounds: int = ROUNDS) -> list[Outcome]:
    """Prints a line a reader: time a page, ratio to ours, and precision, recall and F1 of the bodies' characters."""
    pages = made_pages(count, kilobytes)
    print(f"document: {count} pages of {kilobytes} KB, median of {rounds} rounds, one core")
    logging.disable(logging.ERROR)  # peers log what they dislike in a page
    readers = _installed()
    times = side_by_side({name: partial(_all, read, pages) for name, read in readers.items()}, rounds)
    print(f"  {'':<20}{'ms a page':>10}{'of ours':>9}{'precision':>11}{'recall':>8}{'F1':>8}")
    speed, quality = {}, {}
    for name, read in readers.items():
        speed[name] = times.ratio(name, "ours")
        precision, recall, quality[name] = body_score((read(page), page.body) for page in pages)
        each = 1000 * times.seconds(name) / count
        print(f"  {name:<20}{each:10.2f}{speed[name]:8.2f}x{precision:11.3f}{recall:8.3f}{quality[name]:8.3f}")
    logging.disable(logging.NOTSET)
    return _outcomes(speed, quality)


def _all(read: Reader, pages: list[Page]) -> None:
    for page in pages:
        read(page)


def _outcomes(speed: dict[str, float], quality: dict[str, float]) -> list[Outcome]:
    what, many = "page bytes to document", "as many pages a second"
    ours, theirs = quality["ours"], quality.get("resiliparse")
    seen = None if theirs is None else f"{ours:.3f} and {theirs:.3f}"
    return [
        at_least(what, "trafilatura as it comes", 8, speed.get("trafilatura"), f"{{}} times {many}"),
        at_least(what, "resiliparse's main content", 1, speed.get("resiliparse"), many),
        Outcome("F1 of the body", "resiliparse's main content", "higher", seen, ours > (theirs or 0)),
    ]


if __name__ == "__main__":
    run()
