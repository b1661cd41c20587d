"""Status: what the latest release says of its own making, as plain rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import ReleaseError
from warehouse.database import Rows, named_rows
from warehouse.publish import MANIFEST
from warehouse.query import latest_release, reader
from warehouse.schema import RELATIONS

RUNS_SHOWN = 5
"""A working week of nights."""

REPORTS_SHOWN = 10
"""Newest reports: what fits a screen beside the rest."""

MONTHS_SHOWN = 12
"""A year: the publishing season is told from the rest only over a whole one."""


@dataclass(frozen=True, slots=True)
class Status:
    """The latest release in brief. Rows are dicts by column name, newest or worst first."""

    release_id: str
    created_at: str
    """ISO 8601, UTC."""
    counts: dict[str, int]
    runs: Rows
    issues: Rows
    """Open issues by severity and code: severity, code, issues, of those a_day_old (at most), a_week_old and older,
    since (when the oldest was first seen), remedy, example (of their messages)."""
    missing: Rows
    """What is late: issuers that are collected and have no report of the last year that is due, and why."""
    sources: Rows
    """Sources that no run has collected for too long, or whose listings have shrunk or grown: source_id, publisher,
    last_good_at, cadence_state, size_state, entries, entries_before."""
    growth: Rows
    """What was archived, by month, the newest first: month, runs, answers, archived (bytes), reports (new ones)."""
    reports: Rows
    warnings: Rows
    """Checks of severity warning that found rows: name, failing, remedy."""


_RUNS = "SELECT run_id, command, state, started_at, finished_at FROM run ORDER BY started_at DESC LIMIT ?"

_ISSUES = """
SELECT
    severity, code, count(*) AS issues,
    count(*) FILTER (age <= INTERVAL 1 DAY) AS a_day_old,
    count(*) FILTER (age > INTERVAL 1 DAY AND age <= INTERVAL 7 DAYS) AS a_week_old,
    count(*) FILTER (age > INTERVAL 7 DAYS) AS older,
    min(first_seen_at) AS since, any_value(remedy) AS remedy, arg_max(message, last_seen_at) AS example
FROM (SELECT *, now() - first_seen_at AS age FROM open_issue)
GROUP BY severity, code
ORDER BY list_position(['error', 'warning', 'info'], severity), issues DESC, code
"""

_MISSING = """
SELECT division_code, name, level, issuer, report_year, reason FROM coverage
WHERE is_collected AND NOT is_published AND report_year = (
    SELECT max(report_year) FROM coverage WHERE due_on <= current_date
)
ORDER BY division_code, issuer
"""

_SOURCES = """
SELECT source_id, publisher, last_good_at, cadence_state, size_state, entries, entries_before
FROM source_monitor
WHERE cadence_state = 'late' OR size_state IN ('shrunk', 'grown')
ORDER BY source_id
"""

_GROWTH = """
SELECT strftime(fetched_at, '%Y-%m') AS month, runs, answers, archived, coalesce(reports, 0) AS reports
FROM (
    SELECT
        date_trunc('month', fetched_at) AS fetched_at, count(DISTINCT run_id) AS runs, count(*) AS answers,
        sum(warc_length)::BIGINT AS archived
    FROM snapshot
    GROUP BY ALL
)
LEFT JOIN (
    SELECT date_trunc('month', first_seen_at) AS fetched_at, count(*) AS reports FROM report GROUP BY ALL
) USING (fetched_at)
ORDER BY month DESC
LIMIT ?
"""

_REPORTS = """
SELECT report_id, issuer, report_year, published_on, url, version, first_seen_at FROM report
ORDER BY valid_from DESC, report_id LIMIT ?
"""


def read_status(releases: Path) -> Status:
    """The status of the latest release. Raises ReleaseError where there is none, or it cannot be read."""
    manifest = _manifest(latest_release(releases).parent / MANIFEST)
    with reader(releases) as connection:
        return Status(
            **manifest,
            runs=named_rows(connection, _RUNS, [RUNS_SHOWN]),
            issues=named_rows(connection, _ISSUES),
            missing=named_rows(connection, _MISSING),
            sources=named_rows(connection, _SOURCES),
            growth=named_rows(connection, _GROWTH, [MONTHS_SHOWN]),
            reports=named_rows(connection, _REPORTS, [REPORTS_SHOWN]),
        )


def _manifest(file: Path) -> dict[str, Any]:
    """What a release's manifest says: the fields of `Status` of the same names."""
    try:
        stated = json.loads(file.read_text(encoding="utf-8"))
        return {
            "release_id": stated["release_id"],
            "created_at": stated["created_at"],
            "counts": {name: stated["counts"][name] for name in RELATIONS},
            "warnings": tuple(
                {key: check[key] for key in ("name", "failing", "remedy")}
                for check in stated["checks"]
                if check["failing"]
            ),
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"{file}: is missing, cut off or damaged ({error})",
            "Publish again (fazhi nightly or fazhi replay), or point the link latest at another release.",
        ) from error
