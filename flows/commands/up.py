"""`fazhi up`: Prefect's server, the deployments and a worker on this machine, and where to look at them."""

from __future__ import annotations

import os
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from flows.commands import down
from flows.datadir import DataDirectory
from flows.prefect_settings import settle
from flows.ready import check_sources
from flows.service import server
from flows.service.daemon import Daemon

LOOK_SECONDS = 2.0
"""Between two looks at what runs, with `--foreground`."""


def run(arguments: Namespace) -> int:
    """0 as soon as everything runs; with `--foreground`, when it was asked to end. What runs already is left so."""
    data, sources = DataDirectory(arguments.data.resolve()), arguments.sources.resolve()
    check_sources(data, sources)
    if not arguments.foreground:
        _start(data, sources, arguments.port)
        return 0
    with _ended_with_this(data):
        daemons = _start(data, sources, arguments.port)
        while True:
            time.sleep(LOOK_SECONDS)
            for daemon in daemons:
                daemon.require()


@contextmanager
def _ended_with_this(data: DataDirectory) -> Iterator[None]:
    """End what runs with the block, however that ends: asked to (exit status 0), or because one of them did."""

    def end(*_: object) -> None:
        sys.exit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    try:
        yield
    finally:
        down.stop(data)


def _start(data: DataDirectory, sources: Path, port: int | None) -> list[Daemon]:
    """Start what does not run yet; everything that runs by our doing."""
    address, daemons = _server(data, port)
    # these import Prefect, which must know by then where its server is
    pool, worker = import_module("flows.service.pool"), import_module("flows.service.worker")
    print(f"deployments: {', '.join(pool.register(data, sources))}", flush=True)
    daemons.append(worker.daemon(data))
    if pid := daemons[-1].pid():
        print(f"the worker runs already (process {pid})")
    else:
        for told in pool.settle_old_runs(data):
            print(told)
        worker.start(data, address)
        print(f"the worker runs (process {daemons[-1].pid()})")
    print(f"look at {server.page(address)}; fazhi down ends it; logs: {data.service}", flush=True)
    return daemons


def _server(data: DataDirectory, port: int | None) -> tuple[str, list[Daemon]]:
    """The API of the server, started unless it runs or the environment names another; and what runs by our doing."""
    if address := os.environ.get("PREFECT_API_URL"):
        server.require(address)
        print(f"the Prefect server that PREFECT_API_URL names is used: {address}")
        return address, []
    settle(server.home(data))
    daemon = server.daemon(data)
    if address := server.running(data):
        server.require(address)
        print(f"the Prefect server runs already (process {daemon.pid()})")
    else:
        print("starting the Prefect server", flush=True)
        address = server.start(data, port)
        print(f"the Prefect server runs (process {daemon.pid()})")
    os.environ["PREFECT_API_URL"] = address
    return address, [daemon]
