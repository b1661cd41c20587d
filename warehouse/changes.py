"""What a load did to reports and what they hold, counted against what stood before it.

Only rows of reports whose newest reading is another are looked at; what is told of all others is one scan of numbers.
"""

from __future__ import annotations

import duckdb

from warehouse.database import count_rows
from warehouse.keyed import Counts

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
    report_id, old.reading_no AS old_no, old.place_id AS old_place_id, new.reading_no AS new_no,
    new.place_id AS new_place_id
FROM old FULL JOIN new USING (report_id)
WHERE old.reading_no IS DISTINCT FROM new.reading_no
"""
"""The reports whose newest reading is another than before."""

_COMPARE = """
SELECT
    count(*) FILTER (WHERE old.report_id IS NULL),
    count(*) FILTER (WHERE old.report_id = new.report_id AND old IS DISTINCT FROM new),
    count(*) FILTER (WHERE new.report_id IS NULL)
FROM ({old}) AS old FULL JOIN ({new}) AS new ON {match}
"""

_SPANS = """
SELECT report_id, version, reading_no, snapshot_id, valid_from, valid_to
FROM {} JOIN {} USING (place_id) SEMI JOIN affected USING (place_id) WHERE is_primary
"""

_PLACES = "SELECT report_id, place_id, is_primary FROM {} SEMI JOIN affected USING (place_id)"

_ALONE = """
SELECT count(*) FROM reading_{relation} AS r
SEMI JOIN (FROM altered WHERE {other}_no IS NULL) AS a ON r.reading_no = a.{side}_no
"""
"""Rows of reports that are new, or gone, as a whole."""

_ROWS = """
SELECT report_id, r.* EXCLUDE (reading_no) {replace}
FROM reading_{relation} AS r
JOIN (FROM altered WHERE old_no IS NOT NULL AND new_no IS NOT NULL) ON reading_no = {side}_no
"""

_FACT_IDS = "REPLACE (fact_id_in(fact_id, {side}_place_id, report_id) AS fact_id)"

_KEYS = {
    "section": ("section_no",),
    "fact": ("fact_id",),
    "citation": ("title", "document_number", "char_start"),
    "table_cell": ("char_start",),
}
"""What tells the rows of one report apart."""


def count_changes(connection: duckdb.DuckDBPyConnection) -> dict[str, Counts]:
    """Counts of versions, places, sections, facts, citations and cells; the last four of newest versions alone."""
    connection.execute(_STOOD)
    connection.execute(_ALTERED)
    spans = _SPANS.format("stood", "old_place"), _SPANS.format("version_span", "place")
    places = _PLACES.format("old_place"), _PLACES.format("place")
    counts = {
        "report_version": _counts(connection, "report_version", _compare(connection, ("version",), *spans)),
        "report_place": _counts(connection, "place", _compare(connection, ("place_id",), *places)),
    }
    for relation, key in _KEYS.items():
        added, changed, removed = _compare(connection, key, _rows(relation, "old"), _rows(relation, "new"))
        added += _alone(connection, relation, "new", "old")
        removed += _alone(connection, relation, "old", "new")
        counts[relation] = _counts(connection, relation, (added, changed, removed))
    return counts


def _rows(relation: str, side: str) -> str:
    replace = _FACT_IDS.format(side=side) if relation == "fact" else ""
    return _ROWS.format(relation=relation, side=side, replace=replace)


def _alone(connection: duckdb.DuckDBPyConnection, relation: str, side: str, other: str) -> int:
    ((rows,),) = connection.execute(_ALONE.format(relation=relation, side=side, other=other)).fetchall()
    return int(rows)


def _compare(connection: duckdb.DuckDBPyConnection, key: tuple[str, ...], old: str, new: str) -> tuple[int, int, int]:
    match = " AND ".join(f"old.{name} IS NOT DISTINCT FROM new.{name}" for name in ("report_id", *key))
    (found,) = connection.execute(_COMPARE.format(old=old, new=new, match=match)).fetchall()
    return found


def _counts(connection: duckdb.DuckDBPyConnection, relation: str, found: tuple[int, int, int]) -> Counts:
    added, changed, removed = found
    return Counts(added, changed, count_rows(connection, relation) - added - changed, removed)
