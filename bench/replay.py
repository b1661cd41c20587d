"""`fazhi replay`, from WARC to release, in one process and in two, beside a bare loop over the same functions."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from functools import partial
from importlib import import_module
from io import StringIO
from pathlib import Path
from statistics import median

from bench.archives import write_archive
from bench.measured import Measured, measured
from bench.outcome import Outcome, at_least, at_most
from flows.datadir import DataDirectory
from flows.progress import watching
from flows.runs import begin
from flows.service.server import at_hand
from flows.steps.archived import archive_knowledge, archived
from flows.steps.finish import publish_checked, reload_staged
from flows.steps.knowledge import Knowledge
from flows.steps.partition import extract_part, partition
from warehouse.runs import last_runs
from warehouse.sets import fingerprint, set_names

PAGES, WARCS, ROUNDS = 1000, 40, 3
"""Small: the start of the server is a half of it. `python -m bench replay 20000 40 1` is a nation's archive."""

STEPS = ("extract", "load", "publish")
COLUMNS = (*STEPS, "in all", "work", "pages/s")

Steps = dict[str, float]
"""Seconds of each step."""

Way = Callable[[Path], Steps]
Place = Callable[[], AbstractContextManager[str | None]]


def extract_bare(data: DataDirectory, knowledge: Knowledge) -> int:
    """Read every WARC file in this process, one after the other; how many pages were reports."""
    reports = 0
    with watching(StringIO()) as watch:
        for part in partition(archived(data), 1):
            for result in extract_part(part, data, knowledge, watch):
                assert not result.error, result.error
                reports += result.reports
    return reports


def bare(root: Path) -> Steps:
    """What the flow does, called directly."""
    data, times = DataDirectory(root), [time.monotonic()]
    knowledge = archive_knowledge(data, root / "sources")
    extract_bare(data, knowledge)
    times.append(time.monotonic())
    reload_staged(data.warehouse, data.staging, knowledge)
    times.append(time.monotonic())
    publish_checked(data, begin("replay"))
    times.append(time.monotonic())
    return {name: times[at + 1] - times[at] for at, name in enumerate(STEPS)}


def flow(root: Path, processes: int | None = 1, place: Place = nullcontext) -> Steps:
    """The flow as the command runs it, with a server that ends with it; `place` gives the address of a cluster."""
    os.environ.pop("PREFECT_API_URL", None)
    data = DataDirectory(root)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()), at_hand(data), place() as address:
        replay = import_module("flows.replay").replay
        state = replay(root, root / "sources", processes=processes, on=address, return_state=True)
    assert state.is_completed(), state
    steps: Steps = json.loads(last_runs(data.staging, 1)[0].summary)["seconds"]
    return steps


@contextmanager
def archive(pages: int, warcs: int) -> Iterator[Path]:
    """A data directory that has an archive and nothing else."""
    with tempfile.TemporaryDirectory() as place:
        size = measured(write_archive, DataDirectory(Path(place)).archive, pages, warcs).result
        print(f"{pages:,} pages, {size / 1e6:.0f} MB, in {warcs} WARC files", flush=True)
        yield Path(place)


def compare(root: Path, ways: Mapping[str, Way], pages: int, rounds: int) -> dict[str, list[Measured[Steps]]]:
    """Each way in its turn, each time in a process of its own; prints medians and whether staged rows are equal."""
    taken: dict[str, list[Measured[Steps]]] = defaultdict(list)
    rows: dict[str, dict[str, str]] = {}
    for _ in range(rounds):
        for name, way in ways.items():
            taken[name].append(measured(way, root))
            rows[name] = _rows(root)
    first = next(iter(ways))
    print(f"  {f'median of {rounds}':<33}" + "".join(f"{name:>9}" for name in COLUMNS))
    for name, times in taken.items():
        steps = "".join(f"{middle(times, step):9.1f}" for step in STEPS)
        whole, work = (median(getattr(each, key) for each in times) for key in ("seconds", "work"))
        speed = pages / middle(times, "extract")
        equal = "equal rows" if rows[name] == rows[first] else "OTHER ROWS"
        print(f"  {name:<33}{steps}{whole:9.1f}{work:9.1f}{speed:9.0f}   {equal}", flush=True)
    return taken


def middle(times: list[Measured[Steps]], step: str) -> float:
    """The median of a step's seconds."""
    return median(each.result[step] for each in times)


def _rows(root: Path) -> dict[str, str]:
    staging = DataDirectory(root).staging
    return {name: fingerprint(staging, name) for name in set_names(staging) if name.startswith("extract/")}


def run(pages: int = PAGES, warcs: int = WARCS, rounds: int = ROUNDS) -> list[Outcome]:
    """Prints seconds of each step, on the clock, and those that all processes worked, the server's too."""
    ways: dict[str, Way] = {
        "bare functions": bare,
        "fazhi replay, one process": flow,
        "fazhi replay, two processes": partial(flow, processes=2),
    }
    print("replay: ", end="")
    with archive(pages, warcs) as root:
        alone, one, two = compare(root, ways, pages, rounds).values()
    beyond = median(flowing.seconds / plain.seconds for plain, flowing in zip(alone, one, strict=True))
    gain = median(a.result["extract"] / b.result["extract"] for a, b in zip(one, two, strict=True))
    return [
        at_least("WARC to staged Parquet, two processes", "one process", 1.8, gain, "{} times as fast"),
        at_most(f"fazhi replay of {pages:,} pages", "a bare loop over the same functions", 1.1, beyond),
    ]


if __name__ == "__main__":
    run()
