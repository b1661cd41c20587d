"""The demo's place in a data directory: its portal on an address that stays, its sources, its divisions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from demo.portal import Portal
from demo.sources import write_sources
from extract.errors import HeldError, UsageError
from extract.records import stable_id
from flows.datadir import DataDirectory

PORTS = range(18100, 19100)
"""Below the range that systems give to passing connections, so that a demo finds its port again. Each data directory
begins its search elsewhere: two demos on one machine do not take turns on one port."""


def _portal(data: DataDirectory) -> Portal:
    """The portal on the port of the last demo: a page's address is what makes it the same page."""
    kept = data.demo / "port"
    written = kept.read_text().strip() if kept.exists() else ""
    if not written.isdecimal():
        portal = _first_free(int(stable_id(data.root.resolve()), 16))
        kept.write_text(portal.base_url.rpartition(":")[2])
        return portal
    port = int(written)
    try:
        return Portal(port)
    except OSError as error:
        raise HeldError(
            f"port {port}, on which the demo in {data.root} lives, is taken by another program ({error.strerror})",
            "End that program, or start another demo with --data DIR: under another port every page would be new.",
        ) from error


def _first_free(start: int) -> Portal:
    for number in range(len(PORTS)):
        try:
            return Portal(PORTS[(start + number) % len(PORTS)])
        except OSError:
            continue
    return Portal()


@contextmanager
def serving(data: DataDirectory) -> Iterator[str]:
    """Serve the demo portal, with its sources and divisions written to the data directory; gives its address.

    Raises UsageError where the directory holds a collection of real portals: invented figures do not belong there;
    HeldError where the demo's port is taken.
    """
    if data.archive.exists() and not data.demo.exists():
        raise UsageError(
            f"{data.root} holds a collection of its own, which the demo's invented figures would mix with",
            "Give the demo another directory: fazhi demo --data DIR",
        )
    data.demo.mkdir(parents=True, exist_ok=True)
    (data.root / "divisions.tsv").write_text(
        resources.files("demo").joinpath("divisions.tsv").read_text(encoding="utf-8"), encoding="utf-8"
    )
    with _portal(data) as portal:
        write_sources(data.demo / "sources", portal.base_url)
        yield portal.base_url


def refuse_mixture(data: DataDirectory, sources: Path) -> None:
    """Raises UsageError where real portals would be collected into the demo's directory, beside invented figures."""
    if data.demo.exists() and data.demo.resolve() not in sources.resolve().parents:
        raise UsageError(
            f"{data.root} holds the demo, with invented figures",
            "Collect real portals into another directory: fazhi nightly --data DIR",
        )
