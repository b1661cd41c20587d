"""Answer: what a process does for one question. `python -m warehouse.answer` reads it as JSON from stdin and writes the
answer to stdout; an error is a line of JSON on stderr, the name of its class and its arguments.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from threading import Timer
from typing import Any, NoReturn, TextIO, TypeVar

import duckdb

from extract.errors import QueryError, ReleaseError
from warehouse.ask import CUT, Limits, Question, overfull, overlong, stopped
from warehouse.mistakes import explained
from warehouse.query import reader
from warehouse.render import TABLE_ROWS, Row, unique, write_csv, write_json, write_table

Batch = TypeVar("Batch", bound=Any)
"""Rows together: a list, or a batch of Arrow's. Both are cut by `[:n]`."""

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
    status, told = _told(releases, Question(**request), limits)
    os.write(2, told.encode())
    os._exit(status)


def _leave_nothing() -> None:
    """Nothing of the environment for SQL to read (a proxy's password is a setting of DuckDB's), and no core dumps."""
    for name in os.environ.keys() - {"COLUMNS"}:
        del os.environ[name]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _told(releases: Path, question: Question, limits: Limits) -> tuple[int, str]:
    """The status that answering ends with, and what is told on stderr: an error, or that rows were left out."""
    try:
        with reader(releases, question.release_id, memory=limits.memory) as connection:
            _bound(limits)
            is_whole = reply(connection, question, sys.stdout, limits)
        sys.stdout.flush()
    except (QueryError, ReleaseError) as error:
        return 1, _line(type(error).__name__, error.message, error.remedy)
    except OSError as error:
        if error.errno == errno.EFBIG and limits.size:
            return 1, _line("QueryError", overlong(limits).message, overlong(limits).remedy)
        return 1, _line("OSError", error.errno, error.strerror)
    return 0, "" if is_whole else CUT


def _line(*told: object) -> str:
    return json.dumps(told) + "\n"


def _bound(limits: Limits) -> None:
    """Bound what the process fills, and the file that it writes.

    memory_limit holds for tables and sorts, not for the lists and texts at hand, which took as much again in honest
    queries. Of data, not of addresses: every thread's heap reserves 64 MB of those.
    """
    most = 2_000_000 * limits.memory + UNCOUNTED
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    if limits.size:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.size * 1_000_000,) * 2)


def reply(connection: duckdb.DuckDBPyConnection, question: Question, stream: TextIO, limits: Limits) -> bool:
    """Write the answer to a question; whether that is all of it.

    Raises QueryError where the SQL is wrong, is no query, or exceeds its limits.
    """
    bound = _Bound(limits.rows)
    try:
        with _time(connection, limits):
            shown = _write(connection, question, stream, bound)
        if shown:  # its time is over: whoever pages through a table is not hurried
            write_table(*shown, stream)
    except duckdb.InterruptException as error:
        raise stopped(limits) from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise overfull(limits) from error
    except duckdb.Error as error:
        raise explained(connection, error) from error
    return bound.is_whole


class _Bound:
    """Lets rows through, no more than so many; `is_whole` until some were left out."""

    def __init__(self, rows: int | None) -> None:
        self._left = sys.maxsize if rows is None else rows
        self.batch = min(BATCH_ROWS, self._left + 1)
        """Rows that are asked for at a time: one more than may pass tells that there are more."""
        self.is_whole = True

    def pass_on(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches until there is enough, the last of them cut."""
        for batch in batches:
            yield batch[: self._left]
            self._left -= len(batch)
            if self._left < 0:
                self.is_whole = False
                return


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


def _rows(connection: duckdb.DuckDBPyConnection, bound: _Bound) -> Iterator[Row]:
    return chain.from_iterable(bound.pass_on(iter(lambda: connection.fetchmany(bound.batch), [])))


def _write(
    connection: duckdb.DuckDBPyConnection, question: Question, stream: TextIO, bound: _Bound
) -> tuple[list[str], list[Row]] | None:
    """Write the answer; of a table, give the names and the rows that are to be written."""
    statement, parameters = _only_query(connection, question), dict(question.parameters)
    if question.format == "parquet":
        _write_parquet(connection.sql(statement, params=parameters), stream, bound)
        return None
    connection.execute(statement, parameters)
    names = unique(column[0] for column in connection.description or ())
    if question.format == "table":
        return names, list(islice(_rows(connection, bound), TABLE_ROWS + 1))
    write = write_csv if question.format == "csv" else write_json
    write(names, _rows(connection, bound), stream)
    return None


def _write_parquet(answer: duckdb.DuckDBPyRelation, stream: TextIO, bound: _Bound) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415  a third of a second that the other formats need not wait

    if stream.isatty():
        raise QueryError(
            "Parquet is not for a terminal", "Send it to a file: fazhi sql … --format parquet > answer.parquet"
        )
    batches: Any = answer.to_arrow_reader(bound.batch)
    with pq.ParquetWriter(stream.buffer, batches.schema) as writer:
        for batch in bound.pass_on(batches):
            writer.write_batch(batch)


if __name__ == "__main__":
    main()
