"""Query: a reader's SQL against the latest release, which it can neither change nor leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, TextIO

import duckdb

from extract.errors import QueryError, ReleaseError
from warehouse.database import database
from warehouse.publish import FILE, LATEST
from warehouse.render import Row, write_csv, write_json, write_table

MEMORY_LIMIT = "1GB"
"""What a query may fill. Panels of 15 million facts take a third of it; nothing is spilled to the disk."""

TIMEOUT_SECONDS = 60.0
"""How long a query may run. The slowest view, exact text reuse, takes seconds for hundreds of reports."""

BATCH_ROWS = 10_000
"""Rows that are held at a time while a result is written."""

_SETTINGS = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "memory_limit": MEMORY_LIMIT,
}
"""No files, no network, no objects of this process. The configuration is locked after that."""

_QUERIES = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI}
"""SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE; EXPLAIN; and PIVOT, which DuckDB cuts into several."""

_WRITERS = {"table": write_table, "csv": write_csv, "json": write_json}

FORMATS = (*_WRITERS, "parquet")


def latest_release(releases: Path) -> Path:
    """The DuckDB file of the latest release.

    Raises ReleaseError where nothing has been published, or `latest` names a release that is not there.
    """
    link = releases / LATEST
    if not link.is_symlink():
        raise ReleaseError(
            f"{releases}: there is no release", "Run `fazhi demo`, `fazhi nightly` or `fazhi ingest` first."
        )
    file = link.resolve() / FILE
    if not file.is_file():
        raise ReleaseError(
            f"{link} names the release {link.readlink()}, which has no {FILE}",
            "Publish again, or point the link at one of its neighbours.",
        )
    return file


@contextmanager
def reader(releases: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A locked read-only connection to the latest release. Raises ReleaseError where there is none to be read."""
    file = latest_release(releases)
    try:
        with database(file, read_only=True, settings=_SETTINGS) as connection:
            connection.execute("SET lock_configuration = true")
            yield connection
    except duckdb.IOException as error:
        raise ReleaseError(f"{file}: cannot be read: {error}", "If it is damaged, publish again.") from error


@contextmanager
def _failures(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """A time limit, and DuckDB's errors with the place that they show."""
    timer = Timer(TIMEOUT_SECONDS, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryError(f"the query was stopped after {TIMEOUT_SECONDS:.0f} seconds", "Narrow it down.") from error
    except duckdb.OutOfMemoryException as error:
        raise QueryError(f"the query needs more than {MEMORY_LIMIT} of memory", "Narrow it down.") from error
    except duckdb.PermissionException as error:
        raise QueryError(f"{error}", "A query reads the release alone: no files, no other databases.") from error
    except duckdb.Error as error:
        raise QueryError(
            f"{error}", "`fazhi sql 'SHOW TABLES'` and `fazhi sql 'DESCRIBE fact'` name what there is."
        ) from error
    finally:
        timer.cancel()


def _only_query(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"{len(statements)} statements, not one", "Ask one question at a time.")
    if statements[0].type not in _QUERIES:
        raise QueryError(
            f"{statements[0].type.name} is not a query",
            "A release is only read: SELECT, WITH, DESCRIBE, SHOW, EXPLAIN.",
        )
    return statements[0]


def _batches(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    while batch := connection.fetchmany(BATCH_ROWS):
        yield from batch


def run_query(releases: Path, sql: str, *, format: str, stream: TextIO) -> None:  # noqa: A002  as the option
    """Write the answer of one query to `stream`: table, csv, json, or parquet (as bytes, to the stream's buffer).

    Raises ReleaseError where there is no release, and QueryError where the SQL is wrong, is no query, or takes longer
    than `TIMEOUT_SECONDS` or more than `MEMORY_LIMIT`.
    """
    if format not in FORMATS:
        raise QueryError(f'"{format}" is no format', f"One of {', '.join(FORMATS)}.")
    with reader(releases) as connection, _failures(connection):
        statement = _only_query(connection, sql)
        if format == "parquet":
            _write_parquet(connection, statement, stream)
        else:
            connection.execute(statement)
            names = [column[0] for column in connection.description or ()]
            _WRITERS[format](names, _batches(connection), stream)


def _write_parquet(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement, stream: TextIO) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415  a third of a second that the other formats need not wait

    if stream.isatty():
        raise QueryError(
            "Parquet is not for a terminal", "Send it to a file: fazhi sql … --format parquet > answer.parquet"
        )
    batches: Any = connection.sql(statement).to_arrow_reader(BATCH_ROWS)
    with pq.ParquetWriter(stream.buffer, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
