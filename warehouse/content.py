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
SELECT place_id FROM staged_capture
UNION
SELECT c.place_id FROM staged_snapshot AS revisit
JOIN snapshot AS s ON revisit.refers_to = coalesce(s.refers_to, s.snapshot_id)
JOIN capture AS c ON c.snapshot_id = s.snapshot_id
"""
"""The places that the staged sets tell something of: words, or that they were fetched once more as before."""

_STOOD = """
CREATE TEMP TABLE stood AS
FROM old_span
UNION ALL BY NAME
FROM version_span SEMI JOIN affected USING (place_id) ANTI JOIN touched USING (place_id)
"""
"""The versions before this load of the places that it affects."""

_ALTERED = """
CREATE TEMP TABLE altered AS
WITH old AS (FROM stood JOIN old_place USING (place_id) WHERE is_primary AND valid_to IS NULL),
new AS (
    FROM version_span JOIN place USING (place_id) SEMI JOIN affected USING (place_id)
    WHERE is_primary AND valid_to IS NULL
)
SELECT
    report_id, old.reading_id AS old_id, old.place_id AS old_place_id, new.reading_id AS new_id,
    new.place_id AS new_place_id
FROM old FULL JOIN new USING (report_id)
WHERE old.reading_id IS DISTINCT FROM new.reading_id
"""
"""The reports whose newest version is another than before."""

_COMPARE = """
SELECT
    count(*) FILTER (WHERE old.report_id IS NULL),
    count(*) FILTER (WHERE old.report_id = new.report_id AND old IS DISTINCT FROM new),
    count(*) FILTER (WHERE new.report_id IS NULL)
FROM ({old}) AS old FULL JOIN ({new}) AS new ON {match}
"""

_SPANS = """
SELECT report_id, version, reading_id, snapshot_id, valid_from, valid_to
FROM {} JOIN {} USING (place_id) SEMI JOIN affected USING (place_id) WHERE is_primary
"""

_PLACES = "SELECT report_id, place_id, is_primary FROM {} SEMI JOIN affected USING (place_id)"

_ROWS = """
SELECT report_id, r.* EXCLUDE (reading_id) {replace} FROM reading_{relation} AS r JOIN altered ON reading_id = {side}_id
"""

_FACT_IDS = "REPLACE (fact_id_in(fact_id, {side}_place_id, report_id) AS fact_id)"

_KEYS = {
    "section": ("section_no",),
    "fact": ("fact_id",),
    "citation": ("title", "document_number", "char_start"),
    "table_cell": ("char_start",),
}
"""What tells the rows of one report apart."""


def merge_reports(connection: duckdb.DuckDBPyConnection, *, rebuilds: bool) -> dict[str, Counts]:
    """Merge the staged rows of reports, after sources and snapshots. With `rebuilds` they replace all that is there.

    Counts of sections, facts, citations and cells are those of newest versions at primary places. Raises LoadError for
    rows without their report or snapshot.
    """
    connection.execute(sql("merge", "1_deduplicate.sql"))
    _refuse_orphans(connection)
    if rebuilds:
        connection.execute("DELETE FROM capture")
    connection.execute(sql("merge", "2_reading.sql"))
    connection.execute(_TOUCHED)
    if rebuilds:
        connection.execute("INSERT INTO touched FROM (SELECT place_id FROM version_span EXCEPT FROM touched)")
    connection.execute("CREATE TEMP TABLE old_span AS FROM version_span SEMI JOIN touched USING (place_id)")
    connection.execute(sql("merge", "3_version.sql"))
    connection.execute(sql("merge", "4_place.sql"))
    counts = _count(connection)
    if rebuilds:
        connection.execute(sql("merge", "5_prune.sql"))
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
    connection.execute(_STOOD)
    connection.execute(_ALTERED)
    spans = _SPANS.format("stood", "old_place"), _SPANS.format("version_span", "place")
    counts = {
        "report_version": _compare(connection, "report_version", ("version",), *spans),
        "report_place": _compare(
            connection, "place", ("place_id",), _PLACES.format("old_place"), _PLACES.format("place")
        ),
    }
    for relation, key in _KEYS.items():
        counts[relation] = _compare(connection, relation, key, _rows(relation, "old"), _rows(relation, "new"))
    return counts


def _rows(relation: str, side: str) -> str:
    replace = _FACT_IDS.format(side=side) if relation == "fact" else ""
    return _ROWS.format(relation=relation, side=side, replace=replace)


def _compare(connection: duckdb.DuckDBPyConnection, relation: str, key: tuple[str, ...], old: str, new: str) -> Counts:
    match = " AND ".join(f"old.{name} IS NOT DISTINCT FROM new.{name}" for name in ("report_id", *key))
    ((added, changed, removed),) = connection.execute(_COMPARE.format(old=old, new=new, match=match)).fetchall()
    return Counts(added, changed, count_rows(connection, relation) - added - changed, removed)
