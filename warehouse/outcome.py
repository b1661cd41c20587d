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


_ENTRIES = """
WITH redirect AS (
    SELECT url, arg_max(parent_url, fetched_at) AS target FROM snapshot WHERE role = 'redirect' GROUP BY url
),
entry AS (
    SELECT e.*, p.report_id
    FROM listing_entry AS e
    LEFT JOIN redirect AS r USING (url)
    LEFT JOIN report_place AS p ON p.url = coalesce(r.target, e.url)
)
"""
"""Listing entries with the report that their address, or what it leads to, holds."""

_SOURCES = f"""
{_ENTRIES}
SELECT source_id, count(*), count(report_id), count(*) - count(report_id)
FROM entry GROUP BY source_id ORDER BY source_id
"""

_REFUSALS = f"""
{_ENTRIES}
SELECT e.source_id, e.title, e.url, coalesce(i.message, e.reason)
FROM entry AS e
LEFT JOIN (
    SELECT url, string_agg(message, '; ' ORDER BY message) AS message
    FROM issue WHERE code NOT LIKE 'header.%' GROUP BY url
) AS i USING (url)
WHERE e.report_id IS NULL
ORDER BY e.source_id, 4, e.url
"""


def read_outcome(releases: Path) -> Outcome:
    """The outcome by the latest release. Raises ReleaseError where there is none, or it cannot be read."""
    with reader(releases) as connection:
        return Outcome(
            sources=tuple(SourceOutcome(*row) for row in connection.execute(_SOURCES).fetchall()),
            refusals=tuple(Refusal(*row) for row in connection.execute(_REFUSALS).fetchall()),
        )
