"""A small disk: a file system in memory, which another program fills at a moment of the night."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.desk import Desk, Fault
from bench.faults.moments import Moment, extracting, fetching, loading, publishing
from bench.faults.nights import ATTEMPTS

SIZE = 256 << 20
"""Bytes: room for a release and what every step is to find free."""

SLOW = 0.05
"""Seconds before each answer of the portal, so that fetching lasts long enough to be met."""

LITTLE = 20 << 20
"""Bytes left, fewer than a step is to find free."""

CHUNK = bytes(1 << 20)

OURS = ("fazhi nightly:", "nightly 2")
"""How the night's own last words begin: what ended it, or its headline. Prefect's log stands between them."""

WORDS = 240
"""Characters of them that a cell of the table bears."""


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """Mount it at a directory. Needs the right to mount."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(file: Path, leave: int = 0) -> None:
    """Fill the disk with a file until that many bytes are left."""
    with file.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(CHUNK)
        except OSError:
            stream.truncate(max(0, stream.tell() - leave))


def filled_at(moment: Moment) -> Callable[[Desk, Path], str]:
    """The disk fills at a moment; before the next night somebody makes room."""

    def do(desk: Desk, data: Path) -> str:
        ballast = data.parent / "ballast"
        for _ in range(ATTEMPTS):
            desk.portal.delay = SLOW
            desk.fresh(data)
            if desk.nights.caught(data, moment, lambda _: fill(ballast)):
                ballast.unlink()
                return told(data)
        raise RuntimeError(f"no night was caught {moment.__name__}")

    return do


def little_left(desk: Desk, data: Path) -> str:
    """The night finds less free than its first step may need."""
    ballast = data.parent / "ballast"
    fill(ballast, LITTLE)
    with desk.nights.begun(data) as night:
        night.wait()
    ballast.unlink()
    return told(data)


def told(data: Path) -> str:
    """What the night said last on its two streams, without its paths."""
    lines = (data.parent / "night.log").read_text(encoding="utf-8").replace(f"{data}/", "").strip().splitlines()
    said = (
        [line for line in lines if line.startswith("fazhi nightly:")] or lines[-1:] or ["nothing: no room for a word"]
    )
    return said[-1]


FAULTS = (
    Fault("disk too full to begin", little_left, small_disk),
    Fault("disk full while fetching", filled_at(fetching), small_disk),
    Fault("disk full while extracting", filled_at(extracting), small_disk),
    Fault("disk full while loading", filled_at(loading), small_disk),
    Fault("disk full while publishing", filled_at(publishing), small_disk),
)
