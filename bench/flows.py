"""Prefect's share of a night: the nightly flow beside the bare functions that it calls, over the same portals."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

import yaml

from bench.crawl import FAMILY, MEGABYTE, serve
from demo.families import FAMILIES
from extract.collect.pace import HOSTS_AT_ONCE
from extract.collect.registry import load_sources
from flows.datadir import DataDirectory
from flows.progress import watching
from flows.runs import begin
from flows.service.server import at_hand
from flows.steps.collect import collect_source
from flows.steps.extract import pending_warcs
from flows.steps.finish import load_staged, publish_checked
from flows.steps.knowledge import known_divisions, load_knowledge
from flows.steps.partition import extract_part, partition

PORTALS, REPORTS = 10, 20
"""Small; `python -m bench.flows 100 100` is a night of 10,000 pages."""

DIVISIONS = Path(__file__).parents[1] / "demo" / "divisions.tsv"


@dataclass
class Taken:
    """What a night took: seconds by part, seconds of work, and peaks of memory in MB."""

    seconds: dict[str, float] = field(default_factory=dict)
    work: float = 0.0
    memory: float = 0.0
    server_memory: float = 0.0

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time a part of the night."""
        began = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - began


def _bare(data: DataDirectory, sources: Path, taken: Taken) -> None:
    """What the flow does, called directly: as many hosts at once, then one file after the other."""
    run, divisions = begin("nightly"), known_divisions(data)
    portals = load_sources(sources, {division.code for division in divisions})
    knowledge = load_knowledge(divisions, portals)
    with taken.part("night"), watching() as watch:
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as threads:
            for future in [threads.submit(collect_source, data, source, run, watch) for source in portals]:
                future.result()
        for part in partition(pending_warcs(data), 1):
            extract_part(part, data, knowledge, watch)
        load_staged(data.warehouse, data.staging, knowledge)
        publish_checked(data, run)


def _flow(data: DataDirectory, sources: Path, taken: Taken) -> None:
    began = time.monotonic()
    with at_hand(data):
        taken.seconds["server"] = time.monotonic() - began
        with taken.part("import"):
            nightly = import_module("flows.nightly").nightly
        with taken.part("night"):
            state = nightly(data.root, sources, return_state=True)
    assert state.is_completed(), state


def _measured(night: Callable[[DataDirectory, Path, Taken], None], ports: Sequence[int], pipe: Connection) -> None:
    """A night in a data directory of its own; what it took goes by the pipe."""
    for name in [name for name in os.environ if name.startswith("PREFECT_API")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as place, Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
        data, sources, taken = DataDirectory(Path(place) / "data"), Path(place) / "sources", Taken()
        data.root.mkdir()
        (data.root / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
        _write_sources(sources, ports)
        night(data, sources, taken)
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken.work = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    taken.memory, taken.server_memory = own.ru_maxrss / MEGABYTE, children.ru_maxrss / MEGABYTE
    pipe.send(taken)


def _write_sources(directory: Path, ports: Sequence[int]) -> None:
    directory.mkdir()
    for port in ports:
        host = f"127.0.0.1:{port}"
        source = {
            "id": f"portal_{port}",
            "publisher": "青栎省人民政府",
            "division": "990000",
            "platform": FAMILY,
            "listings": [f"http://{host}{FAMILIES[FAMILY].listing}"],
            "allowed_hosts": [host],
            "delay_seconds": 0.01,
            "loopback": True,
            "cadence": {"days": 1, "full_walk_days": 30},
            "assertions": {"entries": {"min": 1, "max": 10_000}},
            "caveats": ["Served on loopback, to measure."],
        }
        (directory / f"portal_{port}.yml").write_text(yaml.safe_dump(source, allow_unicode=True), encoding="utf-8")


def _apart(night: Callable[[DataDirectory, Path, Taken], None], ports: Sequence[int]) -> Taken:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measured, args=(night, ports, theirs))
    process.start()
    theirs.close()  # so that a night that fails is the end of the pipe
    taken: Taken = ours.recv()
    process.join()
    return taken


def run(portals: int = PORTALS, reports: int = REPORTS) -> None:
    """Prints what the flow takes beyond the bare functions."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, portals, reports), daemon=True)
    server.start()
    ports = ours.recv()
    bare, flow = _apart(_bare, ports), _apart(_flow, ports)
    ours.send("end")
    ours.recv()
    server.join()
    beyond = flow.seconds["night"] - bare.seconds["night"]
    print(f"flows: a first night over {portals} portals of {reports} reports")
    print(
        f"  bare functions {bare.seconds['night']:.1f} s, {bare.work:.1f} s of work, {bare.memory:.0f} MB at the peak"
    )
    print(
        f"  nightly flow   {flow.seconds['night']:.1f} s, {flow.work:.1f} s of work, {flow.memory:.0f} MB at the peak"
    )
    print(f"  beyond: {beyond:.1f} s, {1000 * beyond / portals:.0f} ms a source; {flow.memory - bare.memory:.0f} MB")
    started = flow.seconds["server"] + flow.seconds["import"]
    print(f"  before it, without a server that runs: {started:.1f} s; its server: {flow.server_memory:.0f} MB")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
