"""Walking a listing to its end: its entries once each, sorted by what their titles announce."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from extract.collect.hosts import host_of, is_allowed
from extract.collect.registry import Source
from extract.errors import FetchError, ListingError, SelectorError
from extract.issues import Finding
from extract.platforms import PLATFORMS
from extract.platforms.base import Entry, Request
from extract.titles import REPORT, kind_of_title

PAGES_MAX = 500
"""Pages of one listing. A whole disclosure catalogue of 20,000 entries takes 200 to 400 at 50 to 100 a page."""

HOST_REFUSED = "host"
"""Reason of an entry whose title is a report's, but whose host the source does not name."""

Ask = Callable[[Request], tuple[str, str]]
"""Asks for a listing page: the address where it stood in the end, and its text."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a listing. `reason` is the kind of its title, or `host`; a report's page is to be fetched."""

    entry: Entry
    listing_url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Walk:
    """What was found in one listing, and what was wrong with it."""

    found: tuple[Found, ...]
    findings: tuple[Finding, ...]


def walk_listing(source: Source, listing_url: str, ask: Ask) -> Walk:
    """The entries of a listing, one an address, as long as its pages bring new ones.

    Raises FetchError, ListingError or SelectorError where the listing cannot be read from its start, ListingError
    where it has no entry at all. A later page that fails ends the walk with a finding; what came before is kept.
    """
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    try:
        if trouble := _turn_pages(source, listing_url, ask, entries):
            findings.append(trouble)
    except (FetchError, ListingError, SelectorError) as error:
        if not entries:
            raise
        findings.append(listing_finding(error))
    if not entries:
        raise ListingError(f"{listing_url}: the listing has no entry", "Open it: has the column moved or changed?")
    found = tuple(_sorted(source, listing_url, entry) for entry in entries.values())
    return Walk(found, (*findings, *_strange_hosts(found)))


def listing_finding(error: FetchError | ListingError | SelectorError) -> Finding:
    """What to say of a listing, or a page of it, that failed."""
    return Finding(
        "fetch.failed" if isinstance(error, FetchError) else "listing.empty", error.message, detail="listing"
    )


def _turn_pages(source: Source, listing_url: str, ask: Ask, entries: dict[str, Entry]) -> Finding | None:
    """Adds the entries of every page to `entries`; a finding where the pages end otherwise than they should."""
    platform = PLATFORMS[source.platform]
    request = platform.first(listing_url)
    rows = 0
    for number in range(PAGES_MAX):
        address, text = ask(request)
        page = platform.read(replace(request, url=address), text)
        known = len(entries)
        for entry in page.entries:
            entries.setdefault(entry.url, entry)
        if number and len(entries) == known:
            return Finding("listing.repeats", f"{request.url}: page {number + 1} brings no entry that is new")
        rows += len(page.entries)
        if page.next_request is None or (page.total is not None and rows >= page.total):
            return None
        request = page.next_request
    return Finding("listing.repeats", f"{listing_url}: still turning after {PAGES_MAX} pages, the rest was left")


def _sorted(source: Source, listing_url: str, entry: Entry) -> Found:
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
