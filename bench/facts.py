"""Page bytes to facts, the whole way, beside the raw limit: lxml's parse and text of the same pages, one core."""

from __future__ import annotations

from bench.document import lxml_text
from bench.nation_issuers import gazetteer
from bench.nation_pages import HTML, KILOBYTES, Page, made_pages
from bench.outcome import Outcome, at_most
from bench.ratio import ROUNDS, side_by_side
from extract.page.document import read_page
from extract.report.identity import identify
from extract.report.report import Origin, Read, read_report

PAGES = 30

ORIGIN = Origin("report", "source", "snapshot", "snapshot")


def facts_of(page: Page) -> Read:
    """Everything that a page states: its document, whose it is among all divisions, and its facts."""
    document = read_page(page.content, HTML, page.url).document
    return read_report(document, identify(document, gazetteer(), context=None), ORIGIN)


def run(count: int = PAGES, kilobytes: int = KILOBYTES, rounds: int = ROUNDS) -> list[Outcome]:
    """Prints the time a page of each step and its ratio to the raw limit."""
    pages = made_pages(count, kilobytes)
    text = lxml_text()
    documents = [read_page(page.content, HTML, page.url).document for page in pages]
    identities = [identify(document, gazetteer(), context=None) for document in documents]
    limit, whole = "lxml parse and text_content", "page to facts, the whole way"
    steps = {
        limit: lambda: [text(page) for page in pages],
        "page to document": lambda: [read_page(page.content, HTML, page.url) for page in pages],
        "document to identity": lambda: [identify(each, gazetteer(), context=None) for each in documents],
        "document to facts": lambda: [read_report(*each, ORIGIN) for each in zip(documents, identities, strict=True)],
        whole: lambda: [facts_of(page) for page in pages],
    }
    times = side_by_side(steps, rounds)
    stated = sum(len(facts_of(page).facts) for page in pages)
    print(f"facts: {count} pages of {kilobytes} KB with {stated:,} facts, median of {rounds} rounds, one core")
    for name in steps:
        each = 1000 * times.seconds(name) / count
        print(f"  {name:<30}{each:8.2f} ms a page{times.ratio(name, limit):8.2f} times the limit")
    return [at_most("page bytes to facts, the whole way", limit, 4, times.ratio(whole, limit))]


if __name__ == "__main__":
    run()
