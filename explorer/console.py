"""The console: readers' own SQL, each query in a process of its own, so many at once and no more."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Annotated, Literal, TextIO
from weakref import WeakSet

from fastapi import Depends, Request

from extract.errors import BusyError, QueryError
from warehouse.ask import Limits, Process, Question, ask

Format = Literal["csv", "json", "parquet"]

AT_ONCE = 4
"""Queries: a process each, of 110 MB before it has read a row. On two cores the fourth takes twice as long."""

LIMITS = Limits(seconds=30, memory=500, rows=100_000, size=50)
"""What a query may take: the slowest of the examples takes a tenth of it on a nation. Whoever needs more has
`fazhi sql`, or the file itself."""

ROWS_SHOWN = 500
"""Rows of a page. Whoever wants more downloads a file."""

csv.field_size_limit(LIMITS.size * 1_000_000 if LIMITS.size else 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """The head of an answer as text, to be looked at; `is_whole` where that is all of it."""

    columns: list[str]
    rows: list[list[str]]
    is_whole: bool


class Console:
    """Asks the releases of a directory. Safe in many threads."""

    def __init__(self, releases: Path) -> None:
        self._releases = releases
        self._free = BoundedSemaphore(AT_ONCE)
        self._processes: WeakSet[Process] = WeakSet()

    def show(self, release_id: str, sql: str) -> Shown:
        """The first rows of an answer. Raises as `ask` does, and BusyError."""
        limits = Limits(LIMITS.seconds, LIMITS.memory, ROWS_SHOWN, LIMITS.size)
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as file:
            is_whole = self._ask(Question(sql, "csv", release_id=release_id), file, limits)
            columns, *rows = csv.reader(file)
        return Shown(columns, rows, is_whole)

    def file(self, release_id: str, sql: str, form: Format) -> TextIO:
        """The whole answer as a file without a name, at its beginning; whoever takes it closes it.

        Raises as `ask` does, QueryError for more rows than a file may have, and BusyError.
        """
        file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - it is given away
        try:
            if not self._ask(Question(sql, form, release_id=release_id), file, LIMITS):
                raise QueryError(
                    f"the answer has more than {LIMITS.rows:,} rows",
                    "Narrow it down (by year, by division), add a LIMIT, or use `fazhi sql` where the release lies.",
                )
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def close(self) -> None:
        """Stop all queries."""
        for process in list(self._processes):
            process.kill()

    def _ask(self, question: Question, file: TextIO, limits: Limits) -> bool:
        with self._place():
            is_whole = ask(self._releases, question, file, limits, begun=self._processes.add)
        file.seek(0)
        return is_whole

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._free.acquire(blocking=False):
            raise BusyError(f"{AT_ONCE} queries run already", "Try again in a few seconds.")
        try:
            yield
        finally:
            self._free.release()


def _console(request: Request) -> Console:
    console: Console = request.app.state.console
    return console


Asker = Annotated[Console, Depends(_console)]
"""What a route takes that asks the console."""
