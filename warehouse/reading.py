"""Reading: a release that is open for many readers at once, each query with its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Condition, Timer

import duckdb

from extract.errors import BusyError, QueryError, ReleaseError
from warehouse.database import Rows
from warehouse.query import MEMORY, MENDING, is_damage, reader, release_file

_NARROWER = "Ask for less at once: a year, a province."


AT_ONCE = 4
"""Queries of one release: they share its memory and all cores. On two cores four end as fast as one after the other;
eight of coverage's took 1 GB and failed."""

WAIT_SECONDS = 60.0
"""How long a query waits for those before it: some fifty, where each takes a second or two."""


class OpenRelease:
    """One release, open and locked as for any reader. It may be asked in many threads at once.

    Raises ReleaseError where there is no such release, or it cannot be read.
    """

    def __init__(self, releases: Path, release_id: str, *, memory: int = MEMORY) -> None:
        self.release_id = release_id
        self.file = release_file(releases, release_id)
        self.is_damaged = False
        """Whether a query has found so. After some damage DuckDB answers nothing more: it should be opened again."""
        self._is_stopped = False
        self._cursors: set[duckdb.DuckDBPyConnection] = set()
        self._changed = Condition()
        self._places = BoundedSemaphore(AT_ONCE)
        self._stack = ExitStack()
        self._connection = self._stack.enter_context(reader(releases, release_id, memory=memory))

    def rows(self, query: str, parameters: Mapping[str, object], seconds: float) -> Rows:
        """The answer to a query of ours, a dict a row. Raises as `asking` does."""
        with self.asking(seconds) as cursor:
            found = cursor.execute(query, dict(parameters)).fetchall()
            names = [column[0] for column in cursor.description or ()]
        return tuple(dict(zip(names, row, strict=True)) for row in found)

    @contextmanager
    def asking(self, seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one thread, whose query is stopped after `seconds`.

        Raises QueryError where it takes more than its time or memory, BusyError where those before it do not end, and
        ReleaseError where the file is damaged.
        """
        try:
            with self._place(), self._cursor() as cursor, _stopped_after(cursor, seconds):
                yield cursor
        except duckdb.InterruptException as error:
            raise QueryError(f"the query was stopped after {seconds:g} seconds", _NARROWER) from error
        except duckdb.OutOfMemoryException as error:
            raise QueryError("the query needs more memory than it may take", _NARROWER) from error
        except duckdb.Error as error:
            if not is_damage(error):
                raise
            self.is_damaged = True
            raise ReleaseError(f"{self.file}: cannot be read: {error}", MENDING) from error

    def stop(self) -> None:
        """Stop what is asked now, as if its time were over, and whatever waits behind it."""
        with self._changed:
            self._is_stopped = True
            for cursor in self._cursors:
                cursor.interrupt()

    def close(self) -> None:
        """Let the file go, as soon as nothing is asked any more. Nobody may ask after that."""
        self.stop()
        with self._changed:
            self._changed.wait_for(lambda: not self._cursors)
            self._stack.close()

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Wait for one of those before to end: beside too many, none has the memory or the cores that it needs."""
        if not self._places.acquire(timeout=WAIT_SECONDS):
            raise BusyError("too many queries wait already", "Try again in a minute.")
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._changed:
            if self._is_stopped:
                raise QueryError("the release is being closed", "Ask again.")
            cursor = self._connection.cursor()
            self._cursors.add(cursor)
        try:
            yield cursor
        finally:
            cursor.close()
            with self._changed:
                self._cursors.remove(cursor)
                self._changed.notify_all()


@contextmanager
def _stopped_after(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # it holds the cursor, and that the file
