"""Walking a listing: its entries once each, sorted by what their titles announce, no further than into known territory.

A walk begins at the first page. Where a page brings no report that was not met before, and the archive has all that
follows from not long ago, the rest is taken from the archive: nothing is asked for, and no entry is forgotten whose
page could not be had on an earlier night.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from extract.collect.bounds import PAGES_MAX
from extract.collect.failures import finding_of
from extract.collect.hosts import host_of, is_allowed
from extract.collect.registry import Source
from extract.collect.scope import NIGHT, Scope
from extract.collect.shelf import Shelf, Shelved
from extract.collect.territory import has_grown_elsewhere, is_oldest_first, unmet_on
from extract.errors import FetchError, ListingError, SelectorError
from extract.issues import Finding
from extract.platforms import PLATFORMS
from extract.platforms.base import Entry, ListingPage, Request
from extract.titles import REPORT, kind_of_title

HOST_REFUSED = "host"
"""Reason of an entry whose title is a report's, but whose host the source does not name."""

Ask = Callable[[Request], tuple[str, str]]
"""Asks for a listing page: the address where it stood in the end, and its text."""

MayAsk = Callable[[], bool]
"""Whether the visit's bound of requests leaves room for one more."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a listing. `reason` is the kind of its title, or `host`; a report's page is to be fetched.

    `seen_at` is None for an entry that this walk saw, and when it was seen last for one that the archive tells of.
    """

    entry: Entry
    listing_url: str
    reason: str
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """What was found in one listing, and what was wrong with it.

    It `is_complete` where no page failed and no bound of the visit was met, and `is_whole` where all of them were asked
    for besides.
    """

    found: tuple[Found, ...]
    findings: tuple[Finding, ...]
    is_complete: bool
    is_whole: bool


def walk_listing(
    source: Source,
    listing_url: str,
    ask: Ask,
    shelf: Shelf,
    scope: Scope = NIGHT,
    may_ask: MayAsk = lambda: True,
) -> Walk:
    """The entries of a listing, one an address: of new pages by asking, of known ones from the archive.

    Raises FetchError, ListingError or SelectorError where the listing cannot be read from its start, ListingError
    where it has no entry at all. A later page that fails ends the walk with a finding; what came before is kept.
    """
    walker = _Walker(source, listing_url, ask, shelf, scope, may_ask)
    try:
        walker.walk()
    except (FetchError, ListingError, SelectorError) as error:
        if not walker.found:
            raise
        walker.findings.append(listing_finding(error))
        walker.is_complete = False
    if not walker.found:
        raise ListingError(f"{listing_url}: the listing has no entry", "Open it: has the column moved or changed?")
    found = tuple(walker.found.values())
    return Walk(found, (*walker.findings, *_strange_hosts(found)), walker.is_complete, walker.is_whole)


def listing_finding(error: FetchError | ListingError | SelectorError) -> Finding:
    """What to say of a listing, or a page of it, that failed."""
    return finding_of(error, detail="listing")


