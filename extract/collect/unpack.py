"""The packing of an answer undone piece by piece, so that no bomb is ever unpacked whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from extract.errors import FetchError

ACCEPTED = "gzip, deflate"
"""What we ask for, and all that can be unpacked."""

GZIP = ("gzip", "x-gzip")
DEFLATE = "deflate"

NOT_ASKED = ("br", "zstd", "compress", "x-compress", "dcb", "dcz")
"""Packings that we did not ask for. Any other name (utf-8, none) is a mistake for no packing."""

GZIP_START = b"\x1f"
CHUNK = 1 << 16
"""Bytes unpacked at a time."""

REMEDY = "Open it in a browser: the portal must mend this."


class CutOffError(FetchError):
    """A packed body has no end: the answer was cut off on its way."""


def unpacked(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces of a body unpacked, none larger than `CHUNK`. `encoding` is the Content-Encoding header.

    Raises FetchError for a body that is not packed as its header says, CutOffError where its end is missing.
    """
    names = [name for each in encoding.lower().split(",") if (name := each.strip())]
    packings = [name for name in names if name in (*GZIP, DEFLATE, *NOT_ASKED)]
    if not packings:
        return pieces
    if len(packings) > 1 or packings[0] in NOT_ASKED:
        raise FetchError(f"the answer is packed as {encoding}, which we did not ask for", REMEDY)
    return _inflated(pieces, packings[0])


def _inflated(pieces: Iterator[bytes], packing: str) -> Iterator[bytes]:
    unzip = None
    for piece in filter(None, pieces):
        rest = piece
        while rest:
            # a body of several gzip members is one body; anything else behind the end is padding
            if unzip is None or (unzip.eof and rest.startswith(GZIP_START)):
                unzip = _unzip(packing, rest)
            if unzip.eof:
                break
            yield from _drained(unzip, rest, packing)
            rest = unzip.unused_data
    if unzip is not None and not unzip.eof:
        raise CutOffError(f"the answer is cut off: its {packing} stream has no end", "The next run asks again.")


def _unzip(packing: str, start: bytes) -> zlib._Decompress:
    if packing in GZIP:
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    # some servers send the bare stream, without the head that the name asks for
    return zlib.decompressobj(zlib.MAX_WBITS if start[0] & 0x0F == zlib.DEFLATED else -zlib.MAX_WBITS)


def _drained(unzip: zlib._Decompress, packed: bytes, packing: str) -> Iterator[bytes]:
    """All that these bytes unpack to."""
    while True:
        try:
            piece = unzip.decompress(packed, CHUNK)
        except zlib.error as error:
            raise FetchError(f"the answer is no {packing} stream ({error})", REMEDY) from error
        if piece:
            yield piece
        packed = unzip.unconsumed_tail
        if unzip.eof or (not packed and len(piece) < CHUNK):
            return
