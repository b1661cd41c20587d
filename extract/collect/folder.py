"""What one source's part of the archive holds, in memory: by identifier, and the last of each address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.collect.payload import read_answer
from extract.collect.warc import Record
from extract.errors import ArchiveError
from extract.records import Snapshot

PAGE, LISTING = "page", "listing"
"""The roles of a report's page and of a page of a listing."""

EVIDENCE = "refused"
"""The role of an answer that is no page: a challenge, an error page, a stub. It is kept to be looked at, and never
read, nor taken for what its address holds."""

REDIRECT = "redirect"
"""The role of an answer that led on to a page; its `parent_url` is where that page stood in the end."""

BELONGING = ("attachment", "part")
"""The roles of answers that a page is read together with."""

VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""Headers of an answer, and those that ask whether it still holds."""


class Folder:
    """The snapshots of a source by identifier, and the last of each address that holds what was asked for."""

    def __init__(self) -> None:
        self.by_id: dict[str, Snapshot] = {}
        self.by_url: dict[str, Snapshot] = {}
        self._apart: dict[str, dict[str, Snapshot]] = {EVIDENCE: {}, REDIRECT: {}}
        self._belonging: dict[str, list[Snapshot]] = {}

    def add(self, snapshot: Snapshot) -> None:
        """Take up a snapshot; one that is as late as the last of its address takes its place.

        A record that refers to itself says nothing, and must not stand before the one that holds the bytes.
        """
        if snapshot.refers_to == snapshot.snapshot_id:
            return
        self.by_id[snapshot.snapshot_id] = snapshot
        if snapshot.role in BELONGING:
            self._belonging.setdefault(snapshot.url, []).append(snapshot)
        last = self._last(snapshot.role)
        known = last.get(snapshot.url)
        if known is None or snapshot.fetched_at >= known.fetched_at:
            last[snapshot.url] = snapshot

    def holder(self, url: str, role: str) -> Snapshot | None:
        """The snapshot that holds the bytes which the address answered last: as evidence, as a redirect, or else."""
        last = self._last(role).get(url)
        return self.by_id.get(last.refers_to or last.snapshot_id) if last else None

    def belonging_at(self, url: str, warc_file: str) -> Snapshot | None:
        """What a page of that WARC file links there: the file's own answer, else the latest of the files before it.

        A run that could not fetch a document again leaves the one before it in force.
        """
        found = self._belonging.get(url, ())
        return max(
            (each for each in found if each.warc_file <= warc_file),
            key=lambda each: (each.warc_file, each.warc_offset),
            default=None,
        )

    def _last(self, role: str) -> dict[str, Snapshot]:
        return self._apart.get(role, self.by_url)


def readable(root: Path, snapshot: Snapshot | None) -> Record | None:
    """The record of a snapshot, or None where there is none or the disk no longer has it whole."""
    if snapshot is None:
        return None
    try:
        return read_answer(root, snapshot)
    except ArchiveError:
        return None


def conditions(root: Path, folder: Folder, url: str) -> dict[str, str]:
    """The headers that ask for an address only if it is no longer what was archived of it last.

    None where the archive lacks its bytes, or their like: those must be had whole.
    """
    original, last = folder.holder(url, ""), folder.by_url.get(url)
    records = [readable(root, each) for each in dict.fromkeys((original, last))]
    return dict(_stated(record for record in records if record)) if all(records) else {}


def _stated(records: Iterator[Record]) -> Iterator[tuple[str, str]]:
    """What the records' answers say of their version; of two the later one counts."""
    for record in records:
        for name, value in record.headers:
            if asks := VALIDATORS.get(name.lower()):
                yield asks, value
