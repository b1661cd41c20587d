"""A replay on a Dask cluster of one worker and of two, beside the bare functions in one process."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from bench.outcome import Outcome
from bench.peers import module
from bench.replay import Way, archive, bare, compare, flow

PAGES, WARCS, ROUNDS = 1500, 40, 1

STARTS_SECONDS = 120
"""A worker imports the project before it says that it is there: 10 s on two idle cores."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a Dask scheduler with so many workers, each a process with one thread."""
    port = str(_free_port())
    address = f"tcp://127.0.0.1:{port}"
    commands = [["scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]]
    commands += [["worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * workers
    started = [
        subprocess.Popen([sys.executable, "-m", "dask", *command], stderr=subprocess.DEVNULL) for command in commands
    ]
    try:
        with module("distributed").Client(address, timeout=STARTS_SECONDS) as client:
            client.wait_for_workers(workers, timeout=STARTS_SECONDS)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def run(pages: int = PAGES, warcs: int = WARCS, rounds: int = ROUNDS) -> list[Outcome]:
    """Prints what `bench.replay` does of each way."""
    ways: dict[str, Way] = {"bare functions": bare}
    for workers in (1, 2):
        name = f"fazhi replay, {workers} Dask worker{'s' * (workers > 1)}"
        ways[name] = partial(flow, processes=None, place=partial(cluster, workers))
    print("cluster: ", end="")
    with archive(pages, warcs) as root:
        compare(root, ways, pages, rounds)
    return []


if __name__ == "__main__":
    run()
