"""A run: its name, its command, when it began."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

RUN_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline. Run ids sort by the time of their start."""

    run_id: str
    command: str
    started_at: datetime


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def started_at(run_id: str) -> datetime:
    """When the run of this id began, to the second."""
    return datetime.strptime(run_id.partition("-")[0], RUN_TIME).replace(tzinfo=UTC)


def begin(command: str) -> Run:
    """A new run. Its id is its start to the second and four random digits: `20261121T191500Z-3f2a`."""
    time = now()
    return Run(f"{time.strftime(RUN_TIME)}-{secrets.token_hex(2)}", command, time)
