"""How much the pages of a source gave, held against what its file asserts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.collect.source import Fill
from extract.issues import Finding
from extract.reading import Reading
from extract.records import Issue, Snapshot

PAGES_LEAST = 5
"""Of fewer pages one moves the rate by a quarter and more, and what a single page lacks is an issue of its own."""

Read = tuple[Snapshot, Reading]


def fill_issues(read: Sequence[Read], fill: Fill) -> list[Issue]:
    """An issue for each rate that the pages of one WARC file fall short of, with the first page that lacks the thing.

    A page counts that gave a report, or ought to have; of the reports those count that state a date and an issuer.
    """
    pages = [(page, reading) for page, reading in read if not _is_other(reading)]
    reports = [(page, reading) for page, reading in pages if reading.report]
    undated = [page for page, reading in reports if reading.report and not reading.report.published_on]
    unsigned = [page for page, reading in reports if reading.report and not reading.report.issuer]
    return [
        *_short("body", fill.body, pages, [page for page, reading in pages if not reading.report]),
        *_short("published_on", fill.published_on, reports, undated),
        *_short("issuer", fill.issuer, reports, unsigned),
    ]


def _is_other(reading: Reading) -> bool:
    return any(issue.code == "page.not_a_report" for issue in reading.issues)


def _short(name: str, least: float, among: Sequence[Read], without: Sequence[Snapshot]) -> Iterator[Issue]:
    share = 1 - len(without) / len(among) if len(among) >= PAGES_LEAST else 1.0
    if share < least:
        first = without[0]
        message = f"{len(among) - len(without)} of {len(among)} pages have {name}, at least {least:.0%} asserted"
        finding = Finding("extract.below_fill", message, detail=name)
        yield finding.issue(run_id=first.run_id, seen_at=first.fetched_at, source_id=first.source_id, url=first.url)
