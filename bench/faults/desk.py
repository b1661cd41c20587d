"""What every fault is done to, and what is asked of it afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from bench.faults.nights import Nights, copy_of, first_release
from bench.faults.rows import Rows, ask, broken_records, public_rows, unlike
from bench.faults.server import prefect_server
from demo.portal import Portal
from demo.sources import write_sources


@dataclass(frozen=True, slots=True)
class Desk:
    """The demo portal, nights over it, a data directory with a release of two of its three sources, and what a night
    ends with that nothing disturbs."""

    portal: Portal
    nights: Nights
    begun: Path
    wanted: Rows
    scratch: Path

    def fresh(self, data: Path) -> None:
        """Put a data directory back to where every fault begins."""
        shutil.rmtree(data, ignore_errors=True)
        copy_of(self.begun, data.parent)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to a night over a data directory; it says in a few words what the night came to. `disk` is where the
    directory stands."""

    name: str
    do: Callable[[Desk, Path], str]
    disk: Callable[[Path], AbstractContextManager[None]] = lambda _: nullcontext()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it. `is_good`: the release was readable throughout, the next night was ok and has the rows of one
    that nothing disturbed."""

    fault: str
    night: str
    archive: str
    release: str
    following: str
    rows: str
    is_good: bool


@contextmanager
def desk(scratch: Path) -> Iterator[Desk]:
    """Everything that faults need, in a directory of its own."""
    with prefect_server(scratch / "prefect") as server, Portal() as portal:
        sources = scratch / "sources"
        write_sources(sources, portal.base_url)
        nights = Nights(server.env, sources)
        begun = first_release(nights, scratch / "begun")
        data = copy_of(begun, scratch / "undisturbed")
        done = nights.full(data)
        if done.returncode:
            raise RuntimeError(done.stderr)
        yield Desk(portal, nights, begun, public_rows(data), scratch)


def outcome_of(fault: Fault, at: Desk) -> Outcome:
    """Do a fault to a night, look at what it left, and run the next night."""
    place = at.scratch / fault.name.replace(" ", "-")
    place.mkdir()
    with fault.disk(place):
        data = copy_of(at.begun, place)
        night = fault.do(at, data)
        at.portal.delay = 0.0
        whole, cut = broken_records(data)
        before = ask(data, "SELECT count(*) FROM report")[0][0]
        done = at.nights.full(data)
        others = unlike(public_rows(data), at.wanted)
        last = (data / "releases" / "latest").resolve().name
        state = ask(data, f"SELECT state FROM run WHERE run_id = '{last}'")[0][0]  # noqa: S608
    return Outcome(
        fault=fault.name,
        night=night,
        archive=f"{whole} records whole" + (f", {len(cut)} files cut off" if cut else ""),
        release=f"readable, {before} reports",
        following="ok" if done.returncode == 0 else _last_line(done.stderr),
        rows="equal" if not others else ", ".join(others),
        is_good=done.returncode == 0 and state == "ok" and not others,
    )


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no word"])[-1]
