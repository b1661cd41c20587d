"""What a run left undone, by its row: what a run after it goes on with, or does again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from extract.collect.source import Source
from extract.errors import UsageError
from extract.records import RunRow
from flows.due import day
from flows.runs import Run

RUNS_LOOKED_AT = 20
"""Newest runs that are asked what they left. Others than nights are made by hand, a few a day."""

RESUMED_WITHIN = timedelta(hours=6)
"""Since the start of the run before. A night of a hundred portals takes two to four hours, and the noon run of
the publishing season, ten hours after the night, is there to ask every portal again."""


@dataclass(frozen=True, slots=True)
class Left:
    """What became of a run's work: the sources that it finished, those that it did not or that failed, and the WARC
    files that could not be extracted, as `<source_id>/<file>`."""

    run_id: str
    finished: frozenset[str]
    unfinished: frozenset[str]
    warcs: frozenset[str]
    error: str | None
    """Why it published nothing."""


def left_by(row: RunRow) -> Left:
    """What the row of a run says that it left."""
    said: dict[str, Any] = json.loads(row.summary)
    asked = [result for result in said.get("collect", ()) if not result.get("not_due")]
    finished = {result["source_id"] for result in asked if not result["error"]} | set(said.get("kept", ()))
    due = set(said.get("due", ())) | {result["source_id"] for result in asked}
    return Left(
        run_id=row.run_id,
        finished=frozenset(finished),
        unfinished=frozenset(due - finished),
        warcs=frozenset(warc["name"] for warc in said.get("extract", ()) if warc["error"]),
        error="it was killed" if said.get("killed") else said.get("error"),
    )


def resumed(last: Iterable[RunRow], run: Run) -> Left | None:
    """What `run` goes on with: that of the run of the same command before it (`last` are runs, the newest first), if
    that was killed or failed, in the same night by the calendar of China, and not long ago."""
    before = next((row for row in last if row.command == run.command and row.run_id != run.run_id), None)
    if before is None or before.state != "failed" or day(before.started_at) != day(run.started_at):
        return None
    is_near = timedelta(0) <= run.started_at - before.started_at <= RESUMED_WITHIN
    return left_by(before) if is_near else None


def walked_anew(sources: Iterable[Source], last: Iterable[RunRow]) -> list[Source]:
    """The sources, of which those walk their listings to the end that the last run which asked them did not finish:
    what it saw in the listings was lost with it, and the archive would say that it is known."""
    lefts = [left_by(row) for row in last]
    return [_to_its_end(each) if _is_half_done(each.id, lefts) else each for each in sources]


def _to_its_end(source: Source) -> Source:
    return replace(source, cadence=replace(source.cadence, full_walk_days=0))


def _is_half_done(source_id: str, lefts: Iterable[Left]) -> bool:
    left = next((left for left in lefts if source_id in left.finished | left.unfinished), None)
    return left is not None and source_id in left.unfinished


def retried(row: RunRow | None, run_id: str) -> Left:
    """What is to be done again of the run that is named so.

    Raises UsageError where no such run is known, or it left nothing undone.
    """
    if row is None:
        raise UsageError(f"no run {run_id} is known", "`fazhi status` lists the last runs.")
    left = left_by(row)
    if not (left.unfinished or left.warcs or left.error):
        raise UsageError(f"nothing failed in run {run_id}", "`fazhi nightly` asks every source that is due.")
    return left
