"""What belongs to a page, the documents that it links and its further pages, as the archive has it."""

from __future__ import annotations

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


class Attachments:
    """Looks documents and further pages up for the pages of one WARC file."""

    def __init__(self, archive: Archive, warc: Path) -> None:
        self._archive = archive
        self._folder = archive.folder(warc.parent)
        self._name = f"{warc.parent.name}/{warc.name}"

    def find(self, url: str) -> tuple[Snapshot, bytes] | None:
        """The document's snapshot and bytes: the WARC file's own, else the latest before it, or None."""
        snapshot = self._folder.belonging_at(url, self._name)
        return (snapshot, self._archive.payload(snapshot)) if snapshot else None
