"""Reports, their versions and what they hold: merged from staged captures."""

from __future__ import annotations

import duckdb

from extract.errors import LoadError
from warehouse.changes import count_changes
from warehouse.database import sql
from warehouse.keyed import Counts

_FAULTS = """
SELECT s.set_name, 'rows of report ' || report_id || ' without the report' AS fault
FROM (
    SELECT set_no, snapshot_id, report_id FROM staged_section
    UNION ALL SELECT set_no, snapshot_id, report_id FROM staged_fact
    UNION ALL SELECT set_no, snapshot_id, report_id FROM staged_citation
    UNION ALL SELECT set_no, snapshot_id, report_id FROM staged_table_cell
)
ANTI JOIN (FROM staged_capture SELECT set_no, snapshot_id, place_id AS report_id)
    USING (set_no, snapshot_id, report_id)
JOIN staged_set AS s USING (set_no)
GROUP BY ALL
UNION ALL
SELECT s.set_name, 'report ' || place_id || ' without its snapshot ' || named
FROM (SELECT set_no, place_id, unnest([snapshot_id, body_snapshot_id]) AS named FROM staged_capture)
ANTI JOIN snapshot ON snapshot.snapshot_id = named JOIN staged_set AS s USING (set_no)
UNION ALL
SELECT s.set_name, 'report ' || place_id || ' of snapshot ' || snapshot_id || ' is told twice'
FROM staged_capture JOIN staged_set AS s USING (set_no)
GROUP BY s.set_name, place_id, snapshot_id HAVING count(*) > 1
ORDER BY ALL
"""

_TOUCHED = """
CREATE TEMP TABLE touched AS
SELECT place_id FROM staged_capture
UNION
SELECT c.place_id FROM staged_snapshot AS revisit
JOIN snapshot AS s ON revisit.refers_to = coalesce(s.refers_to, s.snapshot_id)
JOIN capture AS c ON c.snapshot_id = s.snapshot_id
UNION
SELECT place_id FROM version_span WHERE $rebuilds
"""
"""The places that the staged sets tell something of: words, or that they were fetched once more as before. All of them,
where all sets are read again."""


def merge_reports(connection: duckdb.DuckDBPyConnection, *, rebuilds: bool) -> dict[str, Counts]:
    """Merge the staged rows of reports, after sources and snapshots. With `rebuilds` they replace all that is there.

    Counts of sections, facts, citations and cells are those of newest versions at primary places. Raises LoadError for
    rows without their report or snapshot, and for a report that a set tells twice.
    """
    if rebuilds:
        connection.execute("DELETE FROM capture")
    connection.execute(sql("merge", "1_capture.sql"))
    _refuse_faults(connection)
    connection.execute(sql("merge", "2_reading.sql"))
    connection.execute(_TOUCHED, {"rebuilds": rebuilds})
    connection.execute("CREATE TEMP TABLE old_span AS FROM version_span SEMI JOIN touched USING (place_id)")
    connection.execute(sql("merge", "3_version.sql"))
    connection.execute(sql("merge", "4_place.sql"))
    counts = count_changes(connection)
    if rebuilds:
        connection.execute(sql("merge", "5_prune.sql"))
    return counts


def _refuse_faults(connection: duckdb.DuckDBPyConnection) -> None:
    faults = connection.execute(_FAULTS).fetchall()
    if faults:
        set_name, fault = faults[0]
        raise LoadError(
            f"staged set {set_name}: {fault} ({len(faults)} such in all)",
            "Run `fazhi replay`. If that does not help, it is a fault of the step that staged the set.",
        )
