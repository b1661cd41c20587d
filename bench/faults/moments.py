"""Moments of a night, told from what stands in its data directory."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Moment = Callable[[Path], bool]

SOURCES = 3


def _run(data: Path) -> str:
    """The run under way, by its lock; that of the release before has left no name there."""
    lock = data / "run.lock"
    said = lock.read_text(encoding="utf-8") if lock.exists() else ""
    return json.loads(said)["run_id"] if said.endswith("}") else "none"


def _has_logged(data: Path, event: str) -> bool:
    log = data / "logs" / f"{_run(data)}.jsonl"
    return log.exists() and f'"{event}"' in log.read_text(encoding="utf-8")


def _begun(data: Path, run: str) -> int:
    return len([warc for warc in data.glob(f"archive/demo_*/{run}.warc.gz") if warc.stat().st_size])


def _collected(data: Path, run: str) -> int:
    return len(list(data.glob(f"staging/collect/{run}/demo_*")))


def fetching(data: Path) -> bool:
    """Every source has answered, none has ended."""
    run = _run(data)
    return _begun(data, run) == SOURCES and not _collected(data, run)


def half_collected(data: Path) -> bool:
    """One source has ended, and the run's row says so; another has not."""
    is_half = 0 < _collected(data, _run(data)) < SOURCES
    return is_half and _has_logged(data, "source.ended") and not any(data.glob("staging/.new-*"))


def extracting(data: Path) -> bool:
    """Every source is collected, and a set of rows is half-written."""
    return _has_logged(data, "collect.ended") and any(data.glob("staging/.new-*"))


def loading(data: Path) -> bool:
    """Every WARC file is read, the transaction is not committed."""
    read = list(data.glob(f"staging/extract/demo_*/{_run(data)}"))
    return len(read) == SOURCES and not any(data.glob("releases/.new-*"))


def committing(data: Path) -> bool:
    """The write-ahead log holds what the warehouse file does not have yet."""
    return (data / "warehouse" / "fazhi.duckdb.wal").exists()


def publishing(data: Path) -> bool:
    """A release is half-built."""
    return any(data.glob("releases/.new-*"))
