"""Dossier: all that the latest release holds on one report, from its words to the archived bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

from extract.errors import QueryError
from extract.records import Citation, Fact, IndicatorRow, Report, Section
from warehouse.check import read_check
from warehouse.database import Rows, named_rows, sql_files
from warehouse.query import reader

NEAREST_SHOWN = 3
"""Reports that a message names for one that is not there: the one that was meant stands first or second."""

CONSISTENT = "values_are_consistent"
"""The check of the view `consistency`. Its rows are pairs of facts, so the view is read for it."""

_Record = TypeVar("_Record", Report, Section, Fact, Citation, IndicatorRow)


@dataclass(frozen=True, slots=True)
class Flag:
    """Why a person should look at a fact: an identity that does not hold, or a check that it fails."""

    name: str
    """The kind of the identity (at_most, ratio, sum …) or the name of the check."""
    remedy: str
    fact_ids: tuple[str, ...]
    """The fact that is doubtful, then those that it was held against; these can be another report's."""
    value: Decimal | None = None
    """What an identity takes from the text: the doubtful fact's own value, or a sum in which it is the largest."""
    expected: Decimal | None = None
    """What `value` should be, or be at most."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a report comes from: when it was seen, and the archived payload that holds its body."""

    fetched_at: datetime
    first_seen_at: datetime
    last_seen_at: datetime
    version: int
    payload_url: str
    content_type: str
    sha256: str
    size: int
    """Bytes of the payload."""
    warc_file: str
    """Relative to the archive's root."""
    warc_offset: int
    warc_length: int
    release: str


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """An issue about the report that still stands."""

    code: str
    severity: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A report in its newest version, with its parts in the order of the text."""

    report: Report
    division: str | None
    """The name of the issuer's division, where the release knows it."""
    lineage: Lineage
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    citations: tuple[Citation, ...]
    indicators: dict[str, IndicatorRow]
    """The taxonomy's entries that the facts name, by code."""
    flags: tuple[Flag, ...]
    issues: tuple[OpenIssue, ...]


_REPORT = "SELECT * FROM report WHERE report_id = (SELECT report_id FROM place WHERE place_id = $report_id)"

_DIVISION = """
SELECT d.name FROM division_year AS d JOIN report AS r ON r.division_code = d.code AND r.report_year = d.year
WHERE r.report_id = $report_id
"""

_LINEAGE = """
SELECT
    shown.fetched_at, r.first_seen_at, r.last_seen_at, r.version, held.url AS payload_url, held.content_type,
    held.sha256, held.size, held.warc_file, held.warc_offset, held.warc_length
FROM report AS r
JOIN snapshot AS shown ON shown.snapshot_id = r.body_snapshot_id
JOIN snapshot AS held ON held.snapshot_id = coalesce(shown.refers_to, shown.snapshot_id)
WHERE r.report_id = $report_id
"""

_SECTIONS = "SELECT * FROM section WHERE report_id = $report_id ORDER BY char_start, section_no"

_FACTS = "SELECT * FROM fact WHERE report_id = $report_id ORDER BY char_start, char_end, fact_id"

_CITATIONS = "SELECT * FROM citation WHERE report_id = $report_id ORDER BY char_start, char_end"

_INDICATORS = """
SELECT * FROM indicator WHERE code IN (SELECT indicator FROM fact WHERE report_id = $report_id) ORDER BY code
"""

_INCONSISTENT = """
SELECT kind, value, expected, [id FOR id IN [fact_id, other_fact_id, base_fact_id] IF id IS NOT NULL] AS fact_ids
FROM consistency WHERE report_id = $report_id ORDER BY ALL
"""

_ISSUES = """
SELECT code, severity, message, remedy FROM open_issue WHERE report_id = $report_id
ORDER BY list_position(['error', 'warning', 'info'], severity), code, message
"""

_NEAREST = """
SELECT report_id, title, url FROM report
ORDER BY
    contains(title, $asked) OR contains(url, $asked) DESC,
    greatest(jaro_winkler_similarity(url, $asked), jaro_winkler_similarity(title, $asked)) DESC,
    report_id
LIMIT $shown
"""

Ask = Callable[[str, Mapping[str, object]], Rows]
"""Asks a release a query with $parameters."""


def read_dossier(releases: Path, report_id: str, asked: str) -> Dossier:
    """The dossier of a report by the latest release; `asked` is what the reader called it.

    `report_id` is that of any of its places: a report keeps the first one's, and was known by another's before.

    Raises ReleaseError where there is no release, or it cannot be read, and QueryError, with the reports whose address
    or title is nearest to `asked`, where it has no such report.
    """
    with reader(releases) as connection:
        ((file,),) = connection.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchall()
        ask = partial(named_rows, connection)
        found = dossier(ask, Path(file).parent.name, report_id)
        if found is None:
            raise _unknown(ask, asked)
        return found


def dossier(ask: Ask, release: str, report_id: str) -> Dossier | None:
    """The dossier of a report by a release that is open already; None where it has no such report."""
    found = _records(Report, ask(_REPORT, {"report_id": report_id}))
    if not found:
        return None
    (report,) = found
    key = {"report_id": report.report_id}
    division = ask(_DIVISION, key)
    (lineage,) = ask(_LINEAGE, key)
    return Dossier(
        report=report,
        division=division[0]["name"] if division else None,
        lineage=Lineage(**lineage, release=release),
        sections=_records(Section, ask(_SECTIONS, key)),
        facts=_records(Fact, ask(_FACTS, key)),
        citations=_records(Citation, ask(_CITATIONS, key)),
        indicators={row.code: row for row in _records(IndicatorRow, ask(_INDICATORS, key))},
        flags=_inconsistencies(ask(_INCONSISTENT, key)),
        issues=tuple(OpenIssue(**row) for row in ask(_ISSUES, key)),
    )


def _records(record: type[_Record], rows: Rows) -> tuple[_Record, ...]:
    """Rows as the records that they were staged as, without the columns that the warehouse adds, and digests empty."""
    names = [field.name for field in fields(record)]
    return tuple(record(**{name: row[name] for name in names if name in row}) for row in rows)


def _inconsistencies(rows: Rows) -> tuple[Flag, ...]:
    (check,) = (read_check(file) for file in sql_files("checks") if file.stem == CONSISTENT)
    return tuple(Flag(row["kind"], check.remedy, tuple(row["fact_ids"]), row["value"], row["expected"]) for row in rows)


def _unknown(ask: Ask, asked: str) -> QueryError:
    rows = ask(_NEAREST, {"asked": asked, "shown": NEAREST_SHOWN})
    nearest = "".join(f"\n    {row['report_id']}  {row['title']}  {row['url']}" for row in rows)
    return QueryError(
        f'the release has no report with the id or address "{asked}"',
        f'Nearest by address or title:{nearest}\n  All: fazhi sql "SELECT report_id, title, url FROM report"'
        if rows
        else "The release has no report at all: run `fazhi nightly` or `fazhi ingest`.",
    )
