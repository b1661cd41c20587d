"""The one place that opens a DuckDB file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from extract.errors import HeldError

Rows = tuple[dict[str, Any], ...]

STORAGE_VERSION = "v1.5.0"
"""Every file is written for DuckDB 1.5 and later: readers lag behind the loader by years, and 2.0 writes it as fast."""

_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""Nothing is fetched behind the user's back; icu, json and Parquet, all that is needed, are built in."""

_HELD = re.compile(r"Conflicting lock is held in (?P<program>.*?) \(PID (?P<pid>\d+)\)")


@contextmanager
def database(
    file: Path, *, read_only: bool = False, settings: dict[str, str] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a DuckDB file, closed at the end; times are told in UTC.

    Without `read_only` the file is created where missing. Raises HeldError where another process has it open, and
    lets duckdb.Error through for a file that is none.
    """
    config = {**_OFFLINE, **(settings or {})}
    if not read_only:
        config["storage_compatibility_version"] = STORAGE_VERSION
    with _open(file, read_only, config) as connection:
        if not is_locked(connection):
            # Of all cursors. DuckDB's own progress bar would run across what the commands print.
            connection.execute("SET GLOBAL TimeZone = 'UTC'; SET enable_progress_bar = false")
        yield connection


def is_locked(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether nothing can be set any more. Connections of one process to one file share one database: the second finds
    it as the first has left it."""
    ((locked,),) = connection.execute("SELECT current_setting('lock_configuration')").fetchall()
    return bool(locked)


def _open(file: Path, read_only: bool, config: dict[str, str]) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(file, read_only=read_only, config=dict(config))
    except duckdb.IOException as error:
        if "Could not set lock" not in str(error):
            raise
        raise _held(file, str(error)) from error


def require_free(file: Path) -> None:
    """Raises HeldError where another process has a DuckDB file open; one that is missing or damaged is free."""
    if not file.exists():
        return
    try:
        with database(file):
            return
    except duckdb.Error:
        return  # nobody can have it open: it is no database


def _held(file: Path, message: str) -> HeldError:
    found = _HELD.search(message)
    holder = f"process {found['pid']} ({found['program']})" if found else "another process"
    return HeldError(
        f"{file}: held by {holder}", "Wait until it ends, or end it. Readers open releases/latest instead."
    )


def sql_files(folder: str) -> list[Path]:
    """The SQL files of a folder of this package, in the order of their names."""
    return sorted(Path(__file__).parent.joinpath(folder).glob("*.sql"))


def sql(folder: str, name: str) -> str:
    """The text of one SQL file of this package."""
    return Path(__file__).parent.joinpath(folder, name).read_text(encoding="utf-8")


def count_rows(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """How many rows a relation of ours has."""
    ((count,),) = connection.execute(f"SELECT count(*) FROM {relation}").fetchall()
    return int(count)


def named_rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] | Mapping[str, object] = ()
) -> Rows:
    """The answer of a query as one dict a row, by column name."""
    given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
    found = connection.execute(query, given).fetchall()
    names = [column[0] for column in connection.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in found)
