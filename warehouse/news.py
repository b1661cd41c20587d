"""News: the delta of a release, as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from extract.errors import ReleaseError
from warehouse.database import Rows, named_rows
from warehouse.delta import delta_file
from warehouse.manifest import read_manifest
from warehouse.releases import latest_id

REPORTS_SHOWN = 50
"""What a person reads; a night of a nation has thousands."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a release: the release before it, rows by relation and change, and the first of the reports."""

    release_id: str
    previous: str
    counts: dict[str, dict[str, int]]
    reports: Rows
    file: Path


def read_delta(releases: Path, release_id: str | None = None) -> News:
    """The delta of a release, of the latest by default.

    Raises ReleaseError where there is none of that id, where it is damaged, and where it had no release before it.
    """
    name = release_id or latest_id(releases)
    if name is None:
        raise ReleaseError(f"{releases}: there is no release", "Publish one first.")
    manifest = read_manifest(releases / name)
    if manifest.delta is None or manifest.previous is None:
        raise ReleaseError(f"release {name} was held against none before it", "See a later one.")
    file = releases / name / delta_file("report")
    try:
        with duckdb.connect() as connection:
            rows = named_rows(connection, f"FROM read_parquet(?) LIMIT {REPORTS_SHOWN}", [str(file)])
    except duckdb.Error as error:
        raise ReleaseError(f"{file}: cannot be read: {error}", "`fazhi releases verify` says what is whole.") from error
    return News(name, manifest.previous, manifest.delta, rows, file)
