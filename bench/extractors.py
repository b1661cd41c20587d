"""Main content beside peers: body, title and date of the saved pages of tests/fixtures, and pages a second.

bench/README.md says how the peers are installed and how each is read.
"""

from __future__ import annotations

import difflib
import json
import logging
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.peers import NotInstalledError, module
from bench.ratio import side_by_side
from extract.dates import parse_date
from extract.decode import decode
from extract.html import parse
from extract.page.document import read_page

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures"

ROUNDS = 3


@dataclass(frozen=True)
class Page:
    """A saved page and what is true of it: `day` is ISO, or None where the page states none."""

    url: str
    content: bytes
    text: str
    title: str
    day: str | None
    body: str


@dataclass(frozen=True)
class Taken:
    """What an extractor takes from a page; `title` and `day` are None where it gives none."""

    body: str
    title: str | None
    day: str | None


Reader = Callable[[Page], Taken]


def saved_pages() -> list[Page]:
    """Every article page of the fixtures whose expected document says its body."""
    pages = []
    for case in sorted(FIXTURES.glob("*/article_*")):
        expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        content = (case / "page.html").read_bytes()
        pages.append(
            Page(
                expected["url"],
                content,
                decode(content, "text/html").text,
                expected["title"],
                expected["header"].get("published_on"),
                "\n".join(expected["body"]),
            )
        )
    return pages


def _ours() -> Reader:
    def read(page: Page) -> Taken:
        document = read_page(page.content, "text/html", page.url).document
        return Taken(document.body_text, document.title, str(document.header.published_on or "") or None)

    return read


def _trafilatura(**options: bool) -> Reader:
    extract = module("trafilatura").bare_extraction

    def read(page: Page) -> Taken:
        found = extract(page.text, url=page.url, with_metadata=True, include_comments=False, **options)
        return Taken(found.text or "", found.title, found.date) if found else Taken("", None, None)

    return read


def _readability() -> Reader:
    document = module("readability").Document

    def read(page: Page) -> Taken:
        found = document(page.text)
        return Taken(parse(found.summary()).text_content(), found.short_title(), None)

    return read


def _gne() -> Reader:
    extractor = module("gne").GeneralNewsExtractor()

    def read(page: Page) -> Taken:
        found: dict[str, Any] = extractor.extract(page.text)
        day = parse_date(found.get("publish_time") or "")
        return Taken(found.get("content") or "", found.get("title"), str(day) if day else None)

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "ours": _ours,
    "trafilatura": _trafilatura,
    "trafilatura, precision": partial(_trafilatura, favor_precision=True),
    "readability-lxml": _readability,
    "GNE": _gne,
}


def squeeze(text: str) -> str:
    """Text to compare: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _same(taken: str, true: str) -> int:
    matcher = difflib.SequenceMatcher(None, taken, true, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def body_score(bodies: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the characters of bodies, each as it was taken and as it is."""
    squeezed = [(squeeze(taken), squeeze(true)) for taken, true in bodies]
    same = sum(_same(taken, true) for taken, true in squeezed)
    precision = same / max(1, sum(len(taken) for taken, _ in squeezed))
    recall = same / max(1, sum(len(true) for _, true in squeezed))
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _quality(pages: list[Page], found: list[Taken]) -> list[float]:
    """The score of the bodies; shares of titles and of dates that are right."""
    pairs = list(zip(pages, found, strict=True))
    titles = sum(squeeze(taken.title or "") == squeeze(page.title) for page, taken in pairs) / len(pages)
    days = sum(taken.day == page.day for page, taken in pairs) / len(pages)
    return [*body_score((taken.body, page.body) for page, taken in pairs), titles, days]


def _speed(read: Reader, pages: list[Page]) -> float:
    """Pages a second."""
    return len(pages) / side_by_side({"read": lambda: [read(page) for page in pages]}, ROUNDS).seconds("read")


def run() -> None:
    """Prints one line an extractor; a peer that is not installed says so."""
    logging.disable(logging.ERROR)  # peers log what they dislike in a page
    pages = saved_pages()
    characters = sum(len(squeeze(page.body)) for page in pages)
    print(f"extractors: {len(pages)} saved pages with {characters:,} characters of body; one core")
    print(f"  {'':<24}{'body: prec.':>12}{'rec.':>8}{'F1':>8}{'title':>8}{'date':>8}{'pages a second':>17}")
    for name, make in READERS.items():
        try:
            read = make()
        except NotInstalledError as error:
            print(f"  {name:<24}not installed: {error}")
            continue
        found = [read(page) for page in pages]
        shown = [f"{each:8.3f}" for each in _quality(pages, found)]
        if not any(taken.day for taken in found):
            shown[-1] = f"{'none':>8}"
        quality = "".join(shown)
        print(f"  {name:<24}{quality:>44}{_speed(read, pages):17.1f}")
    logging.disable(logging.NOTSET)
