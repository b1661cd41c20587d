"""Staged sets: what one step of a run found, as one Parquet file a record type, written whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import StageError
from extract.records import Report
from warehouse.columns import RELATIONS, Record, arrow_table
from warehouse.files import digest, new_directory, sync_directory, sync_file
from warehouse.sets import ASIDE, MANIFEST, set_names, set_path

__all__ = ["Record", "receive_set", "set_names", "write_set"]

BATCH_ROWS = 5_000
"""Rows of one type that are held before they are written: a row group below a few thousand rows makes DuckDB's reader
slower."""

BATCH_REPORTS = 500
"""The same of reports, which bring their texts: 15 MB of 30 kB each, a large row group all the same."""


class _Writer:
    """The files of one set, opened as rows of their type come."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._waiting: dict[str, list[Record]] = {}
        self.rows: dict[str, int] = {}

    def add(self, row: Record) -> None:
        relation = RELATIONS.get(type(row))
        if relation is None:
            raise StageError(f"{type(row).__name__} is not a record that can be staged")
        waiting = self._waiting.setdefault(relation, [])
        waiting.append(row)
        if len(waiting) == (BATCH_REPORTS if isinstance(row, Report) else BATCH_ROWS):
            self._flush(relation)

    def _flush(self, relation: str) -> None:
        rows = self._waiting.pop(relation)
        table = arrow_table(rows, type(rows[0]))
        if relation not in self._writers:
            self._writers[relation] = pq.ParquetWriter(self._directory / f"{relation}.parquet", table.schema)
        self._writers[relation].write_table(table)
        self.rows[relation] = self.rows.get(relation, 0) + len(rows)

    def close(self) -> None:
        for relation in list(self._waiting):
            self._flush(relation)
        for writer in self._writers.values():
            writer.close()


@contextmanager
def _failures(name: str) -> Iterator[None]:
    """What the disk or a value refuses while a set is written, as one error that names the set."""
    try:
        yield
    except OSError as error:
        raise StageError(f"{name}: could not be staged: {error}", "Make room or mend the permissions.") from error
    except (pa.ArrowException, OverflowError, UnicodeError) as error:
        raise StageError(f"{name}: a row does not fit its columns: {error}", "This is a fault of the step.") from error


def write_set(staging: Path, name: str, rows: Iterable[Record]) -> Path:
    """Write `rows` as the set `staging/<name>`, in place of an older one; returns its directory.

    The set appears by one rename, when every file is on the disk. Raises StageError where a row is of no known type
    or does not fit its columns, where the name is none, and where the disk refuses.
    """
    return receive_set(staging, name, lambda directory: _write_files(directory, name, rows))


def receive_set(staging: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Let `fill` put the files of a set, its manifest among them, into a directory that then becomes the set.

    Otherwise as `write_set`.
    """
    target = set_path(staging, name)
    with _failures(name):
        building = new_directory(staging)
        try:
            fill(building)
            _swap(staging, building, target)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return target


def _write_files(directory: Path, name: str, rows: Iterable[Record]) -> None:
    writer = _Writer(directory)
    try:
        for row in rows:
            writer.add(row)
    finally:
        writer.close()
    files = sorted(directory.iterdir())
    for file in files:
        sync_file(file)
    manifest = directory / MANIFEST
    described = {"name": name, "rows": writer.rows, "sha256": {file.name: digest(file) for file in files}}
    manifest.write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sync_file(manifest)
    sync_directory(directory)


def _swap(staging: Path, built: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        old = new_directory(staging)
        target.rename(old / ASIDE)
        built.rename(target)
        shutil.rmtree(old)
    else:
        built.rename(target)
    sync_directory(target.parent)
