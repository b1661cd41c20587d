"""Writing to the archive: one source's answers of one run, each on the disk before the next is asked for."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TextIO

from extract.collect.folder import Folder, conditions, readable
from extract.collect.index import index_path, line_of
from extract.collect.warc import UNCHANGED, Record, in_ascii, record_bytes, snapshot_id
from extract.errors import ArchiveError
from extract.records import Snapshot


class ArchiveWriter:
    """Appends one source's answers of one run. Counts new bodies and revisits."""

    def __init__(self, root: Path, source_id: str, run_id: str, known: Folder) -> None:
        self._root = root
        self._place = (source_id, run_id)
        self._known = Folder()
        for snapshot in known.by_id.values():
            self._known.add(snapshot)
        self._files: tuple[BinaryIO, TextIO] | None = None
        self._name = ""
        self._size = 0
        self.new_bodies = 0
        self.revisits = 0

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in self._files or ():
            stream.close()

    def conditions(self, url: str) -> dict[str, str]:
        """The headers that ask for an address only if it has changed; none where its bytes must be had whole."""
        return conditions(self._root, self._known, url)

    def held(self, url: str) -> Record | None:
        """The bytes that the address answered last, or None where the disk does not have them whole."""
        return readable(self._root, self._known.holder(url, ""))

    def add(
        self,
        *,
        url: str,
        role: str,
        fetched_at: datetime,
        status: int,
        reason: str,
        headers: Sequence[tuple[str, str]],
        body: bytes,
        parent_url: str | None = None,
        title_listed: str | None = None,
        published_listed: date | None = None,
    ) -> Snapshot:
        """Archive an answer and return where it stands; it is on the disk when this returns.

        `fetched_at` is aware and in UTC, `body` is decoded; for an answer of status 304 it is the one that the portal
        says to hold still. The same bytes as the address's last ones become a revisit, unless those can no longer be
        read; the same answer handed in twice is archived once. Raises ArchiveError where the file cannot be written;
        what was archived before stays whole.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        identifier = snapshot_id(url, fetched_at, sha256)
        if same := self._known.by_id.get(identifier):
            self.revisits += 1
            return same
        original = self._original(url, role, sha256)
        stated = next((in_ascii(value) for name, value in headers if name.lower() == "content-type"), "")
        draft = Snapshot(
            snapshot_id=identifier,
            source_id=self._place[0],
            run_id=self._place[1],
            url=url,
            role=role,
            fetched_at=fetched_at,
            status=status,
            content_type=original.content_type if original and status == UNCHANGED else stated,
            sha256=sha256,
            size=len(body),
            warc_file="",
            warc_offset=self._size,
            warc_length=0,
            refers_to=original.snapshot_id if original else None,
            parent_url=parent_url,
            title_listed=title_listed,
            published_listed=published_listed,
        )
        return self._write(draft, record_bytes(draft, reason, headers, body, original))

    def _original(self, url: str, role: str, sha256: str) -> Snapshot | None:
        """The holder of these bytes, if the disk still has them: a revisit of damaged bytes would lose the page."""
        holder = self._known.holder(url, role)
        return holder if holder and holder.sha256 == sha256 and readable(self._root, holder) else None

    def _write(self, draft: Snapshot, data: bytes) -> Snapshot:
        try:
            stream, index = self._files or self._open()
            self._append(stream, data)
            snapshot = replace(draft, warc_file=self._name, warc_length=len(data))
            index.write(line_of(snapshot))
            index.flush()
        except OSError as error:
            raise ArchiveError(
                f"{self._root / (self._name or self._place[0])} cannot be written ({error.strerror})",
                "Make room on its disk or mend its permissions; the next run fetches again what is missing.",
            ) from error
        self._size += len(data)
        self._known.add(snapshot)
        self.revisits += snapshot.refers_to is not None
        self.new_bodies += snapshot.refers_to is None
        return snapshot

    def _open(self) -> tuple[BinaryIO, TextIO]:
        """A new WARC file of this run. A run that is tried again gets a second one: no file is ever opened twice."""
        source_id, run_id = self._place
        folder = self._root / source_id
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while (path := folder / f"{run_id}{f'-{number}' if number > 1 else ''}.warc.gz").exists():
            number += 1
        self._name = path.relative_to(self._root).as_posix()
        stream = path.open("xb", buffering=0)
        fcntl.flock(stream, fcntl.LOCK_EX)
        self._files = (stream, index_path(path).open("w", encoding="utf-8"))
        return self._files

    def _append(self, stream: BinaryIO, data: bytes) -> None:
        """Write a record whole and bring it to the disk; what a full disk took of it is cut off again."""
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[stream.write(rest) :]
            os.fsync(stream.fileno())
        except OSError:
            stream.truncate(self._size)
            raise
