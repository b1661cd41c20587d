"""An excerpt: the warehouse as if it held some readings alone.

Temporary views take the place of the tables, under their names and for every view above them. So a query over the
public relations reads the row groups of these readings and no others, as large as the warehouse may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

_CONTENT = ("reading_section", "reading_fact", "reading_citation", "reading_table_cell")

_RANGE = "reading_no BETWEEN {first} AND {last}"

_VERSIONS = {
    "reading": "FROM {db}.reading WHERE {range}",
    "version_span": "FROM {db}.version_span WHERE {range}",
}
"""The versions that these readings made, at their places."""

_ALONE = {
    "reading": "SELECT * REPLACE (reading_no::VARCHAR AS place_id) FROM {db}.reading WHERE {range}",
    "version_span": """
        SELECT * REPLACE (reading_no::VARCHAR AS place_id, 1 AS version, NULL::TIMESTAMPTZ AS valid_to)
        FROM {db}.version_span WHERE {range} QUALIFY row_number() OVER (PARTITION BY reading_no) = 1
    """,
    "place": """
        SELECT p.* REPLACE (v.reading_no::VARCHAR AS place_id, v.reading_no::VARCHAR AS report_id, true AS is_primary)
        FROM {db}.version_span AS v JOIN {db}.place AS p USING (place_id)
        WHERE {range} QUALIFY row_number() OVER (PARTITION BY v.reading_no) = 1
    """,
}
"""Each reading as a report of its own, whose report_id is the reading's number."""


@contextmanager
def excerpt(connection: duckdb.DuckDBPyConnection, first: int, last: int, *, alone: bool) -> Iterator[None]:
    """For the time of the block the relations show the readings with the numbers `first` to `last` alone.

    With `alone` each of them is a report of its own, whatever place and version it belongs to; its report_id is its
    number. Otherwise the reports are those in which they stand. After an error the connection is of no more use.
    """
    ((name,),) = connection.execute("SELECT current_database()").fetchall()
    views = dict.fromkeys(_CONTENT, "FROM {db}.{table} WHERE {range}") | (_ALONE if alone else _VERSIONS)
    # Corrected facts stand under the negative of their reading's number.
    views["reading_fact"] += f" OR reading_no BETWEEN {-last} AND {-first}"
    for table, query in views.items():
        text = query.format(db=f'"{name}".main', table=table, range=_RANGE.format(first=first, last=last))
        connection.execute(f"CREATE TEMP VIEW {table} AS {text}")
    yield
    for table in views:
        connection.execute(f"DROP VIEW temp.main.{table}")
