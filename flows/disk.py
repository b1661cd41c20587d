"""The disk, looked at before each step: what the step may need, by what the last ones took, against what is free."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from extract.collect.bounds import BODY_MAX
from extract.errors import SpaceError
from flows.datadir import DataDirectory
from warehouse.publish import FILE, LATEST
from warehouse.sets import MANIFEST

LEAST = BODY_MAX
"""Bytes that every step is to find free: the largest answer that is taken, which is more than a row's or a log's."""

NIGHTS = 30
"""Runs of each source that tell how much a night archives: a month, so that the night of the fullest listing counts."""

COLLECT_MARGIN = 2.0
"""Times the fullest of those nights: in March twice as many reports appear in a week as in the week before."""

STAGED_TO_ARCHIVED = 3.0
"""Bytes of Parquet to bytes of WARC: 1.6 for the demo's 38 answers, of which half are footers of small files."""

LOADED_TO_STAGED = 2.0
"""Bytes by which the warehouse grows to bytes of Parquet: 3,000 generated reports, 57 MB staged, made a file of 25 MB;
what a transaction replaces is freed only after it."""

UNITS = ("B", "KB", "MB", "GB", "TB")


def in_words(size: float) -> str:
    """A number of bytes as people say it."""
    unit = 0
    while size >= 1000 and unit < len(UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.0f} {UNITS[unit]}" if unit == 0 or size >= 100 else f"{size:.1f} {UNITS[unit]}"


def free_at(place: Path) -> int:
    """Bytes that are free where `place` is, or will be made."""
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def size_of(place: Path) -> int:
    """Bytes of all files under `place`; 0 where there is none."""
    return sum(_sizes(place.rglob("*")))


def _sizes(files: Iterable[Path]) -> Iterable[int]:
    for file in files:
        try:
            if not file.is_symlink() and file.is_file():
                yield file.stat().st_size
        except FileNotFoundError:
            continue  # a run at work swaps sets


def require(place: Path, step: str, needed: int) -> None:
    """Raises SpaceError, with both numbers, where a step may need more than is free at `place`."""
    free = free_at(place)
    if free < needed:
        raise SpaceError(
            f"{place}: {step} may need {in_words(needed)}, and {in_words(free)} are free",
            "Make room on that disk, or move the data directory to a larger one. Nothing of the step was begun.",
        )


def collect_need(data: DataDirectory) -> int:
    """Bytes of the archive that a night may add."""
    nights: Counter[str] = Counter()
    for folder in data.archive.glob("*"):
        for warc in sorted(folder.glob("*.warc.gz"), reverse=True)[:NIGHTS]:
            nights[warc.name.partition(".")[0]] += warc.stat().st_size
    return LEAST + int(COLLECT_MARGIN * max(nights.values(), default=0))


def extract_need(warcs: Iterable[Path]) -> int:
    """Bytes of staged rows that reading these WARC files may give."""
    return LEAST + int(STAGED_TO_ARCHIVED * sum(_sizes(warcs)))


def load_need(data: DataDirectory, *, anew: bool = False) -> int:
    """Bytes that the warehouse may grow by: from what was staged since it was written, or from all, `anew`."""
    since = data.warehouse.stat().st_mtime if data.warehouse.exists() and not anew else 0.0
    staged = sum(
        size_of(manifest.parent) for manifest in data.staging.rglob(MANIFEST) if manifest.stat().st_mtime >= since
    )
    return LEAST + int(LOADED_TO_STAGED * staged)


def publish_need(data: DataDirectory) -> int:
    """Bytes of a release: a copy of the warehouse, and what the last release has beside its own."""
    latest = data.releases / LATEST
    beside = size_of(latest.resolve()) - sum(_sizes([latest.resolve() / FILE])) if latest.exists() else 0
    return LEAST + sum(_sizes([data.warehouse])) + beside
