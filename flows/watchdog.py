"""What a person should look at, in a line each: nights that did not come or failed, a disk that fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from extract.records import RunRow
from flows.disk import in_words
from flows.resume import left_by

NIGHT = "nightly"
"""The command of the runs that are waited for."""

OVERDUE = timedelta(hours=26)
"""Since the last night began. They come every 24 hours; a machine that starts late, or a queue before the worker, may
cost an hour or two."""


def last_night(runs: Sequence[RunRow], now: datetime) -> RunRow | None:
    """The newest night of some runs, the newest first. One that began in the future was told a wrong time: it does not
    stand for the nights since."""
    return next((row for row in runs if row.command == NIGHT and row.started_at <= now), None)


def late_night(night: RunRow | None, now: datetime) -> str | None:
    """Why tonight is missed: the last night, done or under way, began too long ago; None where it did not."""
    if night is None:
        return "no night has ever run: is the schedule on (fazhi up), or the timer?"
    if now - night.started_at <= OVERDUE:
        return None
    hours = (now - night.started_at).total_seconds() / 3600
    return f"the last night, {night.run_id}, began {hours:.0f} hours ago: is the worker alive (fazhi up)?"


def failed_night(night: RunRow | None, running: str | None) -> str | None:
    """What ended the last night without a release; None where it published one, or is under way."""
    if night is None or night.state != "failed" or night.run_id == running:
        return None
    why = left_by(night).error or "its row does not say why"
    return f"the last night, {night.run_id}, published nothing: {why.splitlines()[0]}"


def problems(
    runs: Sequence[RunRow],
    now: datetime,
    *,
    running: str | None,
    killed: str | None,
    free: int,
    needed: int,
    gone: Sequence[str] = (),
) -> Iterator[str]:
    """Everything that a person should look at. `running` and `killed` are ids of runs, `free` and `needed` bytes,
    `gone` WARC files."""
    night = last_night(runs, now)
    if why := late_night(night, now):
        yield why
    if why := failed_night(night, running):
        yield why
    if killed:
        yield f"run {killed} was killed: the next run completes it (fazhi nightly)"
    if free < needed:
        yield f"the disk has {in_words(free)} free, and a night may need {in_words(needed)}: make room"
    if gone:
        yield f"{len(gone)} WARC files that were read are gone, the first {gone[0]}: is the archive's disk mounted?"
