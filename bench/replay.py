"""A replay: what the flow adds to the bare functions, what a second process and a second Dask worker bring."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from prefect import flow

from bench.archives import write_archive
from extract.collect.archive import Archive
from extract.report.divisions import load_divisions
from flows.datadir import DataDirectory
from flows.extracting import extract_all
from flows.progress import watching
from flows.steps.knowledge import Knowledge, load_knowledge
from flows.steps.partition import extract_part, partition
from flows.where import Where
from warehouse.sets import fingerprint, set_names

PAGES, WARCS = 5_000, 40
STARTS_SECONDS = 60
BIN = Path(sys.executable).parent


def _bare(data: DataDirectory, knowledge: Knowledge) -> float:
    """Seconds of the bare function over the whole archive."""
    start = time.perf_counter()
    with watching(StringIO()) as watch:
        for part in partition(Archive(data.archive).warc_files(), 1):
            extract_part(part, data, knowledge, watch)
    return time.perf_counter() - start


def _flow(data: DataDirectory, knowledge: Knowledge, where: Where) -> float:
    """Seconds of the same as a flow, without the start of Prefect's server."""
    seconds = [0.0]

    @flow(name="bench")
    def reading() -> None:
        start = time.perf_counter()
        with watching(StringIO()) as watch:
            warcs = Archive(data.archive).warc_files()
            assert not [each.error for each in extract_all(data, warcs, knowledge, watch, where) if each.error]
        seconds[0] = time.perf_counter() - start

    reading()
    return seconds[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _cluster(workers: int) -> Iterator[str]:
    """The address of a Dask scheduler with so many workers, each a process with one thread."""
    address = f"tcp://127.0.0.1:{_free_port()}"
    port = address.rpartition(":")[2]
    commands: list[list[str]] = [["scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]]
    commands += [["worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * workers
    started = [subprocess.Popen([BIN / "dask", *command], stderr=subprocess.DEVNULL) for command in commands]
    try:
        _wait_for(address, workers)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client  # noqa: PLC0415 - of the extra `cluster`

    with Client(address, timeout=STARTS_SECONDS) as client:
        client.wait_for_workers(workers, timeout=STARTS_SECONDS)


def _rows(data: DataDirectory) -> dict[str, str]:
    return {name: fingerprint(data.staging, name) for name in set_names(data.staging)}


def _ways(data: DataDirectory, knowledge: Knowledge) -> Iterator[tuple[str, float]]:
    yield "bare function, one process", _bare(data, knowledge)
    yield "flow, in its process", _flow(data, knowledge, Where(processes=1))
    yield "flow, a pool of two processes", _flow(data, knowledge, Where(processes=2))
    for workers in (1, 2):
        with _cluster(workers) as address:
            yield f"flow, {workers} Dask worker{'s' * (workers > 1)}", _flow(data, knowledge, Where(on=address))


def run(pages: int = PAGES, warcs: int = WARCS) -> None:
    """Prints each way's seconds, its pages a second, its ratio to the bare function, and whether the rows are equal."""
    knowledge = load_knowledge(load_divisions())
    with tempfile.TemporaryDirectory() as place:
        data = DataDirectory(Path(place))
        size = write_archive(data.archive, pages, warcs)
        print(f"replay: {pages:,} pages, {size / 1e6:.0f} MB, in {warcs} WARC files")
        first: Any = None
        base = 0.0
        for name, seconds in _ways(data, knowledge):
            rows = _rows(data)
            first, base = first or rows, base or seconds
            equal = "equal rows" if rows == first else "OTHER ROWS"
            print(f"  {name:<30} {seconds:7.1f} s  {pages / seconds:6.0f} pages/s  {seconds / base:5.2f}  {equal}")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
