"""One source whole: its listings walked, the pages of reports and what belongs to them fetched, all archived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extract.collect.archive import Archive
from extract.collect.bounds import BOUNDS, Bounds
from extract.collect.clock import Clock, utc_now
from extract.collect.fetch import Fetcher
from extract.collect.registry import Source
from extract.collect.scope import NIGHT, Scope
from extract.collect.shelf import Shelf
from extract.collect.take import Taker
from extract.collect.unfinished import unfinished
from extract.collect.visit import Visit
from extract.records import Issue, ListingEntry


@dataclass(frozen=True, slots=True)
class Collected:
    """What one run took from one source. `requests` counts what was sent, robots.txt and repeated attempts included.

    `entries` are those that this run saw, and those of earlier runs whose pages it asked for again. `is_whole` tells
    whether every listing was walked to its end, so that the entries can be counted.
    """

    entries: tuple[ListingEntry, ...]
    issues: tuple[Issue, ...]
    new_bodies: int
    revisits: int
    requests: int
    is_whole: bool


def collect_portal(
    source: Source,
    archive: Archive,
    run_id: str,
    *,
    scope: Scope = NIGHT,
    progress: Callable[[str], None] = lambda _: None,
    bounds: Bounds = BOUNDS,
    clock: Clock = utc_now,
) -> Collected:
    """Collect a source into the archive: what its listings have that is new and its share of what is known, as far as
    the scope of the visit goes.

    `progress` is called after each answer that was archived, with a few words about it. A page or document that
    cannot be had is an issue, and so is one of several listings. Raises FetchError, ListingError or SelectorError
    where no listing of the source can be read, BelowMinError where they have fewer entries than it asserts, and
    ArchiveError where the archive cannot be written; what was fetched until then is archived.
    """
    known, now = archive.folder(archive.root / source.id), clock()
    shelf = Shelf(source, known, archive.root, now)
    with (
        archive.writer(source.id, run_id) as writer,
        Fetcher(source, run_id, bounds=bounds, conditions=writer.conditions, clock=clock) as fetcher,
    ):
        visit = Visit(source, run_id, Taker(source, run_id, fetcher, writer), shelf, progress, clock, scope)
        found = visit.walk()
        visit.fetch_new(found)
        visit.finish(unfinished(source, known, archive.root, now))
        visit.look_again(found)
        return Collected(
            entries=tuple(visit.entries(found)),
            issues=tuple(visit.issues),
            new_bodies=writer.new_bodies,
            revisits=writer.revisits,
            requests=fetcher.requests,
            is_whole=visit.is_whole,
        )
