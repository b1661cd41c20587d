"""Comparison: which values of the readings that a load brings contradict each other, found once and kept."""

from __future__ import annotations

import duckdb

from extract.records import stable_id
from warehouse.database import sql

BATCH_READINGS = 20_000
"""Readings that are compared at a time: a million facts, whose pairs and sentences take some 300 MB."""

_TABLES = {"reading_conflict": sql("comparison", "conflict.sql"), "reading_stock": sql("comparison", "stock.sql")}
"""What fills each table with what it says of the readings $first to $last."""

# Sums of hashes of hashes: in a bit_xor the same change in two rows would cancel out.
_RULES = """
SELECT concat_ws(
    ' ', (SELECT sum(hash(hash(i))) FROM identity AS i), (SELECT sum(hash(hash(i.code, i.kind))) FROM indicator AS i)
)
"""


def compare_values(connection: duckdb.DuckDBPyConnection) -> None:
    """Compare the values of readings that are new, or of all where the rules have changed; forget those that are gone.

    Works within the caller's transaction, after the views stand. Raises duckdb.Error.
    """
    ((rules,),) = connection.execute(_RULES).fetchall()
    text_id = stable_id(*_TABLES.values(), rules)
    ((passed,),) = connection.execute(
        "SELECT coalesce(max(passed_no) FILTER (text_id = ?), 0) FROM comparison_state", [text_id]
    ).fetchall()
    ((newest,),) = connection.execute("SELECT coalesce(max(reading_no), 0) FROM reading").fetchall()
    for table, query in _TABLES.items():
        # Corrected copies, which bear negative numbers, may be others each time, and a set may have been replaced.
        stale = "reading_no < 0 OR reading_no NOT IN (SELECT reading_no FROM reading)" if passed else "true"
        connection.execute(f"DELETE FROM {table} WHERE {stale}")
        connection.execute(query, {"first": -newest, "last": -1})
        for first in range(passed + 1, newest + 1, BATCH_READINGS):
            connection.execute(query, {"first": first, "last": first + BATCH_READINGS - 1})
    connection.execute("DELETE FROM comparison_state")
    connection.execute("INSERT INTO comparison_state VALUES (?, ?)", [text_id, newest])
