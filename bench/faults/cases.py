"""The faults that need no disk of their own."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from subprocess import Popen
from threading import Thread

from bench.faults.desk import Desk, Fault
from bench.faults.disk import SLOW, told
from bench.faults.moments import Moment, committing, extracting, fetching, half_collected, loading, publishing
from bench.faults.nights import ATTEMPTS, Nights, end, kill
from bench.faults.server import Server, prefect_server
from extract.collect.archive import Archive
from extract.collect.portal import collect_portal
from extract.collect.registry import load_sources
from extract.report.divisions import load_divisions
from flows.datadir import DataDirectory
from flows.runlock import hold
from flows.runs import RUN_TIME, Run, now
from flows.summary import Summary, unended_row
from warehouse.runs import stage_run

AHEAD = timedelta(days=2)
"""By which the clock had been wrong."""

LOCKED_SECONDS = 20.0
"""Longer than SQLite's own patience."""

Do = Callable[[Popen[str]], None]


def at(moment: Moment, do: Do, said: str = "") -> Callable[[Desk, Path], str]:
    """Do something to the night at a moment of it."""
    return lambda desk, data: _at(desk, data, moment, do, desk.nights) and (said or told(data))


def _at(desk: Desk, data: Path, moment: Moment, do: Do, nights: Nights) -> bool:
    for _ in range(ATTEMPTS):
        desk.portal.delay = SLOW
        desk.fresh(data)
        if nights.caught(data, moment, do):
            return True
    raise RuntimeError(f"no night was caught {moment.__name__}")


def second_night(desk: Desk, data: Path) -> str:
    """Another night is begun beside the first."""
    said: list[str] = []
    _at(desk, data, fetching, lambda _: said.append(desk.nights.full(data).stderr), desk.nights)
    return f"the second: {said[-1].strip().splitlines()[0]}; the first: {told(data)}"


def with_server(do: Callable[[Server], None]) -> Callable[[Desk, Path], str]:
    """Do something to the Prefect server that the night reports to."""

    def fault(desk: Desk, data: Path) -> str:
        with prefect_server(data.parent / "prefect") as server:
            _at(desk, data, fetching, lambda _: do(server), Nights(server.env, desk.nights.sources))
        return told(data)

    return fault


def lock_database(server: Server) -> None:
    """Somebody else writes to Prefect's database, and takes their time."""

    def hold() -> None:
        connection = sqlite3.connect(server.database, isolation_level=None, timeout=60)
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(LOCKED_SECONDS)
        connection.rollback()
        connection.close()

    Thread(target=hold).start()


def machine_restarted(desk: Desk, data: Path) -> str:
    """Every process of ours ends at once: the night, and the server that it reports to."""
    with prefect_server(data.parent / "prefect") as server:

        def stop(night: Popen[str]) -> None:
            server.process.kill()
            end(night)

        _at(desk, data, half_collected, stop, Nights(server.env, desk.nights.sources))
    return "killed, with its server"


def warc_cut_off(desk: Desk, data: Path) -> str:
    """What the disk had not kept of the last record when the machine went down."""
    _at(desk, data, fetching, kill, desk.nights)
    torn = next(data.glob("archive/demo_xiyan/*.warc.gz"))
    with torn.open("r+b") as file:
        file.truncate(torn.stat().st_size - 20)
    return "killed, a file cut off"


def clock_moved_back(desk: Desk, data: Path) -> str:
    """A night was collecting while the clock was ahead, and was killed; then the clock is set right."""
    ahead = now() + AHEAD
    run = Run(f"{ahead.strftime(RUN_TIME)}-0001", "nightly", ahead)
    codes = {division.code for division in load_divisions(data / "divisions.tsv")}
    sources = load_sources(desk.nights.sources, codes)
    with suppress(KeyboardInterrupt), hold(DataDirectory(data), run):
        stage_run(data / "staging", unended_row(Summary(run, due=[source.id for source in sources])))
        for source in sources:
            collect_portal(source, Archive(data / "archive"), run.run_id, clock=lambda: now() + AHEAD)
        raise KeyboardInterrupt
    return f"killed, {AHEAD.days} days ahead"


def silent_source(desk: Desk, data: Path) -> str:
    """A portal takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as silent:
        sources = Path(shutil.copytree(desk.nights.sources, data.parent / "sources"))
        text = (sources / "demo_xiyan.yml").read_text(encoding="utf-8")
        host = desk.portal.base_url.removeprefix("http://")
        said = text.replace(host, f"127.0.0.1:{silent.getsockname()[1]}").replace("id: demo_xiyan", "id: silent")
        (sources / "silent.yml").write_text(said, encoding="utf-8")
        with Nights(desk.nights.env, sources).begun(data) as night:
            night.wait()
    return told(data)


QUICK = (
    Fault("flow killed with a source done", at(half_collected, kill, "killed")),
    Fault("two nightlies at once", second_night),
    Fault("clock moved back", clock_moved_back),
)
"""Those that the tests do, too."""

FAULTS = (
    *QUICK,
    Fault("flow killed while fetching", at(fetching, kill, "killed")),
    Fault("flow killed while extracting", at(extracting, kill, "killed")),
    Fault("flow killed while loading", at(loading, kill, "killed")),
    Fault("flow killed while committing", at(committing, kill, "killed")),
    Fault("flow killed while publishing", at(publishing, kill, "killed")),
    Fault("WARC cut off", warc_cut_off),
    Fault("machine restarted", machine_restarted),
    Fault("Prefect server gone", with_server(lambda server: server.process.kill())),
    Fault("Prefect database locked", with_server(lock_database)),
    Fault("source that never answers", silent_source),
)
