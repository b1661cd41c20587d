"""Parts of an archive: WARC files that one process reads one after the other, wherever that process runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.collect.archive import Archive
from flows.datadir import DataDirectory
from flows.failures import reason
from flows.progress import Watch
from flows.steps.extract import extract_warc, warc_name
from flows.steps.knowledge import Knowledge
from flows.summary import WarcResult

PARTS_A_PROCESS = 8
"""So that the last to finish keeps the others waiting for an eighth of its work at most."""

PARTS_MOST = 128
"""A part is a task of Prefect's, whose SQLite back end stalls after bursts of 400 tasks, and dislikes 200."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some WARC files, as `<source_id>/<run_id>.warc.gz`, in order; the `number` of so many parts, from 1."""

    number: int
    of: int
    names: tuple[str, ...]


def partition(warcs: Sequence[Path], processes: int) -> list[Part]:
    """The files cut into parts of about equal bytes, each of neighbours: a source's files refer to one another."""
    ordered = sorted(warcs)
    sizes = [warc.stat().st_size for warc in ordered]
    wanted = min(len(ordered), processes * PARTS_A_PROCESS, PARTS_MOST)
    total, before = sum(sizes), 0
    cut: dict[int, list[str]] = {}
    for warc, size in zip(ordered, sizes, strict=True):
        middle = before + size / 2
        cut.setdefault(int(middle * wanted / total) if total else 0, []).append(warc_name(warc))
        before += size
    return [Part(number, len(cut), tuple(names)) for number, names in enumerate(cut.values(), start=1)]


def extract_part(part: Part, data: DataDirectory, knowledge: Knowledge, watch: Watch) -> list[WarcResult]:
    """Extract every WARC file of a part. One that fails stays unstaged, says why, and stops no other."""
    archive = Archive(data.archive)
    return [_extract(data, data.archive / name, knowledge, watch, archive) for name in part.names]


def _extract(data: DataDirectory, warc: Path, knowledge: Knowledge, watch: Watch, archive: Archive) -> WarcResult:
    try:
        return extract_warc(data, warc, knowledge, watch, archive)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told of this file, and the run is degraded by it
        return WarcResult(warc_name(warc), error=reason(error))