class _Walker:
    def __init__(self, source: Source, listing_url: str, ask: Ask, shelf: Shelf, scope: Scope, may_ask: MayAsk) -> None:
        self._source = source
        self._platform = PLATFORMS[source.platform]
        self._listing_url = listing_url
        self._ask = ask
        self._shelf = shelf
        self._most = scope.pages
        self._may_ask = may_ask
        self._pages: dict[Request, ListingPage] = {}
        self.found: dict[str, Found] = {}
        self.findings: list[Finding] = []
        self.is_complete = True
        self._before: list[Shelved] = []
        """The pages that were asked for, as they stood before."""

    @property
    def is_whole(self) -> bool:
        """Whether no page failed or was taken from the archive."""
        return self.is_complete and not any(each.seen_at for each in self.found.values())

    def walk(self) -> None:
        """Walk from the first page; from the first that has entries, where it stands as it did behind a page without
        any (a shell, a count) that was asked for not long ago."""
        first = self._platform.first(self._listing_url)
        shell = self._shelf.recent(first)
        behind = shell.page.next_request if shell and not shell.page.entries else None
        self._turn(behind if behind and self._is_as_before(behind) else first)

    def _is_as_before(self, request: Request) -> bool:
        before = self._shelf.page(request)
        try:
            page = self._read(request)
        except (FetchError, ListingError, SelectorError):
            return False  # the shell may lead elsewhere by now; else this is met again behind it, and raised
        return before is not None and page == before.page

    def _read(self, request: Request) -> ListingPage:
        """The page that a request brings, asked for once a walk."""
        if request not in self._pages:
            address, text = self._ask(request)
            self._pages[request] = self._platform.read(replace(request, url=address), text)
        return self._pages[request]

    def _turn(self, following: Request) -> None:
        """Turn pages up to the listing's end or into known territory."""
        request: Request | None = following
        for number in range(self._most):
            if request is None:
                return
            if number and not self._may_ask():
                self.is_complete = False
                return
            if before := self._shelf.page(request):
                self._before.append(before)
            page = self._read(request)
            if page.entries and not self._take(page.entries):
                self._say("listing.repeats", f"{request.url}: page {number + 1} brings no entry that is new")
                return
            if page.next_request is None:
                self._hold_against(page.total)
            elif self._is_known(page, before) and (rest := self._shelf.rest(page.next_request, self.found, PAGES_MAX)):
                self._take_from_archive(rest)
                self._hold_against(page.total)
                return
            request = page.next_request
        self._leave()

    def _take(self, entries: Collection[Entry], seen_at: datetime | None = None) -> bool:
        """Add entries; whether any was new."""
        known = len(self.found)
        for entry in entries:
            if entry.url not in self.found:
                self.found[entry.url] = replace(_sorted(self._source, self._listing_url, entry), seen_at=seen_at)
        return len(self.found) > known

    def _take_from_archive(self, rest: Collection[Shelved]) -> None:
        """Add the rest of the listing, and what has moved on there from the pages that were asked for."""
        for shelved in rest:
            if not self._take(shelved.page.entries, shelved.asked_at) and shelved.page.entries:
                self._say("listing.repeats", f"{self._listing_url}: its last page brings no entry that is new")
        for shelved in self._before:
            self._take(shelved.page.entries, shelved.asked_at)

    def _is_known(self, page: ListingPage, before: Shelved | None) -> bool:
        """Whether every report on a page was met before, and nothing tells of a new one behind it."""
        unmet = unmet_on(page, before, self._shelf.recall)
        if len(unmet) == len(page.entries) or any(self.found[url].reason == REPORT for url in unmet):
            return False
        return not is_oldest_first(page) and not has_grown_elsewhere(page, before)

    def _leave(self) -> None:
        """Say that the most pages were turned: a bound was met, or the listing goes round in circles."""
        self.is_complete = self._most >= PAGES_MAX
        code = "listing.repeats" if self.is_complete else "collect.bounded"
        self._say(code, f"{self._listing_url}: still turning after {self._most} pages, the rest was left")

    def _hold_against(self, total: int | None) -> None:
        """Say where the listing states more entries than it showed. Raises ListingError where it showed none."""
        shown = len(self.found)
        if total is None or shown >= total:
            return
        message = f"{self._listing_url}: the listing states {total} entries and shows {shown}"
        if not shown:
            raise ListingError(message, "Open it in a browser: the portal may withhold its rows from programs.")
        self._say("listing.short", message)

    def _say(self, code: str, message: str) -> None:
        self.findings.append(Finding(code, message))


def _sorted(source: Source, listing_url: str, entry: Entry) -> Found:
    entry = replace(entry, title=source.titles.get(entry.title, entry.title))
    kind = kind_of_title(entry.title).kind
    is_strange = kind == REPORT and not is_allowed(entry.url, source.allowed_hosts)
    return Found(entry, listing_url, HOST_REFUSED if is_strange else kind)


def _strange_hosts(found: tuple[Found, ...]) -> list[Finding]:
    """A finding for each host that lists a report and is not the source's."""
    examples = {host_of(each.entry.url) or "": each for each in found if each.reason == HOST_REFUSED}
    return [
        Finding("listing.host_refused", f"{host} holds {each.entry.title}, and is not among allowed_hosts", detail=host)
        for host, each in examples.items()
    ]
