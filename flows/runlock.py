"""One run a data directory at a time.

The lock is the kernel's (flock), so it falls with the process that held it, however that ended. The file's content
only says who holds it; it is emptied by a run that ends, so content without a lock is a run that was killed, or
stopped by a signal: the next run takes up both in the same way.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from extract.errors import HeldError
from flows.datadir import DataDirectory
from flows.runs import Run

PATIENCE_SECONDS, PAUSE_SECONDS = 0.5, 0.05
"""Who only looks whether a run is under way (`fazhi status`) holds the lock for less than a millisecond: that must not
refuse a night."""


class RunningError(HeldError):
    """Another run holds the data directory."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The run that a lock file names, and its process."""

    run: Run
    pid: int


def _read(file: IO[str]) -> Holder | None:
    """Who the file names; None where it is empty, or cut off by a kill at the very moment of writing."""
    file.seek(0)
    try:
        held = json.loads(file.read())
        started_at = datetime.fromisoformat(held["started_at"])
        return Holder(Run(held["run_id"], held["command"], started_at), held["pid"])
    except (ValueError, KeyError, TypeError):
        return None


def _write(file: IO[str], content: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def _refusal(data: DataDirectory, holder: Holder | None) -> RunningError:
    if holder is None:
        return RunningError(f"{data.root} is held by a run that is just starting", "Try again when it has ended.")
    run = holder.run
    return RunningError(
        f"{data.root} is held by {run.command} run {run.run_id} (process {holder.pid}, "
        f"since {run.started_at:%Y-%m-%d %H:%M:%S} UTC)",
        f"Wait until it has ended, or stop it with: kill {holder.pid}",
    )


@contextmanager
def _locked(data: DataDirectory) -> Iterator[IO[str]]:
    data.root.mkdir(parents=True, exist_ok=True)
    with data.lock.open("a+", encoding="utf-8") as file:
        if not _taken(file):
            raise _refusal(data, _read(file))
        yield file


def _taken(file: IO[str]) -> bool:
    """Take the lock, or give up after a moment."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= give_up:
                return False
        time.sleep(PAUSE_SECONDS)


@contextmanager
def hold(data: DataDirectory, run: Run) -> Iterator[Run | None]:
    """Hold the data directory for `run`; gives the run that was killed while it held the lock, if there was one.

    Raises RunningError, naming the running run, while another process holds it.
    """
    with _locked(data) as file:
        left = _read(file)
        started_at = run.started_at.isoformat()
        holder = {"run_id": run.run_id, "pid": os.getpid(), "command": run.command, "started_at": started_at}
        _write(file, json.dumps(holder))
        try:
            yield left.run if left else None
        except Exception:
            _write(file, "")
            raise
        _write(file, "")


def holder_of(data: DataDirectory) -> tuple[Holder | None, bool]:
    """Who the lock file names, and whether that run is under way: if not, it was killed. Nothing is created."""
    if not data.lock.exists():
        return None, False
    with data.lock.open("r", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(file), True
        return _read(file), False


@contextmanager
def alone(data: DataDirectory) -> Iterator[None]:
    """Keep runs out of the data directory, without being one: what a killed run left is for the next to take up.

    Raises RunningError while another process holds it.
    """
    with _locked(data):
        yield


def check_free(data: DataDirectory) -> None:
    """Raises RunningError while another process holds the data directory: quick, before anything slow starts."""
    with _locked(data):
        pass
