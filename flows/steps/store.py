"""A store that several machines reach, of any kind that fsspec knows: the archive's files, and the staged sets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from extract.errors import StageError, UsageError
from flows.datadir import DataDirectory
from warehouse.sets import MANIFEST, set_path
from warehouse.stage import receive_set


class Store:
    """`archive/` and `staging/` below an address such as `s3://bucket/fazhi` or `file:///mnt/fazhi`.

    Raises UsageError for an address of no known kind, or one whose library is not installed.
    """

    def __init__(self, address: str) -> None:
        try:
            found: tuple[AbstractFileSystem, str] = url_to_fs(address)
        except (ValueError, ImportError) as error:
            raise UsageError(
                f"{address}: {error}", "Name a store that fsspec knows, and install its library."
            ) from error
        self._files, self._root = found

    def _at(self, *parts: str) -> str:
        return str(PurePosixPath(self._root, *parts))

    def push_archive(self, data: DataDirectory, names: Iterable[str]) -> int:
        """Bring the WARC files of these names that the store lacks, or has shorter; how many those were.

        The archive is append-only: a file of the same length is the same file.
        """
        sent = 0
        for name in names:
            here, there = data.archive / name, self._at("archive", name)
            if self._size(there) != here.stat().st_size:
                self._files.makedirs(str(PurePosixPath(there).parent), exist_ok=True)
                self._files.put_file(str(here), there)
                sent += 1
        return sent

    def fetch_source(self, data: DataDirectory, source_id: str) -> None:
        """Bring a source's WARC files here, where they are not: its revisits refer from one to another."""
        for there in self._files.glob(self._at("archive", source_id, "*.warc.gz")):
            here = data.archive / source_id / PurePosixPath(there).name
            if not here.exists() or here.stat().st_size != self._size(there):
                here.parent.mkdir(parents=True, exist_ok=True)
                self._files.get_file(there, str(here))

    def put_set(self, data: DataDirectory, name: str) -> None:
        """Bring a staged set there. Its manifest goes last: what has none is no set, wherever the way was cut off."""
        directory = set_path(data.staging, name)
        there = self._at("staging", name)
        if self._files.exists(there):
            self._files.rm(there, recursive=True)
        self._files.makedirs(there, exist_ok=True)
        files = sorted(directory.iterdir(), key=lambda file: file.name == MANIFEST)
        for file in files:
            self._files.put_file(str(file), self._at("staging", name, file.name))

    def get_set(self, data: DataDirectory, name: str) -> None:
        """Bring a staged set here, in place of an older one. Raises StageError where the store has none of the name."""

        def fill(directory: Path) -> None:
            for file in (MANIFEST, *self._manifest(name)["sha256"]):
                self._files.get_file(self._at("staging", name, file), str(directory / file))

        receive_set(data.staging, name, fill)

    def _manifest(self, name: str) -> dict[str, Any]:
        there = self._at("staging", name, MANIFEST)
        try:
            described: dict[str, Any] = json.loads(self._files.cat_file(there))
        except (OSError, ValueError) as error:
            raise StageError(f"{there}: is no manifest of a staged set: {error}", "Run the replay again.") from error
        return described

    def _size(self, there: str) -> int | None:
        return int(self._files.size(there)) if self._files.exists(there) else None
