"""Delta: what a release has that the one before it had not, report by report and fact by fact."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.database import sql
from warehouse.parquet import copy_rows

RELATIONS = ("report", "fact")

COMMENTS = {
    "change": "added, changed or withdrawn; of reports also returned, or removed: one with another, or read as none.",
    "version_before": "The version in the release before; NULL for a report that it did not have.",
    "value_before": "The value in the release before, in unit_before; NULL for a fact that it did not have.",
    "unit_before": "The unit of value_before.",
    "detail": "What differs, in words: places, version, or the names of the columns.",
}
"""Of the columns that only deltas have. The others mean what they mean in `report` and `fact`."""

COLUMNS = {"report": "* EXCLUDE (has_other_facts)", "fact": "*"}
ORDERS = {"report": "change, report_id", "fact": "report_id, change, fact_id"}

_KNOWS_CORRECTIONS = (
    "SELECT count(*) > 0 FROM duckdb_tables() WHERE database_name = 'last' AND table_name = 'correction_fit'"
)
_NO_CORRECTIONS = "CREATE TEMP TABLE old_corrected AS FROM new_corrected LIMIT 0"
"""Releases of older versions have none."""

_CORRECTED = """
CREATE TEMP TABLE {side}_corrected AS
SELECT v.report_id, sum(hash(hash(f.fact_id, s))) AS corrections
FROM {db}correction_fit AS f
JOIN {db}stated_correction AS s USING (correction_id)
JOIN {db}shown_reading AS v USING (reading_no)
WHERE f.applies
GROUP BY v.report_id
"""
"""Which reports are shown with corrections, and a digest of these."""

_DONE = (
    "DROP TABLE report_delta; DROP TABLE fact_delta; DROP TABLE old_corrected; DROP TABLE new_corrected; DETACH last"
)


def delta_file(relation: str) -> Path:
    """Where the delta of a relation stands in a release."""
    return Path("delta", f"{relation}.parquet")


def write_delta(connection: duckdb.DuckDBPyConnection, last: Path, release: Path) -> dict[str, dict[str, int]]:
    """Compare the warehouse with the DuckDB file of the release before, and write delta/ into a release.

    Returns rows by relation and change. Reports are compared by the reading that stands for each, facts of those
    reports alone for which another stands. Raises duckdb.Error.
    """
    connection.execute(f"ATTACH '{_quoted(last)}' AS last (READ_ONLY)")
    ((knows,),) = connection.execute(_KNOWS_CORRECTIONS).fetchall()
    connection.execute(_CORRECTED.format(side="new", db=""))
    connection.execute(_CORRECTED.format(side="old", db="last.") if knows else _NO_CORRECTIONS)
    counts = {}
    for relation in RELATIONS:
        connection.execute(sql("deltas", f"{relation}.sql"))
        rows = f"SELECT {COLUMNS[relation]} FROM {relation}_delta ORDER BY {ORDERS[relation]}"
        copy_rows(connection, rows, release / delta_file(relation))
        found = connection.execute(f"SELECT change, count(*) FROM {relation}_delta GROUP BY change ORDER BY change")
        counts[relation] = dict(found.fetchall())
    connection.execute(_DONE)
    return counts


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")
