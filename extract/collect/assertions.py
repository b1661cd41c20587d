"""What a source's file asserts of its listings, held against what a walk to their ends found."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from extract.collect.source import Source
from extract.errors import ListingError
from extract.issues import Finding


class BelowMinError(ListingError):
    """The listings of a source, all of them read, have fewer entries than its file asserts."""


def check_least(source: Source, entries: int) -> None:
    """Raises BelowMinError for fewer entries than the source must have: nothing they lead to is to be fetched then."""
    least = source.assertions.entries_min
    if entries < least:
        raise BelowMinError(
            f"{entries} entries in its listings, at least {least} asserted",
            "Open the listings: have rows gone, or the layout changed? Mend the platform, or assertions.entries.min.",
        )


def findings_of(source: Source, titles: Collection[str]) -> Iterator[Finding]:
    """What is odd, though no reason to stop: too many entries, lookups that no title called for.

    `titles` are those of all entries, looked up.
    """
    most = source.assertions.entries_max
    if most is not None and len(titles) > most:
        yield Finding("source.above_max", f"{len(titles)} entries in its listings, at most {most} asserted")
    for dirty, clean in source.titles.items():
        if clean not in titles:
            yield Finding("source.lookup_unused", f'no entry is titled "{dirty}"', detail=dirty)
