"""How much the pages of a source gave, held against what its file asserts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.collect.source import Fill
from extract.issues import Finding
from extract.reading import Reading
from extract.records import Issue, Snapshot

PAGES_LEAST = 5
"""Of fewer pages one moves the rate by a quarter and more, and what a single page lacks is an issue of its own."""


class Filled:
    """How many pages of one WARC file give what their source asserts, counted as they come.

    A page counts that gave a report, or ought to have; of the reports those count that state a date and an issuer.
    """

    def __init__(self) -> None:
        self._among: Counter[str] = Counter()
        self._without: Counter[str] = Counter()
        self._first: dict[str, Snapshot] = {}
        """The first page that lacks a thing."""

    def add(self, page: Snapshot, reading: Reading) -> None:
        """Count a page."""
        if any(issue.code == "page.not_a_report" for issue in reading.issues):
            return
        self._count("body", page, reading.report)
        if reading.report:
            self._count("published_on", page, reading.report.published_on)
            self._count("issuer", page, reading.report.issuer)

    def issues(self, fill: Fill) -> Iterator[Issue]:
        """An issue for each rate that the pages fall short of, with the first page that lacks the thing."""
        for name, least in (("body", fill.body), ("published_on", fill.published_on), ("issuer", fill.issuer)):
            among, having = self._among[name], self._among[name] - self._without[name]
            if among >= PAGES_LEAST and having / among < least:
                first = self._first[name]
                message = f"{having} of {among} pages have {name}, at least {least:.0%} asserted"
                finding = Finding("extract.below_fill", message, detail=name)
                yield finding.issue(
                    run_id=first.run_id, seen_at=first.fetched_at, source_id=first.source_id, url=first.url
                )

    def _count(self, name: str, page: Snapshot, stated: object) -> None:
        self._among[name] += 1
        if not stated:
            self._without[name] += 1
            self._first.setdefault(name, page)
