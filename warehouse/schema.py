"""The warehouse's relations: numbered schema files applied once, views and comments set anew."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

from extract.records import stable_id
from warehouse.database import sql_files
from warehouse.files import digest

COLUMNS = Path(__file__).parent / "schema" / "columns.tsv"
"""What each column means. A name means one thing everywhere, save where a row names its relation, too."""

RELATIONS = (
    "report",
    "report_version",
    "report_place",
    "section",
    "fact",
    "citation",
    "table_cell",
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
COMMENT ON TABLE schema_change IS
    'A numbered schema file, or a state of all views, that was applied here. The highest number is the version.'
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
    _apply_views(connection)


def _apply_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all views and comments anew, unless the last ones were made from the same files."""
    files = sql_files("views")
    name = "views " + stable_id(*map(digest, [*sql_files("schema"), *files, COLUMNS]))
    last = connection.execute(
        "SELECT arg_max(name, applied_at) FROM schema_change WHERE name LIKE 'views %'"
    ).fetchall()
    if last == [(name,)]:
        return
    for file in files:
        connection.execute(file.read_text(encoding="utf-8"))
    _comment_columns(connection)
    connection.execute("INSERT INTO schema_change SELECT max(number), ?, now() FROM schema_change", [name])


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
