"""Packed bodies: what they unpack to, in small pieces, and what is wrong with those that do not."""

from __future__ import annotations

import gzip
import os
import zlib

import pytest

from extract.collect.unpack import CHUNK, CutOffError, unpacked
from extract.errors import FetchError

TEXT = "全年收到行政复议申请九件。".encode() * 20_000
NOISE = os.urandom(3 * CHUNK)


def bare_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def pieces(packed: bytes, size: int) -> list[bytes]:
    return [packed[start : start + size] for start in range(0, len(packed), size)]


@pytest.mark.parametrize("size", [1, 1000, 10**7])
@pytest.mark.parametrize(
    ("encoding", "packed", "content"),
    [
        ("gzip", gzip.compress(b"abc"), b"abc"),
        ("x-gzip", gzip.compress(b"abc"), b"abc"),
        ("GZIP, identity", gzip.compress(b"abc"), b"abc"),
        ("gzip", gzip.compress(b"abc") + gzip.compress(b"def"), b"abcdef"),
        ("gzip", gzip.compress(b"abc") + b"\0" * 100, b"abc"),
        ("deflate", zlib.compress(b"abc"), b"abc"),
        ("deflate", bare_deflate(b"abc"), b"abc"),
        ("", b"abc", b"abc"),
        ("utf-8", b"abc", b"abc"),
        ("gzip", b"", b""),
    ],
)
def test_a_body_is_unpacked(encoding: str, packed: bytes, content: bytes, size: int) -> None:
    assert b"".join(unpacked(iter(pieces(packed, size)), encoding)) == content


@pytest.mark.parametrize("content", [TEXT, NOISE, b"\0" * 10**6])
def test_no_piece_is_larger_than_a_chunk(content: bytes) -> None:
    found = list(unpacked(iter(pieces(gzip.compress(content), 10_000)), "gzip"))
    assert b"".join(found) == content
    assert max(map(len, found)) <= CHUNK


@pytest.mark.parametrize(
    ("encoding", "packed", "error", "says"),
    [
        ("gzip", gzip.compress(TEXT)[:-1], CutOffError, "no end"),
        ("deflate", zlib.compress(TEXT)[:100], CutOffError, "no end"),
        ("gzip", b"<html></html>", FetchError, "no gzip stream"),
        ("br", b"abc", FetchError, "did not ask for"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"abc")), FetchError, "did not ask for"),
    ],
)
def test_a_body_that_is_not_what_it_says_is_an_error(
    encoding: str, packed: bytes, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        list(unpacked(iter([packed]), encoding))
