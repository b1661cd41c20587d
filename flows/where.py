"""Where extraction runs: in threads of this process, in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from prefect.futures import PrefectFuture
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner

from extract.errors import UsageError

WORTH_PROCESSES = 8 << 20
"""Bytes of WARC files. A thousand pages take so many and 12 s to read; two processes take 6 s to start."""

ANSWER_SECONDS = 10
"""A scheduler that is up takes a connection in milliseconds; Dask itself would wait for half a minute."""

Runner = AbstractContextManager[TaskRunner[PrefectFuture[Any]]]

CLUSTER_PARTS = 16
"""Processes that an archive is cut for on a cluster, which may gain and lose workers while it reads."""


@dataclass(frozen=True, slots=True)
class Where:
    """`processes` of this machine (None: one a core where that is worth it), or the cluster whose scheduler is at `on`.

    `shared` is the address of a store that the cluster reaches; None where it sees the data directory itself.
    """

    processes: int | None = None
    on: str | None = None
    shared: str | None = None

    def count(self, warcs: Sequence[Path]) -> int:
        """How many processes these files are cut for; 1 means that this one reads them."""
        if self.on:
            return CLUSTER_PARTS
        if self.processes is not None:
            return self.processes
        worth = sum(warc.stat().st_size for warc in warcs) >= WORTH_PROCESSES
        return len(os.sched_getaffinity(0)) if worth else 1

    def runner(self, processes: int) -> Runner:
        """What Prefect runs the parts with. Raises UsageError where the cluster cannot be had."""
        return _cluster(self.on) if self.on else cast("Runner", ProcessPoolTaskRunner(max_workers=processes))


HERE = Where(processes=1)
"""In this process."""


def _cluster(address: str) -> Runner:
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise UsageError(f"{address}: Dask is not installed ({error})", "pip install 'fazhi[cluster]'") from error
    _require_scheduler(address)
    return cast("Runner", DaskTaskRunner(address=address))


def _require_scheduler(address: str) -> None:
    host, _, port = address.partition("://")[2].rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=ANSWER_SECONDS).close()
    except OSError as error:
        raise UsageError(f"no Dask scheduler answers at {address} ({error})", "Start it: dask scheduler") from error
