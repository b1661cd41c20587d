"""The shelf: the release that `latest` names, open for as long as anybody reads in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from extract.errors import FazhiError, UnpublishedError
from warehouse.ask import MOST
from warehouse.query import latest_release
from warehouse.reading import OpenRelease

MEMORY = max(1000, MOST.memory // 2)
"""Megabytes that all queries of a release may fill together. The console's processes have their own."""


@dataclass
class _Copy:
    """An open release, and how many read in it."""

    release: OpenRelease
    readers: int = 0


@dataclass(frozen=True, slots=True)
class Lease:
    """A release that an answer may read; `caution` says why it may not be the latest one, or is None."""

    release: OpenRelease
    caution: FazhiError | None


class Shelf:
    """The releases of a directory, one of them open at a time: that which `latest` names. Safe in many threads."""

    def __init__(self, releases: Path) -> None:
        self.releases = releases
        self._lock = Lock()
        self._copy: _Copy | None = None

    @contextmanager
    def reading(self) -> Iterator[Lease]:
        """The release that `latest` names at this moment, for one answer, whatever is published meanwhile.

        Where a new one cannot be opened, it is the one that was open. Raises ReleaseError where there is none.
        """
        copy, caution = self._take()
        try:
            yield Lease(copy.release, caution)
        finally:
            self._give_back(copy)

    def close(self) -> None:
        """Stop all queries. What is read in still closes with its last reader."""
        with self._lock:
            if self._copy is not None:
                self._copy.release.stop()
            self._replace(None)

    def _take(self) -> tuple[_Copy, FazhiError | None]:
        with self._lock:
            caution = self._follow()
            if self._copy is None:
                raise caution or UnpublishedError(f"{self.releases}: there is no release")
            self._copy.readers += 1
            return self._copy, caution

    def _follow(self) -> FazhiError | None:
        """Open what `latest` names now, unless it is open; what hinders that."""
        if self._copy is not None and self._copy.release.is_damaged:
            self._replace(None)
        try:
            named = latest_release(self.releases).parent.name
            if self._copy is None or self._copy.release.release_id != named:
                self._replace(OpenRelease(self.releases, named, memory=MEMORY))
        except FazhiError as error:
            return error
        return None

    def _replace(self, release: OpenRelease | None) -> None:
        old, self._copy = self._copy, _Copy(release) if release else None
        if old is not None and old.readers == 0:
            old.release.close()

    def _give_back(self, copy: _Copy) -> None:
        with self._lock:
            copy.readers -= 1
            if copy.readers == 0 and copy is not self._copy:
                copy.release.close()
