"""Answer: what a process does for one question. `python -m warehouse.answer` reads it as JSON from stdin and writes the
answer to stdout; an error is a line of JSON on stderr, the name of its class and its arguments.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Timer
from typing import Any, NoReturn, TextIO

import duckdb

from extract.errors import QueryError, ReleaseError
from warehouse.ask import Limits, Question, overfull, stopped
from warehouse.mistakes import explained
from warehouse.query import reader
from warehouse.render import TABLE_ROWS, Row, unique, write_csv, write_json, write_table

BATCH_ROWS = 10_000
"""Rows that are held at a time while a result is written."""

GRACE_SECONDS = 1.0
"""How long an interrupted query may go on until the system ends its process."""

UNCOUNTED = 256_000_000
"""Bytes beside twice the limit that a process may fill: Python, DuckDB and its threads fill 110 MB before a query."""

_QUERIES = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI}
"""SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE; EXPLAIN; and PIVOT, which DuckDB cuts into several."""


def main() -> NoReturn:
    """Answer, and end at once: threads of DuckDB that are still at work are not waited for."""
    request = json.load(sys.stdin)
    limits = Limits(**request.pop("limits"))
    releases = Path(request.pop("releases"))
    _leave_nothing()
    told = _told(releases, Question(**request), limits)
    if told:
        os.write(2, json.dumps(told).encode() + b"\n")
    os._exit(1 if told else 0)


def _leave_nothing() -> None:
    """Nothing of the environment for SQL to read (a proxy's password is a setting of DuckDB's), and no core dumps."""
    for name in os.environ.keys() - {"COLUMNS"}:
        del os.environ[name]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _told(releases: Path, question: Question, limits: Limits) -> list[Any]:
    """The error that answering ended with; nothing for none."""
    try:
        with reader(releases, question.release_id, memory=limits.memory) as connection:
            _bound_memory(limits)
            reply(connection, question, sys.stdout, limits)
        sys.stdout.flush()
    except (QueryError, ReleaseError) as error:
        return [type(error).__name__, error.message, error.remedy]
    except OSError as error:
        return ["OSError", error.errno, error.strerror]
    return []


def _bound_memory(limits: Limits) -> None:
    """Bound what the process fills. memory_limit holds for tables and sorts, not for the lists and texts at hand, which
    took as much again in honest queries. Of data, not of addresses: every thread's heap reserves 64 MB of those."""
    most = 2_000_000 * limits.memory + UNCOUNTED
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def reply(connection: duckdb.DuckDBPyConnection, question: Question, stream: TextIO, limits: Limits) -> None:
    """Write the answer to a question. Raises QueryError where the SQL is wrong, is no query, or exceeds its limits."""
    try:
        with _time(connection, limits):
            shown = _write(connection, question, stream)
        if shown:  # its time is over: whoever pages through a table is not hurried
            write_table(*shown, stream)
    except duckdb.InterruptException as error:
        raise stopped(limits) from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise overfull(limits) from error
    except duckdb.Error as error:
        raise explained(connection, error) from error


@contextmanager
def _time(connection: duckdb.DuckDBPyConnection, limits: Limits) -> Iterator[None]:
    """Interrupt the query after its time. Where it does not heed that, the system ends the process."""
    timer = Timer(limits.seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        timer.cancel()
        timer.join()  # it holds the connection: a file whose connection lingers cannot be opened again


def _only_query(connection: duckdb.DuckDBPyConnection, question: Question) -> duckdb.Statement:
    statements = connection.extract_statements(question.sql)
    if len(statements) != 1:
        raise QueryError(f"{len(statements)} statements, not one", "Ask one question at a time.")
    if statements[0].type not in _QUERIES:
        raise QueryError(
            f"{statements[0].type.name} is not a query",
            "A release is only read: SELECT, WITH, DESCRIBE, SHOW, EXPLAIN.",
        )
    _require_parameters(set(statements[0].named_parameters), set(question.parameters))
    return statements[0]


def _require_parameters(named: set[str], given: set[str]) -> None:
    if missing := sorted(named - given):
        raise QueryError(f"${missing[0]} stands for nothing", f"Say what: --param {missing[0]}=…")
    if unused := sorted(given - named):
        known = ", ".join(f"${name}" for name in sorted(named)) or "none"
        raise QueryError(f"the query has no ${unused[0]}", f"Its parameters: {known}.")


def _batches(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    while batch := connection.fetchmany(BATCH_ROWS):
        yield from batch


def _write(
    connection: duckdb.DuckDBPyConnection, question: Question, stream: TextIO
) -> tuple[list[str], list[Row]] | None:
    """Write the answer; of a table, give the names and the rows that are to be written."""
    statement, parameters = _only_query(connection, question), dict(question.parameters)
    if question.format == "parquet":
        _write_parquet(connection.sql(statement, params=parameters), stream)
        return None
    connection.execute(statement, parameters)
    names = unique(column[0] for column in connection.description or ())
    if question.format == "table":
        return names, list(islice(_batches(connection), TABLE_ROWS + 1))
    write = write_csv if question.format == "csv" else write_json
    write(names, _batches(connection), stream)
    return None


def _write_parquet(answer: duckdb.DuckDBPyRelation, stream: TextIO) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415  a third of a second that the other formats need not wait

    if stream.isatty():
        raise QueryError(
            "Parquet is not for a terminal", "Send it to a file: fazhi sql … --format parquet > answer.parquet"
        )
    batches: Any = answer.to_arrow_reader(BATCH_ROWS)
    with pq.ParquetWriter(stream.buffer, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


if __name__ == "__main__":
    main()
