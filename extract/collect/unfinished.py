"""What belongs to new pages and could not be had yet, as their archived bytes tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from extract.collect.clock import nights_between
from extract.collect.folder import PAGE, Folder, readable
from extract.collect.links import Belonging, belongings
from extract.collect.source import Source
from extract.collect.wire import Answer
from extract.platforms import PLATFORMS
from extract.records import Snapshot

NIGHTS = 3
"""For so long what a new page links is asked for again each night; then whenever the page has its turn. Outages of a
document server last hours; a link that is broken for days is broken."""


def unfinished(source: Source, folder: Folder, root: Path, now: datetime) -> Iterator[tuple[Belonging, Snapshot]]:
    """Each further page and document that a page of the last nights links and the archive lacks, and that page."""
    for page in folder.by_url.values():
        if page.role == PAGE and not page.refers_to and nights_between(page.fetched_at, now) <= NIGHTS:
            for belonging in _belongings(source, root, page):
                if belonging.url not in folder.by_url:
                    yield belonging, page


def _belongings(source: Source, root: Path, page: Snapshot) -> tuple[Belonging, ...]:
    record = readable(root, page)
    if record is None:
        return ()  # it is asked for whole when it has its turn
    answer = Answer(page.url, page.status, "", record.headers, record.payload, page.fetched_at)
    return belongings(answer, PLATFORMS[source.platform].body, source.allowed_hosts)
