"""Publish: a finished copy of the warehouse under its public name, by one rename. Readers never see half a night."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from extract.errors import ReleaseError
from warehouse.check import CheckResult, run_checks
from warehouse.database import count_rows, database
from warehouse.files import digest, leftovers, new_directory, sync_directory, sync_file
from warehouse.schema import RELATIONS, schema_version

RELEASES_KEPT = 7
"""A week of nights to go back to, at one whole copy of the warehouse each."""

LATEST = "latest"
"""The link to the release that readers open."""

FILE = "fazhi.duckdb"
MANIFEST = "manifest.json"

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Release:
    """A published release: its directory, and what its manifest says."""

    release_id: str
    path: Path
    counts: dict[str, int]
    checks: tuple[CheckResult, ...]
    sha256: str

    @property
    def file(self) -> Path:
        """The DuckDB file."""
        return self.path / FILE


def publish(warehouse_file: Path, releases: Path, release_id: str, *, keep: int = RELEASES_KEPT) -> Release:
    """Copy the warehouse to `releases/<release_id>/`, check the copy, and point `releases/latest` at it.

    Keeps the newest `keep` releases and the one that `latest` names. Raises ReleaseError, with nothing published, where
    a check of severity error fails, the id is taken or no name, or the disk refuses; HeldError where another process
    has the warehouse open.
    """
    target = _target(releases, release_id)
    try:
        releases.mkdir(parents=True, exist_ok=True)
        for leftover in leftovers(releases):
            shutil.rmtree(leftover)
        _settle(warehouse_file)
        building = new_directory(releases)
        try:
            release = _build(warehouse_file, building, target)
            building.chmod(0o755)
            building.rename(target)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        _point_latest(releases, release_id)
        _forget_old(releases, keep)
    except (OSError, duckdb.Error) as error:
        raise ReleaseError(
            f"release {release_id} was not published: {error}", "Make room or mend the permissions, then publish again."
        ) from error
    return release


def _target(releases: Path, release_id: str) -> Path:
    if not _ID.fullmatch(release_id) or release_id == LATEST:
        raise ReleaseError(f'"{release_id}" cannot name a release', "Use letters, digits, point, dash and underscore.")
    target = releases / release_id
    if target.exists():
        raise ReleaseError(f"{target}: this release exists", "Releases are never changed: publish under a new id.")
    return target


def _settle(warehouse_file: Path) -> None:
    """Bring all that was committed into the file itself."""
    if not warehouse_file.is_file():
        raise ReleaseError(
            f"{warehouse_file}: there is no warehouse to publish", "Run `fazhi nightly` or `fazhi ingest`."
        )
    with database(warehouse_file) as connection:
        connection.execute("CHECKPOINT")
    log = warehouse_file.with_name(warehouse_file.name + ".wal")
    if log.exists():
        raise ReleaseError(f"{log}: is left after a checkpoint", "Another process writes the warehouse: let it end.")


def _build(warehouse_file: Path, building: Path, target: Path) -> Release:
    file = building / FILE
    shutil.copyfile(warehouse_file, file)
    checks = run_checks(file)
    if failed := [check for check in checks if check.severity == "error" and check.failing]:
        raise _refused(target.name, failed)
    sha256 = digest(file)
    counts, version, extractors = _describe(file)
    manifest = {
        "release_id": target.name,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "schema_version": version,
        "extractor_versions": extractors,
        "counts": counts,
        "checks": [asdict(check) for check in checks],
        "sha256": sha256,
    }
    _write_manifest(building / MANIFEST, manifest)
    file.chmod(0o444)
    sync_file(file)
    sync_directory(building)
    return Release(target.name, target, counts, checks, sha256)


def _refused(release_id: str, failed: Sequence[CheckResult]) -> ReleaseError:
    lines = [f"{check.name}: {check.failing} rows, first {check.sample[0]}. {check.remedy}" for check in failed]
    return ReleaseError(
        f"release {release_id} was not published: {len(failed)} checks fail\n  " + "\n  ".join(lines),
        "The release before stays what readers see.",
    )


def _describe(file: Path) -> tuple[dict[str, int], int, list[str]]:
    with database(file, read_only=True) as connection:
        counts = {relation: count_rows(connection, relation) for relation in RELATIONS}
        versions = connection.execute("SELECT DISTINCT extractor_version FROM report ORDER BY ALL").fetchall()
        return counts, schema_version(connection), [version for (version,) in versions]


def _write_manifest(file: Path, manifest: dict[str, Any]) -> None:
    file.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
    sync_file(file)


def _point_latest(releases: Path, release_id: str) -> None:
    """Swap the link by a rename: at no moment is there none."""
    sync_directory(releases)
    link = new_directory(releases) / LATEST
    link.symlink_to(release_id)
    link.replace(releases / LATEST)
    link.parent.rmdir()
    sync_directory(releases)


def _forget_old(releases: Path, keep: int) -> None:
    """Remove all but the newest. One that is half removed must not look like a release: it is moved aside first."""
    latest = (releases / LATEST).resolve()
    found = sorted(releases.glob(f"*/{MANIFEST}"), key=lambda file: (file.stat().st_mtime_ns, file.parent.name))
    whole = [file.parent for file in found if not file.parent.is_symlink() and not file.parent.name.startswith(".")]
    for old in whole[: max(len(whole) - keep, 0)]:
        if old.resolve() != latest:
            aside = new_directory(releases)
            old.rename(aside / old.name)
            shutil.rmtree(aside)
