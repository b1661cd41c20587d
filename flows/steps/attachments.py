"""What belongs to a page, the documents that it links and its further pages, as the archive has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.collect.archive import Archive
from extract.errors import ArchiveError
from extract.records import Snapshot


def whole_snapshots(archive: Archive, warc: Path) -> tuple[list[Snapshot], ArchiveError | None]:
    """The snapshots of every whole record, and the error that says where the file is cut off."""
    snapshots: list[Snapshot] = []
    try:
        for snapshot in archive.snapshots(warc):
            snapshots.append(snapshot)  # noqa: PERF402 - what came before the error is kept
    except ArchiveError as error:
        return snapshots, error
    return snapshots, None


BELONGING = ("attachment", "part")
"""The roles of snapshots that a page is read together with."""


class Attachments:
    """Looks documents and further pages up for the pages of one WARC file."""

    def __init__(self, archive: Archive, warc: Path, snapshots: Iterable[Snapshot]) -> None:
        self._archive = archive
        self._warc = warc
        self._here = {snapshot.url: snapshot for snapshot in snapshots if snapshot.role in BELONGING}

    def find(self, url: str) -> tuple[Snapshot, bytes] | None:
        """The document's snapshot and bytes: the WARC file's own, else the latest before it, or None."""
        snapshot = self._here.get(url) or next(self._earlier(url), None)
        return (snapshot, self._archive.payload(snapshot)) if snapshot else None

    def _earlier(self, url: str) -> Iterator[Snapshot]:
        """From the newest: a run that could not fetch the document again leaves the one before it in force."""
        siblings = sorted(self._warc.parent.glob("*.warc.gz"), reverse=True)
        for warc in siblings[siblings.index(self._warc) + 1 :]:
            snapshots, _ = whole_snapshots(self._archive, warc)
            yield from (s for s in snapshots if s.url == url and s.role in BELONGING)
