"""Mistakes: DuckDB's errors, which show the place, with what was probably meant."""

from __future__ import annotations

import difflib
import re

import duckdb

from extract.errors import QueryError

MESSAGE_MAX = 2_000
"""Characters of an error that are told. A query of a megabyte is repeated in its error."""

_COLUMN = re.compile(r'Referenced column "(?P<name>[^"]+)" not found|does not have a column named "(?P<other>[^"]+)"')

_REMEDIES = (
    (re.compile(r"Could not choose a best candidate function"), "A parameter is a text: write its type, $n::INTEGER."),
    (re.compile(r"max_expression_depth"), "Nest less: name parts of the query in WITH."),
)

_WHAT_THERE_IS = "`fazhi sql 'SHOW TABLES'` and `fazhi sql 'DESCRIBE fact'` name what there is."


def explained(connection: duckdb.DuckDBPyConnection, error: duckdb.Error) -> QueryError:
    """The error of a query as a reader is told it. The connection must still answer."""
    message = str(error)[:MESSAGE_MAX]
    if isinstance(error, duckdb.PermissionException):
        return QueryError(message, "A query reads the release alone: no files, no other databases.")
    if found := _COLUMN.search(message):
        return QueryError(message, _columns_like(connection, found["name"] or found["other"]))
    remedies = (remedy for pattern, remedy in _REMEDIES if pattern.search(message))
    return QueryError(message, next(remedies, _WHAT_THERE_IS))


def _columns_like(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Which relations have a column of that name, or of one like it."""
    rows = connection.execute(
        "SELECT column_name, list(table_name ORDER BY table_name) FROM duckdb_columns() WHERE NOT internal GROUP BY ALL"
    ).fetchall()
    holders = dict(rows)
    near = [name] if name in holders else difflib.get_close_matches(name.lower(), holders, n=3, cutoff=0.7)
    told = [f"{column} is a column of {', '.join(holders[column])}" for column in near]
    return f"{'; '.join(told)}." if told else _WHAT_THERE_IS
