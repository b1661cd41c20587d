"""The archive: a WARC file a source and run, append-only, with an index beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from extract.collect.folder import Folder
from extract.collect.index import listed
from extract.collect.payload import read_payload
from extract.collect.warc import REREAD
from extract.collect.writer import ArchiveWriter
from extract.errors import ArchiveError
from extract.records import Snapshot


class Archive:
    """Every answer ever kept, below `root`: `<source_id>/<run_id>.warc.gz`. Safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folders: dict[Path, tuple[object, Folder]] = {}
        self._lock = Lock()

    def writer(self, source_id: str, run_id: str) -> ArchiveWriter:
        """A context manager that archives one source's answers of one run. No file is made before the first answer."""
        return ArchiveWriter(self.root, source_id, run_id, self.folder(self.root / source_id))

    def warc_files(self) -> list[Path]:
        """Every WARC file, by source and run."""
        return sorted(self.root.glob("*/*.warc.gz"))

    def snapshots(self, warc_path: Path) -> Iterator[Snapshot]:
        """The snapshots of one of the archive's WARC files, in order.

        Raises ArchiveError, after every whole record was yielded, where the rest is cut off or damaged.
        """
        found = listed(warc_path, self._name(warc_path))
        yield from found.snapshots
        if found.damage:
            raise ArchiveError(found.damage, REREAD)

    def payload(self, snapshot: Snapshot) -> bytes:
        """The bytes of an answer; those of the snapshot that it refers to for a revisit.

        Raises ArchiveError where the file is missing, damaged, or the archive does not hold what is referred to.
        """
        path = self.root / snapshot.warc_file
        if snapshot.refers_to:
            original = self.folder(path.parent).by_id.get(snapshot.refers_to)
            if original is None or original.refers_to:
                raise ArchiveError(
                    f"{snapshot.warc_file}: the bytes of {snapshot.url} (snapshot {snapshot.refers_to}) are not here",
                    f"Put the source's other WARC files back into {path.parent}.",
                )
            return read_payload(self.root, original)
        return read_payload(self.root, snapshot)

    def latest(self, url: str) -> Snapshot | None:
        """The last snapshot of an address, of whichever source, or None. What was kept as evidence does not count."""
        folders = {path.parent for path in self.warc_files()}
        found = [each for folder in folders if (each := self.folder(folder).by_url.get(url))]
        return max(found, key=lambda snapshot: snapshot.fetched_at, default=None)

    def folder(self, path: Path) -> Folder:
        """What one source's folder holds, read again where a file has come or grown."""
        warcs = sorted(path.glob("*.warc.gz"))
        state = [(warc.name, warc.stat().st_size) for warc in warcs]
        with self._lock:
            known = self._folders.get(path)
            if known is None or known[0] != state:
                folder = Folder()
                for warc in warcs:
                    # a damaged tail is told by `snapshots` to whoever reads that file
                    for snapshot in listed(warc, self._name(warc)).snapshots:
                        folder.add(snapshot)
                known = self._folders[path] = (state, folder)
            return known[1]

    def _name(self, warc: Path) -> str:
        return f"{warc.parent.name}/{warc.name}"
