"""The warehouse's relations: numbered schema files applied once, views and comments set anew."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import duckdb

from extract.errors import LoadError
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

_TABLES = """
SELECT table_name, column_name, data_type
FROM duckdb_columns() SEMI JOIN duckdb_tables() USING (database_name, schema_name, table_name)
WHERE NOT internal AND database_name = current_database()
"""

STRANGER = "Take it out: all of this file is published. Keep tables of your own in another, and ATTACH a release there."

LOST = "Move the warehouse file away: the next load makes another from the staged sets."


def apply_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the schema up to date, within the caller's transaction.

    Raises LoadError where its tables are then not those that the schema files make, and duckdb.Error where a file is
    wrong or finds another table than it expects.
    """
    connection.execute(_CHANGES)
    applied = schema_version(connection)
    for file in sql_files("schema"):
        number = int(file.name.split("_")[0])
        if number > applied:
            connection.execute(file.read_text(encoding="utf-8"))
            connection.execute("INSERT INTO schema_change VALUES (?, ?, now())", [number, file.stem])
    _refuse_strangers(connection)
    _apply_views(connection)


def _refuse_strangers(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises LoadError for a table or column that somebody added, changed or took away."""
    found, wanted = _columns(connection), _wanted()
    tables = {table for table, _, _ in wanted}
    if unknown := sorted({table for table, _, _ in found} - tables):
        raise LoadError(f"the table {unknown[0]} is none of the warehouse's", STRANGER)
    if strangers := sorted(found - wanted):
        raise LoadError(f"the column {'{}.{} ({})'.format(*strangers[0])} is none of the warehouse's", STRANGER)
    if missing := sorted(wanted - found):
        raise LoadError(f"the column {'{}.{} ({})'.format(*missing[0])} is missing", LOST)


def _columns(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str, str]]:
    return frozenset(connection.execute(_TABLES).fetchall())


@cache
def _wanted() -> frozenset[tuple[str, str, str]]:
    """Table, name and type of every column that the schema files make."""
    with duckdb.connect() as fresh:
        fresh.execute(_CHANGES)
        for file in sql_files("schema"):
            fresh.execute(file.read_text(encoding="utf-8"))
        return _columns(fresh)


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
