"""What the packed streams of a .pdf grow to, measured before PDFium unpacks them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from extract.errors import PageError
from extract.page.files.bounds import BY_HAND

STREAM = re.compile(rb"(?<!end)stream\r?\n")
TWICE = re.compile(rb"/FlateDecode\s*/FlateDecode")
"""Packed twice: no program that makes documents does so, and it may grow a million times."""

HEAD = 600
"""Bytes before a stream in which its dictionary stands."""
MATERIAL = re.compile(rb"/Image\b|/Length1\b|/FontFile|/CIDFontType0C|/Type1C|/OpenType|/CMap\b")
"""What the dictionaries of pictures and fonts say: PDFium unpacks those only to draw."""

STREAMS_MAX = 20_000
"""Most streams of a file: a page has one to three, and a picture or two."""

CONTENT_LIMIT = 30_000_000
"""Most bytes of all streams that are read for text. A page of text has 50 KB. Of drawing, 280 MB took PDFium 27 s and
5 GB of memory, 42 MB 3 s."""

CHUNK = 1 << 16


def _unpacked(content: bytes, at: int, most: int) -> int:
    """How many bytes the deflated stream at a place unpacks to, counted up to `most`; 0 where it is not deflated."""
    head = content[at : at + 2]
    if len(head) < 2 or head[0] & 0x0F != 8 or int.from_bytes(head) % 31:
        return 0
    packed, size = zlib.decompressobj(), 0
    data = b""
    try:
        while not packed.eof and size <= most:
            data = packed.unconsumed_tail or content[at : at + CHUNK]
            at += 0 if packed.unconsumed_tail else CHUNK
            if not data:
                break
            size += len(packed.decompress(data, CHUNK * 16))
    except zlib.error:
        pass  # what is left of a damaged stream is PDFium's to judge; it grew to this
    return size


def _contents(content: bytes) -> Iterator[int]:
    """The places of the streams that are neither pictures nor fonts."""
    for match in STREAM.finditer(content):
        head = content[max(0, match.start() - HEAD) : match.start()].rpartition(b" obj")[2]
        if not MATERIAL.search(head):
            yield match.end()


def refuse_swollen(content: bytes, name: str) -> None:
    """Raises PageError for a .pdf whose streams of text and drawing unpack beyond all measure."""
    if TWICE.search(content) or content.count(b"endstream") > STREAMS_MAX:
        raise PageError(f"{name}: a .pdf with streams such as no document has: refused", BY_HAND)
    size = 0
    for at in _contents(content):
        size += _unpacked(content, at, CONTENT_LIMIT)
        if size > CONTENT_LIMIT:
            raise PageError(f"{name}: its streams unpack to more than {CONTENT_LIMIT:,} bytes: refused", BY_HAND)
