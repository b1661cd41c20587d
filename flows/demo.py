"""The demo's place in a data directory: its portal on an address that stays, its sources, its divisions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources

from demo.portal import Portal
from demo.sources import write_sources
from extract.errors import UsageError
from flows.datadir import DataDirectory


def _portal(data: DataDirectory) -> Portal:
    """The portal on the port of the last demo where that is free: a page's address is what makes it the same page."""
    kept = data.demo / "port"
    try:
        portal = Portal(int(kept.read_text()))
    except (OSError, ValueError):
        portal = Portal()
    kept.write_text(portal.base_url.rpartition(":")[2])
    return portal


@contextmanager
def serving(data: DataDirectory) -> Iterator[str]:
    """Serve the demo portal, with its sources and divisions written to the data directory; gives its address.

    Raises UsageError where the directory holds a collection of real portals: invented figures do not belong there.
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
