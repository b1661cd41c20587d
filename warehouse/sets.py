"""A staged set as it stands on the disk: a directory of Parquet files that its manifest names."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import StageError
from warehouse.columns import RELATIONS, arrow_schema
from warehouse.files import digest, leftovers

MANIFEST = "set.json"
"""The file that makes a directory a set. It is written last and names every other file with its sha256."""

ASIDE = "set"
"""Where a set stands in a working directory during the moment between its removal and its replacement."""

REMEDY = "Run `fazhi replay`: it makes every staged set anew from the archive."


def set_path(staging: Path, name: str) -> Path:
    """The directory of a set. Raises StageError for a name that leads elsewhere."""
    parts = name.split("/")
    if any(not part or part.startswith(".") for part in parts):
        raise StageError(f'"{name}" cannot name a staged set', "A name is words joined by /, none empty or hidden.")
    return staging.joinpath(*parts)


@dataclass(frozen=True, slots=True)
class StagedSet:
    """A set as its manifest describes it."""

    name: str
    directory: Path
    fingerprint: str
    """The sha256 of the manifest, hence of all the set's content."""
    rows: dict[str, int]
    """How many of each relation."""
    sha256: dict[str, str]
    """Of each file, by its name."""


def manifests(staging: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The name of every staged set and the state of its manifest, which is not opened. A set holds no further sets.

    What a killed run left half-written is none of them.
    """
    return _manifests(staging, "") if staging.is_dir() else iter(())


def _manifests(directory: os.PathLike[str] | str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    for entry in os.scandir(directory):
        if entry.is_dir() and not entry.name.startswith("."):
            try:
                yield prefix + entry.name, os.stat(f"{entry.path}/{MANIFEST}")  # noqa: PTH116 -- paths cost as much again
            except FileNotFoundError:
                yield from _manifests(entry.path, f"{prefix}{entry.name}/")


def set_names(staging: Path) -> list[str]:
    """The names of all staged sets, sorted."""
    return sorted(name for name, _ in manifests(staging))


def sweep(staging: Path) -> None:
    """Remove what processes that are no longer alive left half-written; a set that one of them had just put aside comes
    back. Whoever calls this holds the data directory."""
    for leftover in leftovers(staging):
        aside = leftover / ASIDE
        if aside.is_dir():
            target = set_path(staging, _read(aside).name)
            if not target.exists():
                aside.rename(target)
        shutil.rmtree(leftover)


def read_set(staging: Path, name: str) -> StagedSet:
    """A set by its name. Raises StageError where its manifest cannot be read."""
    return _read(set_path(staging, name))


def _read(directory: Path) -> StagedSet:
    file = directory / MANIFEST
    try:
        content = file.read_bytes()
        told = json.loads(content)
        return StagedSet(told["name"], directory, hashlib.sha256(content).hexdigest(), told["rows"], told["sha256"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StageError(f"{file}: is no manifest of a staged set: {error}", REMEDY) from error


def fingerprint(staging: Path, name: str) -> str:
    """The fingerprint of a set. Raises StageError where its manifest cannot be read."""
    return read_set(staging, name).fingerprint


def verify_set(staged: StagedSet) -> dict[str, Path]:
    """The Parquet files of a set by relation, each with the bytes and the columns that it was written with.

    Raises StageError, naming the file, where one is missing, damaged, of another version, or none of the set's.
    """
    types = {relation: record for record, relation in RELATIONS.items()}
    for file in staged.directory.iterdir():
        if file.name not in staged.sha256 and file.name != MANIFEST:
            raise StageError(f"{file}: is no file of this set: its manifest does not name it", "Take it away.")
    files = {}
    for file_name, sha256 in staged.sha256.items():
        file = staged.directory / file_name
        if not file.is_file():
            raise StageError(f"{file}: is missing", REMEDY)
        if file.stem not in types:
            raise StageError(f"{file}: no relation of the warehouse is called {file.stem}", REMEDY)
        _verify_schema(file, arrow_schema(types[file.stem]))
        if digest(file) != sha256:
            raise StageError(f"{file}: is damaged: its bytes are not those that were written", REMEDY)
        files[file.stem] = file
    return files


def _verify_schema(file: Path, wanted: pa.Schema) -> None:
    try:
        found = pq.read_schema(file)
    except (OSError, pa.ArrowException) as error:
        raise StageError(f"{file}: is damaged: {error}", REMEDY) from error
    if not found.equals(wanted):
        raise StageError(f"{file}: has the columns of another version: {_unlike(found, wanted)}", REMEDY)


def _unlike(found: pa.Schema, wanted: pa.Schema) -> str:
    """What tells two schemas apart, column by column; their order alone, if nothing else does."""
    told = []
    for name in dict.fromkeys([*wanted.names, *found.names]):
        if name not in wanted.names:
            told.append(f"{name} is not known")
        elif name not in found.names:
            told.append(f"{name} is missing")
        elif (one := found.field(name)) != (other := wanted.field(name)):
            told.append(f"{name} is {_kind(one)}, not {_kind(other)}")
    return ", ".join(told) or "they stand in another order"


def _kind(field: pa.Field) -> str:
    return f"{field.type}{'' if field.nullable else ' not null'}"
