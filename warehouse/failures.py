"""Failures: the rows that a check finds, kept from release to release with the time when each was first found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.database import Rows, count_rows, named_rows

SAMPLE_ROWS = 5
"""Failing rows that a result carries: enough to see the pattern, short enough for a log."""

VALUE_CHARACTERS = 200
"""How much of a value a message shows: a sentence of a report in full, as a rule."""

_OWN = ("source_id", "url", "report_id")
"""Columns of a failing row that become columns of its issue; the others are told in its message."""

_FOUND = """
CREATE OR REPLACE TEMP TABLE {found} AS
SELECT left(sha256(concat_ws(chr(31), ?, source_id, url, report_id, message)), 16) AS issue_id, *
FROM ({rows})
"""

_OF_READINGS = """
SELECT DISTINCT f.report_id::INTEGER AS reading_no, NULL::VARCHAR AS source_id, r.url, NULL::VARCHAR AS report_id,
    {message} AS message
FROM failing AS f
LEFT JOIN reading AS r ON r.reading_no = f.report_id::INTEGER
"""

_OF_ALL = "SELECT DISTINCT NULL::INTEGER AS reading_no, {own}, {message} AS message FROM failing AS f"

_RECORD = """
MERGE INTO check_failure AS kept
USING (
    SELECT
        $name AS check_name, f.* EXCLUDE (url, source_id, report_id), f.url, f.source_id, f.report_id,
        coalesce((SELECT min(first_seen_at) FROM check_failure WHERE check_name = $name AND issue_id = f.issue_id), $at)
            AS first_seen_at
    FROM {found} AS f
) AS found
ON kept.check_name = found.check_name AND kept.issue_id = found.issue_id
    AND kept.reading_no IS NOT DISTINCT FROM found.reading_no
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE AND kept.check_name = $name AND coalesce(kept.reading_no, $first) >= $first THEN DELETE
"""

_STANDING = "FROM failing_check WHERE code = 'check.' || ?"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is judged, by which text, and which readings: those with the numbers `first` to `last`."""

    name: str
    severity: str
    remedy: str
    text_id: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: how many rows fail, and the first of them as they stand in `issue`.

    Of an error those count that were found now, wherever; of a warning those that stand, found now or before.
    """

    name: str
    severity: str
    failing: int
    sample: Rows
    remedy: str
    accepted: bool = False

    @property
    def stops(self) -> bool:
        """Whether it keeps a release from being published."""
        return self.severity == "error" and self.failing > 0 and not self.accepted


def find_failures(connection: duckdb.DuckDBPyConnection, name: str, query: str, *, of_readings: bool) -> None:
    """Put the failing rows that `query` gives into a temporary table of the check's.

    `of_readings` says that the query ran over an excerpt of readings, where a report_id is a reading's number.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE failing AS {query}")
    columns = connection.table("failing").columns
    told = [column for column in columns if column not in _OWN]
    values = ", ".join(f"'{column}: ' || left(f.{column}::VARCHAR, {VALUE_CHARACTERS})" for column in told)
    message = f"concat_ws('; ', {values})" if told else f"'{name}'"
    own = ", ".join(column if column in columns else f"NULL::VARCHAR AS {column}" for column in _OWN)
    rows = (_OF_READINGS if of_readings else _OF_ALL).format(message=message, own=own)
    connection.execute(_FOUND.format(found=_found(name), rows=rows), [name])


def record_failures(
    connection: duckdb.DuckDBPyConnection, judged: Judgement, run_id: str, at: datetime, *, accepted: bool
) -> CheckResult:
    """Keep what was found of a check, drop what failed before and does no more, and say what fails now."""
    table = _found(judged.name)
    found = count_rows(connection, table)
    is_error = judged.severity == "error"
    passed_no = judged.first - 1 if is_error and found and not accepted else judged.last
    connection.execute(
        "INSERT OR REPLACE INTO check_state VALUES (?, ?, ?, ?, ?, ?, ?)",
        [judged.name, judged.severity, judged.remedy, judged.text_id, passed_no, run_id, at],
    )
    if not found and not _is_kept(connection, judged.name):
        return CheckResult(judged.name, judged.severity, 0, (), judged.remedy, accepted)
    connection.execute(_RECORD.format(found=table), {"name": judged.name, "at": at, "first": judged.first})
    shown, asked = (f"FROM {table}", []) if is_error else (_STANDING, [judged.name])
    ((failing,),) = connection.execute(f"SELECT count(*) {shown}", asked).fetchall()
    sample = named_rows(
        connection,
        f"SELECT source_id, url, report_id, message {shown} ORDER BY ALL LIMIT {SAMPLE_ROWS}",
        asked,
    )
    return CheckResult(judged.name, judged.severity, int(failing), sample, judged.remedy, accepted)


def _found(name: str) -> str:
    return f'"found_{name}"'


def _is_kept(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether the check has failed before and stands in `check_failure`."""
    return bool(connection.execute("SELECT 1 FROM check_failure WHERE check_name = ? LIMIT 1", [name]).fetchall())
