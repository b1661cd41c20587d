"""The warehouse's relations: numbered schema files applied once, views and comments set anew."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

from warehouse.database import sql_files

COLUMNS = Path(__file__).parent / "schema" / "columns.tsv"
"""What each column means. A name means one thing everywhere, save where a row names its relation, too."""

RELATIONS = (
    "report",
    "report_version",
    "section",
    "fact",
    "citation",
    "indicator",
    "division",
    "source",
    "listing_entry",
    "snapshot",
    "run",
    "issue",
)
"""What a release holds, apart from views upon it: the relations that are counted."""

_CHANGES = """
CREATE TABLE IF NOT EXISTS schema_change (number INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMPTZ);
COMMENT ON TABLE schema_change IS 'A numbered schema file that was applied here. The newest is the schema''s version.'
"""


def apply_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the schema up to date, within the caller's transaction. Raises duckdb.Error where a file is wrong."""
    connection.execute(_CHANGES)
    applied = schema_version(connection)
    for file in sql_files("schema"):
        number = int(file.name.split("_")[0])
        if number > applied:
            connection.execute(file.read_text(encoding="utf-8"))
            connection.execute("INSERT INTO schema_change VALUES (?, ?, now())", [number, file.stem])
    for file in sql_files("views"):
        connection.execute(file.read_text(encoding="utf-8"))
    _comment_columns(connection)


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the newest schema file that was applied; 0 for none."""
    ((number,),) = connection.execute("SELECT coalesce(max(number), 0) FROM schema_change").fetchall()
    return int(number)


def column_comments() -> dict[tuple[str, str], str]:
    """(relation or empty, column) -> comment."""
    with COLUMNS.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["relation"], row["column"]): row["comment"] for row in rows}


def _comment_columns(connection: duckdb.DuckDBPyConnection) -> None:
    comments = column_comments()
    found = connection.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main'"
    ).fetchall()
    for relation, column, old in found:
        comment = comments.get((relation, column)) or comments.get(("", column), "")
        if comment and comment != old:
            quoted = comment.replace("'", "''")
            connection.execute(f"COMMENT ON COLUMN {relation}.{column} IS '{quoted}'")
