"""The pages of a source's listings as the archive has them: what a walk need not ask for again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from extract.collect.clock import nights_between
from extract.collect.folder import LISTING, Folder, readable
from extract.collect.recall import Recall
from extract.collect.source import Source
from extract.collect.warc import address_of
from extract.decode import decode
from extract.errors import ListingError, SelectorError, UndecodableError
from extract.platforms import PLATFORMS
from extract.platforms.base import ListingPage, Request


@dataclass(frozen=True, slots=True)
class Shelved:
    """A listing page as it was when it was asked for last."""

    page: ListingPage
    asked_at: datetime


class Shelf:
    """The listing pages of one source as the archive knew them when the run began. Without an archive it is empty."""

    def __init__(self, source: Source, folder: Folder, root: Path, now: datetime) -> None:
        self._source = source
        self._folder = folder
        self._root = root
        self._now = now
        self.recall = Recall(folder)

    def page(self, request: Request) -> Shelved | None:
        """The page that a request brought last, however long ago; None where the archive does not have it whole, or
        what it has is not read as a listing any more: it must be asked for."""
        url = self.recall.led_to(address_of(request.url, request.form))
        last, record = self._folder.by_url.get(url), readable(self._root, self._folder.holder(url, LISTING))
        if last is None or last.role != LISTING or record is None:
            return None
        try:
            text = decode(record.payload, record.snapshot.content_type).text
            stood = request.url if request.form is not None else url
            page = PLATFORMS[self._source.platform].read(replace(request, url=stood), text)
        except (UndecodableError, ListingError, SelectorError):
            return None
        return Shelved(page, last.fetched_at)

    def recent(self, request: Request) -> Shelved | None:
        """The page, where it was asked for since the last night that walked the listing to its end must have been."""
        shelved = self.page(request)
        if shelved is None:
            return None
        nights = nights_between(shelved.asked_at, self._now)
        # below 0 the clock was ahead: such a page is nobody's last walk
        return shelved if 0 <= nights < self._source.cadence.full_walk_days else None

    def rest(self, request: Request, shown: Collection[str], most: int) -> list[Shelved] | None:
        """The pages of a listing from this request to its end, or up to one that brings no entry beyond those `shown`
        (addresses) and those between; None unless all of them are recent, and `most` at most."""
        pages: list[Shelved] = []
        seen = set(shown)
        following: Request | None = request
        while following is not None:
            shelved = self.recent(following) if len(pages) < most else None
            if shelved is None:
                return None
            pages.append(shelved)
            urls = {entry.url for entry in shelved.page.entries}
            following = shelved.page.next_request if urls - seen or not urls else None
            seen |= urls
        return pages
