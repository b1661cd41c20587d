"""One source whole: its listings walked, the pages of reports and the documents they link fetched, all archived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from extract.collect.archive import Archive
from extract.collect.discover import Found, listing_finding, walk_listing
from extract.collect.fetch import Fetcher
from extract.collect.links import document_links
from extract.collect.registry import Source
from extract.collect.warc import address_of
from extract.collect.wire import Answer
from extract.collect.writer import ArchiveWriter
from extract.decode import decode
from extract.errors import FetchError, GoneError, ListingError, RefusedError, SelectorError, UndecodableError
from extract.issues import Finding
from extract.platforms import PLATFORMS
from extract.platforms.base import Request
from extract.records import Issue, ListingEntry
from extract.titles import REPORT

TAKEN, REFUSED = "report", "refused"
"""Verdicts of listing entries."""

FAILURES: tuple[tuple[type[FetchError], str, str], ...] = (
    (GoneError, "fetch.gone", "gone"),
    (RefusedError, "fetch.refused", "forbidden"),
    (FetchError, "fetch.failed", "failed"),
)
"""Why a page was not fetched: the error, the issue's code, the reason in the listing entry. The first that fits."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What one run took from one source. `requests` counts what was sent, robots.txt and repeated attempts included."""

    entries: tuple[ListingEntry, ...]
    issues: tuple[Issue, ...]
    new_bodies: int
    revisits: int
    requests: int


def collect_portal(
    source: Source, archive: Archive, run_id: str, *, progress: Callable[[str], None] = lambda _: None
) -> Collected:
    """Collect a source into the archive.

    `progress` is called after each answer that was archived, with a few words about it. A page or document that
    cannot be had is an issue, and so is one of several listings. Raises FetchError, ListingError or SelectorError
    where no listing of the source can be read, and ArchiveError where the archive cannot be written; what was fetched
    until then is archived.
    """
    with Fetcher(source, run_id) as fetcher, archive.writer(source.id, run_id) as writer:
        visit = _Visit(source, run_id, fetcher, writer, progress)
        entries = [visit.entry(found) for found in visit.walk()]
        return Collected(tuple(entries), tuple(visit.issues), writer.new_bodies, writer.revisits, fetcher.requests)


class _Visit:
    def __init__(
        self, source: Source, run_id: str, fetcher: Fetcher, writer: ArchiveWriter, progress: Callable[[str], None]
    ) -> None:
        self._source = source
        self._run_id = run_id
        self._fetcher = fetcher
        self._writer = writer
        self._progress = progress
        self._documents: set[str] = set()
        self.issues: list[Issue] = []

    def walk(self) -> list[Found]:
        """What the listings hold, one an address. Raises the first listing's error where none can be read."""
        found: dict[str, Found] = {}
        failed: list[tuple[str, FetchError | ListingError | SelectorError]] = []
        for listing_url in self._source.listings:
            try:
                walk = walk_listing(self._source, listing_url, self._ask)
            except (FetchError, ListingError, SelectorError) as error:
                failed.append((listing_url, error))
                continue
            for finding in walk.findings:
                self._note(finding, listing_url)
            for each in walk.found:
                found.setdefault(each.entry.url, each)
        if failed and not found:
            raise failed[0][1]
        for listing_url, why in failed:
            self._note(listing_finding(why), listing_url)
        return list(found.values())

    def entry(self, found: Found) -> ListingEntry:
        """The row of a listing entry; a report's page and documents are fetched first."""
        reason = self._page(found) if found.reason == REPORT else found.reason
        return ListingEntry(
            source_id=self._source.id,
            url=found.entry.url,
            title=found.entry.title,
            listed_on=found.entry.listed_on,
            listing_url=found.listing_url,
            verdict=TAKEN if reason == REPORT else REFUSED,
            reason=reason,
            run_id=self._run_id,
            seen_at=datetime.now(UTC),
        )

    def _ask(self, request: Request) -> tuple[str, str]:
        answer = self._fetcher.fetch(request)
        self._keep(answer, "listing", address_of(answer.url, request.form))
        self._progress(f"listing {request.url}")
        try:
            return answer.url, decode(answer.body, answer.header("Content-Type")).text
        except UndecodableError as error:
            raise ListingError(f"{answer.url}: {error.message}", error.remedy) from error

    def _page(self, found: Found) -> str:
        """Fetch a page and its documents; `report`, or what stopped it."""
        entry = found.entry
        try:
            answer = self._fetcher.fetch(Request(entry.url))
        except FetchError as error:
            return self._failed(error, entry.url)
        self._keep(answer, "page", answer.url, title_listed=entry.title, published_listed=entry.listed_on)
        self._progress(entry.title)
        links = document_links(answer, PLATFORMS[self._source.platform].body, self._source.allowed_hosts)
        for address in links:
            if address not in self._documents:
                self._documents.add(address)
                self._document(address, answer.url)
        return REPORT

    def _document(self, address: str, page_url: str) -> None:
        try:
            answer = self._fetcher.fetch(Request(address))
        except FetchError as error:
            self._failed(error, address)
            return
        self._keep(answer, "attachment", address, parent_url=page_url)
        self._progress(f"document {address}")

    def _failed(self, error: FetchError, url: str) -> str:
        code, reason = next((code, reason) for kind, code, reason in FAILURES if isinstance(error, kind))
        self._note(Finding(code, error.message), url)
        return reason

    def _keep(self, answer: Answer, role: str, url: str, **listed: Any) -> None:
        self._writer.add(
            url=url,
            role=role,
            fetched_at=answer.fetched_at,
            status=answer.status,
            reason=answer.reason,
            headers=answer.headers,
            body=answer.body,
            **listed,
        )

    def _note(self, finding: Finding, url: str) -> None:
        seen_at = datetime.now(UTC)
        self.issues.append(finding.issue(run_id=self._run_id, seen_at=seen_at, source_id=self._source.id, url=url))
