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


@dataclass(frozen=True, slots=True)
class Status:
    """The latest release in brief. Rows are dicts by column name, newest or worst first."""

    release_id: str
    created_at: str
    """ISO 8601, UTC."""
    counts: dict[str, int]
    runs: Rows
    issues: Rows
    """Open issues by severity and code: severity, code, issues, remedy, example (of their messages)."""
    missing: Rows
    """What is late: divisions without the report of the last year that is due, and why."""
    reports: Rows
    warnings: Rows
    """Checks of severity warning that found rows: name, failing, remedy."""


_RUNS = "SELECT run_id, command, state, started_at, finished_at FROM run ORDER BY started_at DESC LIMIT ?"

_ISSUES = """
SELECT severity, code, count(*) AS issues, any_value(remedy) AS remedy, arg_max(message, last_seen_at) AS example
FROM open_issue GROUP BY severity, code
ORDER BY list_position(['error', 'warning', 'info'], severity), issues DESC, code
"""

_MISSING = """
SELECT division_code, name, level, report_year, reason FROM coverage
WHERE NOT is_published AND report_year = (
    SELECT max(report_year) FROM coverage WHERE make_date(report_year + 1, 4, 1) <= current_date
)
ORDER BY division_code
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
