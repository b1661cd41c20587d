"""Health: all that is known of a data directory's nights, disk and growth, with or without a release.

docs/status.md says what each field means to a program that reads `fazhi status --json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from extract.errors import ReleaseError
from extract.records import RunRow
from flows.datadir import DataDirectory
from flows.disk import collect_need, extract_need, free_at, load_need, publish_need, size_of
from flows.resume import RUNS_LOOKED_AT, left_by
from flows.retention import gone_from_archive
from flows.runlock import holder_of
from flows.steps.extract import pending_warcs
from flows.watchdog import problems
from warehouse.publish import FILE, LATEST, MANIFEST
from warehouse.runs import last_runs
from warehouse.status import RUNS_SHOWN, Status, read_status

SCHEMA = 1
"""Of the JSON. It rises when a field goes or changes its meaning; new fields may come at any time."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Health:
    """A data directory at one moment. Times are aware, in UTC; sizes are bytes."""

    schema: int
    data: str
    at: datetime
    problems: tuple[str, ...]
    running: Row | None
    killed: Row | None
    runs: tuple[Row, ...]
    disk: Row
    releases: tuple[Row, ...]
    release: Status | None
    no_release: str | None


def health_of(data: DataDirectory, now: datetime) -> Health:
    """The health of a data directory; where nothing was published it says why. Raises StageError for damaged rows."""
    runs, disk = last_runs(data.staging, RUNS_LOOKED_AT), _disk(data)
    running, killed = _holder(data, runs)
    found = problems(
        runs,
        now,
        running=running["run_id"] if running else None,
        killed=killed["run_id"] if killed else None,
        free=disk["free"],
        needed=disk["needed"],
        gone=gone_from_archive(data),
    )
    release, why = _release(data)
    return Health(
        schema=SCHEMA,
        data=str(data.root.resolve()),
        at=now,
        problems=tuple(found),
        running=running,
        killed=killed,
        runs=tuple(_run(row, running) for row in runs[:RUNS_SHOWN]),
        disk=disk,
        releases=_releases(data.releases),
        release=release,
        no_release=why,
    )


def _release(data: DataDirectory) -> tuple[Status | None, str | None]:
    try:
        return read_status(data.releases), None
    except ReleaseError as error:
        return None, str(error)


def _holder(data: DataDirectory, runs: list[RunRow]) -> tuple[Row | None, Row | None]:
    """The run that is under way, and the one that was killed and that no run has taken up yet."""
    holder, is_alive = holder_of(data)
    if holder is None:
        return None, None
    row = next((row for row in runs if row.run_id == holder.run.run_id), None)
    left = left_by(row) if row else None
    said = {
        "run_id": holder.run.run_id,
        "command": holder.run.command,
        "started_at": holder.run.started_at,
        "process": holder.pid,
        "sources_finished": len(left.finished) if left else 0,
        "sources_due": len(left.finished | left.unfinished) if left else 0,
    }
    return (said, None) if is_alive else (None, said)


def _run(row: RunRow, running: Row | None) -> Row:
    said, left = json.loads(row.summary), left_by(row)
    is_running = running is not None and running["run_id"] == row.run_id
    return {
        "run_id": row.run_id,
        "command": row.command,
        "state": "running" if is_running else row.state,
        "started_at": row.started_at,
        "finished_at": None if is_running else row.finished_at,
        "seconds": round((row.finished_at - row.started_at).total_seconds(), 1),
        "steps": said.get("seconds", {}),
        "sources": len(left.finished | left.unfinished),
        "failed": sorted(left.unfinished | left.warcs),
        "error": None if is_running else left.error,
        "release": said.get("release"),
        "resumes": said.get("resumes"),
        "retries": said.get("retries"),
    }


def _disk(data: DataDirectory) -> dict[str, int]:
    parts = {"archive": data.archive, "staging": data.staging, "warehouse": data.warehouse.parent}
    needs = (collect_need(data), extract_need(pending_warcs(data)), load_need(data), publish_need(data))
    sizes = {name: size_of(place) for name, place in (parts | {"releases": data.releases, "logs": data.logs}).items()}
    return {"free": free_at(data.root), "needed": sum(needs), **sizes}


def _releases(releases: Path) -> tuple[Row, ...]:
    """The releases that are there, the newest first."""
    latest = releases / LATEST
    found = [directory for directory in releases.glob("[!.]*") if not directory.is_symlink()]
    rows = [
        {
            "release_id": directory.name,
            "is_latest": directory == latest.resolve(),
            "made_at": datetime.fromtimestamp((directory / MANIFEST).stat().st_mtime).astimezone(),
            "size": size_of(directory),
            "database": (directory / FILE).stat().st_size,
        }
        for directory in found
        if (directory / MANIFEST).exists() and (directory / FILE).exists()
    ]
    return tuple(sorted(rows, key=lambda row: row["made_at"], reverse=True))
