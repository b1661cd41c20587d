"""The manifest of a release: what it is, what was found, and the sha256 of each of its files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from extract.errors import ReleaseError
from warehouse.failures import CheckResult
from warehouse.files import digest, sync_file
from warehouse.margins import Measure

FILE = "fazhi.duckdb"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release: its bytes, their sha256, and for a copy of rows what those were made of."""

    sha256: str
    size: int
    made_of: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release says of itself. Times are ISO 8601, UTC."""

    release_id: str
    created_at: str
    schema_version: int
    extractor_versions: tuple[str, ...]
    counts: dict[str, int]
    sha256: str
    """Of the DuckDB file."""
    previous: str | None = None
    """The release that it was held against: what readers saw when it was made."""
    checks: tuple[CheckResult, ...] = ()
    measures: tuple[Measure, ...] = ()
    delta: dict[str, dict[str, int]] | None = None
    """Rows by relation and change; None where there was no release before."""
    files: dict[str, ReleaseFile] = field(default_factory=dict)
    """By path in the release."""


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the manifest of a release, down to the disk."""
    file = directory / MANIFEST
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, default=str)
    file.write_text(text + "\n", encoding="utf-8")
    file.chmod(0o444)
    sync_file(file)


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a release. Raises ReleaseError where it is missing, cut off, damaged or another's."""
    file = directory / MANIFEST
    try:
        stated = json.loads(file.read_text(encoding="utf-8"))
        checks = [CheckResult(**check | {"sample": tuple(check["sample"])}) for check in stated["checks"]]
        typed = {
            "extractor_versions": tuple(stated["extractor_versions"]),
            "checks": tuple(checks),
            "measures": tuple(Measure(**measure) for measure in stated.get("measures", ())),
            "files": {path: ReleaseFile(**told) for path, told in stated.get("files", {}).items()},
        }
        manifest = Manifest(**stated | typed)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"{file}: is missing, cut off or damaged ({error})",
            "`fazhi releases verify` names the releases that are whole, `fazhi releases rollback` goes back to one.",
        ) from error
    if manifest.release_id != directory.name:
        raise ReleaseError(f"{file}: is that of the release {manifest.release_id}", "Give its directory its name back.")
    return manifest


def find_damage(directory: Path, *, thorough: bool) -> str | None:
    """What is wrong with the files of a release, in words; None where nothing is.

    Each file that the manifest names is looked for, with its size; `thorough` reads every byte of it, too.
    """
    try:
        manifest = read_manifest(directory)
    except ReleaseError as error:
        return error.message.removeprefix(f"{directory}/")
    files = manifest.files or {FILE: ReleaseFile(manifest.sha256, -1)}
    for path, told in files.items():
        file = directory / path
        if not file.is_file():
            return f"{path}: is missing"
        size = file.stat().st_size
        if told.size not in (size, -1):
            return f"{path}: has {size} bytes, not {told.size}"
        if thorough and digest(file) != told.sha256:
            return f"{path}: its bytes are not those that were published"
    return None
