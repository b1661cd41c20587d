"""Page bytes to document and to facts, beside the raw limit: lxml's parse and text of the same pages, one core."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median

from demo.portal import Portal
from demo.truth import truth
from extract.decode import decode
from extract.html import parse
from extract.page.document import read_page
from extract.report.divisions import Gazetteer, load_divisions
from extract.report.identity import identify
from extract.report.report import Origin, read_report

ROUNDS = 7

DEMO_DIVISIONS = Path(__file__).resolve().parent.parent / "demo" / "divisions.tsv"

Page = tuple[str, bytes, str]


def _pages() -> list[Page]:
    with Portal() as portal:
        pages = []
        for report in truth():
            if report.form != "docx":
                url = portal.base_url + report.path
                with urllib.request.urlopen(url) as answer:  # noqa: S310 -- the portal of this process, on loopback
                    pages.append((url, answer.read(), answer.headers["Content-Type"]))
        return pages


def _raw(page: Page) -> None:
    parse(decode(page[1], page[2]).text).text_content()


def _document(page: Page) -> None:
    read_page(page[1], page[2], page[0])


def _facts(gazetteer: Gazetteer) -> Callable[[Page], None]:
    def read(page: Page) -> None:
        document = read_page(page[1], page[2], page[0]).document
        read_report(document, identify(document, gazetteer, context=None), Origin("r", "s", "t", "t"))

    return read


def _milliseconds(work: Callable[[Page], None], pages: list[Page]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for page in pages:
            work(page)
        times.append((time.perf_counter() - start) / len(pages) * 1000)
    return median(times)


def run() -> None:
    """Prints the median time a page of each step and its ratio to the raw limit."""
    pages = _pages()
    gazetteer = Gazetteer.from_rows(load_divisions(DEMO_DIVISIONS))
    steps = {"lxml parse and text": _raw, "page to document": _document, "page to facts": _facts(gazetteer)}
    for work in steps.values():
        work(pages[0])
    size = sum(len(content) for _, content, _ in pages) / len(pages) / 1000
    print(f"pages: {len(pages)} demo pages of {size:.0f} KB in the mean, median of {ROUNDS} rounds, one core")
    limit = _milliseconds(_raw, pages)
    for name, work in steps.items():
        each = _milliseconds(work, pages)
        print(f"  {name:<20} {each:7.2f} ms a page   {each / limit:5.1f} times the limit")
