"""Prefect's worker, which runs what is due, a process a run."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime

from prefect.client.orchestration import get_client

from extract.errors import ServiceError
from flows.datadir import DataDirectory
from flows.prefect_settings import of_service
from flows.service.daemon import Daemon
from flows.service.pool import POOL, PROJECT

STARTUP_SECONDS = 120.0
"""A worker took 4 to 9 s until the server knew it, on two cores."""

POLL_SECONDS = 0.2


def daemon(data: DataDirectory) -> Daemon:
    """The worker of a data directory."""
    return Daemon("worker", data.service)


def start(data: DataDirectory, address: str) -> None:
    """Start the worker; return as soon as the server knows it. Raises ServiceError where it ends before."""
    worker, began = daemon(data), datetime.now(UTC)
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process"]
    worker.start([*command, "--name", _name()], of_service(), PROJECT)
    end = time.monotonic() + STARTUP_SECONDS
    while not _is_known_since(began):
        worker.require()
        if time.monotonic() > end:
            raise ServiceError(f"the worker does not reach {address}", f"Look at {worker.log}")
        time.sleep(POLL_SECONDS)


def _name() -> str:
    return f"fazhi on {os.uname().nodename}"


def _is_known_since(began: datetime) -> bool:
    with get_client(sync_client=True) as client:
        workers = client.read_workers_for_work_pool(POOL)
    return any(
        worker.name == _name() and worker.last_heartbeat_time and worker.last_heartbeat_time >= began
        for worker in workers
    )
