"""Query: a connection to a release for readers, who can neither change nor leave it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock

import duckdb

from extract.errors import ReleaseError, RemovedError, UnpublishedError
from warehouse.database import database, is_locked
from warehouse.manifest import FILE
from warehouse.releases import LATEST, release_ids

MEMORY = 1000
"""Megabytes that a query may fill, where nothing else is said. Panels of 15 million facts take a third of it."""

_LOCKS = (
    "SET temp_directory = ''",
    "SET python_enable_replacements = false",
    "SET http_proxy = ''",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""Nothing is spilled to the disk, no objects of this process, no files and no network. One after the other: given at
once when the file is opened, their order is left to chance, and some are refused after others."""

_OPENING = Lock()
"""Of this process: threads that open one file at once share one database, which may be locked but once."""

_DAMAGE = (duckdb.IOException, duckdb.InternalException, duckdb.FatalException, duckdb.SerializationException)

MENDING = "`fazhi releases verify` says what is damaged, `fazhi releases rollback` goes back to a whole one."


def latest_release(releases: Path) -> Path:
    """The DuckDB file of the latest release.

    Raises UnpublishedError where nothing has been published, RemovedError where `latest` names a release that is not
    there.
    """
    link = releases / LATEST
    if not link.is_symlink():
        raise UnpublishedError(
            f"{releases}: there is no release", "Run `fazhi demo`, `fazhi nightly` or `fazhi ingest` first."
        )
    file = link.resolve() / FILE
    if not file.is_file():
        raise RemovedError(
            f"{link} names the release {link.readlink()}, which has no {FILE}",
            "Publish again, or point the link at one of its neighbours.",
        )
    return file


def release_file(releases: Path, release_id: str | None) -> Path:
    """The DuckDB file of a release, the latest where none is named. Raises ReleaseError where it is not there."""
    if release_id is None:
        return latest_release(releases)
    there = release_ids(releases)
    if release_id not in there:
        close = difflib.get_close_matches(release_id, there, n=1) or there[:1]
        raise ReleaseError(
            f'{releases}: there is no release "{release_id}"',
            f"The nearest is {close[0]}." if close else "Nothing has been published yet.",
        )
    return releases / release_id / FILE


@contextmanager
def reader(
    releases: Path, release_id: str | None = None, *, memory: int = MEMORY
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A locked read-only connection to a release, the latest where none is named; `memory` is in megabytes.

    Raises ReleaseError where there is none to be read.
    """
    file = release_file(releases, release_id)
    try:
        with ExitStack() as stack:
            with _OPENING:
                opened = database(file, read_only=True, settings={"memory_limit": f"{memory}MB"})
                connection = stack.enter_context(opened)
                for lock in () if is_locked(connection) else _LOCKS:
                    connection.execute(lock)
            yield connection
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        raise ReleaseError(f"{file}: cannot be read: {error}", MENDING) from error


def is_damage(error: duckdb.Error) -> bool:
    """Whether DuckDB says that the bytes of a file are not those that it wrote. Wrong checksums have no class."""
    return isinstance(error, _DAMAGE) or "Corrupt database file" in str(error)
