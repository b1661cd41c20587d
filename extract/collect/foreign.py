"""WARC files that another program wrote: their pages, one after the other, as far as the file is whole."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from extract.collect.warc import CHUNK, members
from extract.errors import ArchiveError

PAGE_TYPES = ("text/html", "application/xhtml+xml")
"""Answers of these types are pages; the rest of a crawl (styles, images, scripts) is passed over."""

FOUND = "200"

GZIP = b"\x1f\x8b"

VERSION = b"WARC/"
"""What every record begins with."""

CONTENT_LENGTH = re.compile(rb"^content-length\s*:\s*(\d+)\s*$", re.IGNORECASE | re.MULTILINE)

MALFORMED = (ArchiveLoadFailed, AttributeError, StopIteration, TypeError, ValueError)
"""What warcio raises for a record without the headers that it needs, and `datetime` for a wrong date."""

REMEDY = "What is whole was read. Fetch or copy the file again for the rest."


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page of a WARC file: its address, when it was fetched, its type, and its body, unpacked."""

    url: str
    fetched_at: datetime
    content_type: str
    body: bytes


def begins_as_warc(path: Path) -> bool:
    """Whether the file, gzipped or not, begins as a WARC file does, whole or cut off."""
    with path.open("rb") as stream:
        start = stream.read(CHUNK)
    if start.startswith(GZIP):
        try:
            start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, len(VERSION))
        except zlib.error:
            return False
        return VERSION.startswith(start)
    return start.startswith(VERSION)


def foreign_pages(path: Path) -> Iterator[ForeignPage]:
    """Every HTML page that a WARC file, gzipped or not, holds as an answer of status 200.

    Raises ArchiveError, after every whole page before it was yielded, where the file is cut off, damaged or no WARC.
    """
    with path.open("rb") as stream:
        for whole in _records(stream, str(path)):
            try:
                page = _page(whole)
            except MALFORMED as error:
                raise ArchiveError(f"{path}: a record lacks a header, or has a wrong one", REMEDY) from error
            if page:
                yield page


def _page(whole: bytes) -> ForeignPage | None:
    record = next(ArchiveIterator(io.BytesIO(whole)))
    if not _is_page(record):
        return None
    return ForeignPage(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        content_type=record.http_headers.get_header("Content-Type"),
        body=record.content_stream().read(),
    )


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    content_type = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == FOUND and content_type.lower().startswith(PAGE_TYPES)


def _records(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The bytes of every whole record. warcio reads a cut off record as a shorter one, so lengths are held to here."""
    packed = stream.read(len(GZIP)) == GZIP
    stream.seek(0)
    if not packed:
        yield from _framed(stream, name)
        return
    for member in members(stream, name):
        yield from _framed(io.BytesIO(member.data), name)


def _rest_of_head(stream: BinaryIO) -> bytes:
    lines = []
    while (line := stream.readline()).strip():
        lines.append(line)
    return b"".join(lines)


def _framed(stream: BinaryIO, name: str) -> Iterator[bytes]:
    while line := stream.readline():
        if not line.strip():
            continue
        if not line.startswith(VERSION):
            raise ArchiveError(f"{name}: a record begins with {line[:40]!r}", "Is this a WARC file?")
        head = line + _rest_of_head(stream)
        length = CONTENT_LENGTH.search(head)
        block = stream.read(int(length[1])) if length else b""
        if length is None or len(block) < int(length[1]):
            raise ArchiveError(f"{name} is cut off in the middle of a record", REMEDY)
        yield head + b"\r\n" + block + b"\r\n\r\n"
