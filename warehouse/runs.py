"""Runs as they are staged: a row that is written anew while the run goes on, and another when it has ended.

The first is what a load takes up; the second says what came of that load. Two sets, because one that was loaded and is
then replaced makes the loader read all sets again. `keep/run.sql` takes of both the one that was finished later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import StageError
from extract.records import Issue, RunRow
from warehouse.sets import REMEDY
from warehouse.stage import write_set

FOLDER = "run"
ENDED = "-end"
"""What the name of the second set has behind the run's id."""

MOMENT = timedelta(microseconds=1)


def stage_run(staging: Path, row: RunRow, issues: Iterable[Issue] = (), *, ended: bool = False) -> None:
    """Stage what is known of a run, in place of what was known before. Raises StageError.

    What is staged when it has `ended` bears the later time, also where the clock was moved back meanwhile.
    """
    before = staged_run(staging, row.run_id) if ended else None
    if before and row.finished_at <= before.finished_at:
        row = replace(row, finished_at=before.finished_at + MOMENT)
    write_set(staging, f"{FOLDER}/{row.run_id}{ENDED if ended else ''}", [row, *issues])


def staged_run(staging: Path, run_id: str) -> RunRow | None:
    """The row of a run as it was staged last, or None. Raises StageError where it is damaged."""
    folder = staging / FOLDER
    return max(_rows(folder / f"{run_id}{end}" for end in ("", ENDED)), key=lambda row: row.finished_at, default=None)


def has_ended(staging: Path, run_id: str) -> bool:
    """Whether the run came to its end, good or bad."""
    return (staging / FOLDER / f"{run_id}{ENDED}").exists()


def last_runs(staging: Path, most: int) -> list[RunRow]:
    """The newest runs, the newest first. Raises StageError where a row is damaged."""
    folder = staging / FOLDER
    names = {path.name.removesuffix(ENDED) for path in folder.glob("[!.]*")}
    return [row for name in sorted(names, reverse=True)[:most] if (row := staged_run(staging, name))]


def _rows(sets: Iterable[Path]) -> Iterator[RunRow]:
    for directory in sets:
        file = directory / "run.parquet"
        try:
            rows = pq.read_table(file).to_pylist()
        except FileNotFoundError:
            continue  # none, or its run is replacing it at this moment
        except (OSError, pa.ArrowException) as error:
            raise StageError(f"{file}: is damaged: {error}", REMEDY) from error
        yield from (RunRow(**row) for row in rows)
