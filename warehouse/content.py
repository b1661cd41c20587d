"""Reports, their versions and what they hold: merged from staged captures, counted against what stood before."""

from __future__ import annotations

import duckdb

from extract.errors import LoadError
from warehouse.database import count_rows, sql
from warehouse.keyed import Counts

_ORPHANS = """
SELECT s.set_name, 'rows of report ' || report_id || ' without the report' AS fault
FROM (
    SELECT set_no, snapshot_id, report_id FROM staged_section
    UNION SELECT set_no, snapshot_id, report_id FROM staged_fact
    UNION SELECT set_no, snapshot_id, report_id FROM staged_citation
    UNION SELECT set_no, snapshot_id, report_id FROM staged_table_cell
) ANTI JOIN one_report USING (set_no, snapshot_id, report_id) JOIN staged_set AS s USING (set_no)
UNION ALL
SELECT s.set_name, 'report ' || report_id || ' without its snapshot ' || named
FROM (SELECT set_no, report_id, unnest([snapshot_id, body_snapshot_id]) AS named FROM one_report)
ANTI JOIN snapshot ON snapshot.snapshot_id = named JOIN staged_set AS s USING (set_no)
ORDER BY ALL
"""

_TOUCHED = """
CREATE TEMP TABLE touched AS
SELECT report_id FROM staged_capture
UNION
SELECT c.report_id FROM staged_snapshot AS revisit
JOIN snapshot AS s ON revisit.refers_to = coalesce(s.refers_to, s.snapshot_id)
JOIN capture AS c ON c.snapshot_id = s.snapshot_id
"""
"""The reports that the staged sets tell something of: words, or that they were fetched once more as before."""

_ALTERED = """
CREATE TEMP TABLE altered AS
SELECT report_id, old.reading_id AS old_id, new.reading_id AS new_id
FROM touched
LEFT JOIN (FROM old_span WHERE valid_to IS NULL) AS old USING (report_id)
LEFT JOIN (FROM version_span WHERE valid_to IS NULL) AS new USING (report_id)
WHERE old.reading_id IS DISTINCT FROM new.reading_id
"""

_COMPARE = """
SELECT
    count(*) FILTER (WHERE old.report_id IS NULL),
    count(*) FILTER (WHERE old.report_id = new.report_id AND old IS DISTINCT FROM new),
    count(*) FILTER (WHERE new.report_id IS NULL)
FROM ({old}) AS old FULL JOIN ({new}) AS new ON {match}
"""

_SPANS = """
SELECT report_id, version, reading_id, snapshot_id, valid_from, valid_to FROM {} SEMI JOIN touched USING (report_id)
"""

_ROWS = "SELECT report_id, r.* EXCLUDE (reading_id) FROM reading_{} AS r JOIN altered ON reading_id = {}"

_KEYS = {
    "section": ("section_no",),
    "fact": ("fact_id",),
    "citation": ("title", "document_number", "char_start"),
    "table_cell": ("char_start",),
}
"""What tells the rows of one report apart."""


def merge_reports(connection: duckdb.DuckDBPyConnection, *, rebuilds: bool) -> dict[str, Counts]:
    """Merge the staged rows of reports, after the snapshots. With `rebuilds` they replace all that is there.

    Counts of sections, facts, citations and cells are those of newest versions. Raises LoadError for rows without their
    report or snapshot.
    """
    connection.execute(sql("merge", "1_deduplicate.sql"))
    _refuse_orphans(connection)
    if rebuilds:
        connection.execute("DELETE FROM capture")
    connection.execute(sql("merge", "2_reading.sql"))
    connection.execute(_TOUCHED)
    if rebuilds:
        connection.execute("INSERT INTO touched FROM (SELECT report_id FROM version_span EXCEPT FROM touched)")
    connection.execute("CREATE TEMP TABLE old_span AS FROM version_span SEMI JOIN touched USING (report_id)")
    connection.execute(sql("merge", "3_version.sql"))
    counts = _count(connection)
    if rebuilds:
        connection.execute(sql("merge", "4_prune.sql"))
    return counts


def _refuse_orphans(connection: duckdb.DuckDBPyConnection) -> None:
    orphans = connection.execute(_ORPHANS).fetchall()
    if orphans:
        set_name, fault = orphans[0]
        raise LoadError(
            f"staged set {set_name}: {fault} ({len(orphans)} such in all)",
            "Run `fazhi replay`. If that does not help, it is a fault of the step that staged the set.",
        )


def _count(connection: duckdb.DuckDBPyConnection) -> dict[str, Counts]:
    connection.execute(_ALTERED)
    counts = {
        "report_version": _compare(
            connection, "version_span", ("version",), _SPANS.format("old_span"), _SPANS.format("version_span")
        )
    }
    for relation, key in _KEYS.items():
        old, new = (_ROWS.format(relation, side) for side in ("old_id", "new_id"))
        counts[relation] = _compare(connection, relation, key, old, new)
    return counts


def _compare(connection: duckdb.DuckDBPyConnection, relation: str, key: tuple[str, ...], old: str, new: str) -> Counts:
    match = " AND ".join(f"old.{name} IS NOT DISTINCT FROM new.{name}" for name in ("report_id", *key))
    ((added, changed, removed),) = connection.execute(_COMPARE.format(old=old, new=new, match=match)).fetchall()
    return Counts(added, changed, count_rows(connection, relation) - added - changed, removed)
