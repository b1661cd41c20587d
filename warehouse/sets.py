"""A staged set as it stands on the disk: a directory of Parquet files that its manifest names."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

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


def set_names(staging: Path) -> list[str]:
    """The names of all staged sets, sorted. What a killed run left half-written is none of them."""
    found = []
    for directory, folders, files in os.walk(staging):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        if MANIFEST in files:
            found.append(Path(directory).relative_to(staging).as_posix())
    return sorted(found)


def sweep(staging: Path) -> None:
    """Remove what processes that are no longer alive left half-written; a set that one of them had just put aside comes
    back. Whoever calls this holds the data directory."""
    for leftover in leftovers(staging):
        aside = leftover / ASIDE
        if aside.is_dir():
            target = set_path(staging, _manifest(aside)["name"])
            if not target.exists():
                aside.rename(target)
        shutil.rmtree(leftover)


def fingerprint(staging: Path, name: str) -> str:
    """The sha256 of a set's manifest, hence of all its content. Raises StageError where the manifest cannot be read."""
    file = set_path(staging, name) / MANIFEST
    try:
        return digest(file)
    except OSError as error:
        raise StageError(f"{file}: cannot be read: {error}", REMEDY) from error


def _manifest(directory: Path) -> dict[str, Any]:
    file = directory / MANIFEST
    try:
        described: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StageError(f"{file}: is no manifest of a staged set: {error}", REMEDY) from error
    return described


def set_rows(staging: Path, name: str) -> dict[str, int]:
    """How many rows of each relation a set holds, by its manifest. Raises StageError where that cannot be read."""
    rows: dict[str, int] = _manifest(set_path(staging, name))["rows"]
    return rows


def verify_set(staging: Path, name: str) -> dict[str, Path]:
    """The Parquet files of a set by relation, each with the bytes and the columns that it was written with.

    Raises StageError, naming the file, where one is missing, damaged, or has the columns of another version.
    """
    directory = set_path(staging, name)
    types = {relation: record for record, relation in RELATIONS.items()}
    files = {}
    for file_name, sha256 in _manifest(directory)["sha256"].items():
        file = directory / file_name
        record = types.get(file.stem)
        if not file.is_file() or record is None:
            raise StageError(f"{file}: is missing, or of a relation that is not known", REMEDY)
        _verify_schema(file, arrow_schema(record))
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
        unlike = sorted({field.name for field in set(found) ^ set(wanted)})
        raise StageError(f"{file}: has the columns of another version: {', '.join(unlike)}", REMEDY)
