"""Publish: a checked copy of the warehouse under its public name, by one rename. Readers never see half a night.

The private file is checked, and held against the last good release. Then a release is built beside the others: the file
with the sha256 of what was written, what differs from the release before, Parquet copies, and a manifest of it all. One
rename gives it its name, another points `latest` at it. Whatever ends that halfway leaves the last release as it was.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extract.errors import ReleaseError
from warehouse.database import count_rows, database
from warehouse.datapackage import DATAPACKAGE, write_datapackage
from warehouse.delta import delta_file, write_delta
from warehouse.failures import CheckResult
from warehouse.files import digest, new_directory, sync_directory
from warehouse.inspection import Inspection, inspect
from warehouse.manifest import FILE, MANIFEST, Manifest, ReleaseFile, write_manifest
from warehouse.parquet import Copier
from warehouse.releases import LATEST, forget_old, held, last_good, point_latest

__all__ = ["FILE", "LATEST", "MANIFEST", "RELEASES_KEPT", "Release", "publish"]

RELEASES_KEPT = 7
"""A week of nights to go back to, at one whole copy of the warehouse each."""

BLOCK = 4 << 20
"""Bytes that are copied and digested at a time: from 1 MB on the size makes no difference."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Release:
    """A published release: its directory, and what its manifest says."""

    path: Path
    manifest: Manifest

    @property
    def release_id(self) -> str:
        """Its name."""
        return self.manifest.release_id

    @property
    def file(self) -> Path:
        """The DuckDB file."""
        return self.path / FILE

    @property
    def counts(self) -> dict[str, int]:
        """Rows by relation."""
        return self.manifest.counts

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """What every check found, and each margin that was passed."""
        return self.manifest.checks

    @property
    def sha256(self) -> str:
        """Of the DuckDB file."""
        return self.manifest.sha256


def publish(
    warehouse_file: Path,
    releases: Path,
    release_id: str,
    *,
    keep: int = RELEASES_KEPT,
    accept: Collection[str] = (),
    anew: bool = False,
) -> Release:
    """Check the warehouse, build `releases/<release_id>/` from it, and point `releases/latest` there.

    Keeps the newest `keep` releases, and the one before the new one. `accept` names checks and margins whose errors a
    person has found right; `anew` writes the Parquet copies that could be linked from the release before. Raises
    ReleaseError, with nothing published, where a check of severity error fails, the id is taken or no name, or the disk
    refuses; HeldError where another process has the warehouse open, or publishes.
    """
    with _failures(release_id), held(releases):
        target = _target(releases, release_id)
        at = datetime.now(UTC).replace(microsecond=0)
        last = last_good(releases)
        inspection = inspect(warehouse_file, release_id, at, last, accept)
        building = new_directory(releases)
        try:
            manifest = _build(warehouse_file, building, Plan(release_id, at, inspection, last, anew), releases)
            building.chmod(0o755)
            building.rename(target)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        point_latest(releases, release_id)
        forget_old(releases, keep)
    return Release(target, manifest)


@contextmanager
def _failures(release_id: str) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        raise ReleaseError(
            f"release {release_id} was not published: {error}", "Make room or mend the permissions, then publish again."
        ) from error


def _target(releases: Path, release_id: str) -> Path:
    if not _ID.fullmatch(release_id) or release_id == LATEST:
        raise ReleaseError(f'"{release_id}" cannot name a release', "Use letters, digits, point, dash and underscore.")
    target = releases / release_id
    if target.exists():
        raise ReleaseError(f"{target}: this release exists", "Releases are never changed: publish under a new id.")
    return target


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release is built from, beside the warehouse's file."""

    release_id: str
    at: datetime
    found: Inspection
    last: Manifest | None
    anew: bool


def _build(warehouse_file: Path, building: Path, plan: Plan, releases: Path) -> Manifest:
    """Every file of the release, and last its manifest."""
    file, last, found = building / FILE, plan.last, plan.found
    copied = _copy(warehouse_file, file)
    files, delta = {FILE: copied}, None
    with database(file, read_only=True) as connection:
        _verify(connection, file, found.counts)
        if last:
            delta = write_delta(connection, releases / last.release_id / FILE, building)
            files |= {path.as_posix(): _told(building / path) for path in map(delta_file, delta)}
        before = releases / last.release_id if last else None
        files |= Copier(connection, building, before, last.files if last and not plan.anew else {}).copy_all()
        manifest = Manifest(
            release_id=plan.release_id,
            created_at=plan.at.isoformat(),
            schema_version=found.schema_version,
            extractor_versions=found.extractor_versions,
            counts=found.counts,
            sha256=copied.sha256,
            previous=last.release_id if last else None,
            checks=found.checks,
            measures=found.measures,
            delta=delta,
            files=files,
        )
        write_datapackage(connection, building, manifest)
    files[DATAPACKAGE] = _told(building / DATAPACKAGE)
    write_manifest(building, manifest)
    for directory, _, _ in os.walk(building):
        sync_directory(Path(directory))
    return manifest


def _copy(source: Path, target: Path) -> ReleaseFile:
    """Copy a file down to the disk, and digest what is written."""
    hashed, size = hashlib.sha256(), 0
    # An open reader keeps other processes from writing the file while it is copied.
    with database(source, read_only=True), source.open("rb") as read, target.open("xb") as written:
        while block := read.read(BLOCK):
            written.write(block)
            hashed.update(block)
            size += len(block)
        written.flush()
        os.fsync(written.fileno())
    target.chmod(0o444)
    return ReleaseFile(hashed.hexdigest(), size)


def _told(file: Path) -> ReleaseFile:
    return ReleaseFile(digest(file), file.stat().st_size)


def _verify(connection: duckdb.DuckDBPyConnection, file: Path, counts: dict[str, int]) -> None:
    """Raises ReleaseError unless the copy holds what was counted in the warehouse."""
    found = {relation: count_rows(connection, relation) for relation in counts}
    if found != counts:
        unlike = ", ".join(f"{name} {found[name]} of {counts[name]}" for name in counts if found[name] != counts[name])
        raise ReleaseError(
            f"{file}: the copy is not what was checked: {unlike}", "Another process wrote the warehouse: publish again."
        )
