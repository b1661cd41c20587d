"""Outcome: what became of every entry that the portals list, from the latest release."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.query import reader


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """A source's listing entries: how many there are, how many are reports of the release, how many are not."""

    source_id: str
    found: int
    loaded: int
    refused: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A listing entry that is no report of the release, and why: the kind of its title, or what stopped it."""

    source_id: str
    title: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, loaded and refused, by source and by address."""

    sources: tuple[SourceOutcome, ...]
    refusals: tuple[Refusal, ...]


_SOURCES = """
SELECT e.source_id, count(*), count(p.report_id), count(*) - count(p.report_id)
FROM listing_entry AS e LEFT JOIN report_place AS p USING (url)
GROUP BY e.source_id ORDER BY e.source_id
"""

_REFUSALS = """
SELECT e.source_id, e.title, e.url, coalesce(i.message, e.reason)
FROM listing_entry AS e
ANTI JOIN report_place USING (url)
LEFT JOIN (
    SELECT url, string_agg(message, '; ' ORDER BY message) AS message
    FROM issue WHERE code NOT LIKE 'header.%' GROUP BY url
) AS i USING (url)
ORDER BY e.source_id, 4, e.url
"""


def read_outcome(releases: Path) -> Outcome:
    """The outcome by the latest release. Raises ReleaseError where there is none, or it cannot be read."""
    with reader(releases) as connection:
        return Outcome(
            sources=tuple(SourceOutcome(*row) for row in connection.execute(_SOURCES).fetchall()),
            refusals=tuple(Refusal(*row) for row in connection.execute(_REFUSALS).fetchall()),
        )
