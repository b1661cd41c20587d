"""Bodies as arrays of numbers: pairs of neighbouring letters for search, runs of 13 characters for text reuse.

Integer arithmetic of our own and no hash of a library, so that an index made by one version suits the next.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

GRAM = 13
"""Characters of a run that two texts may share: the usual length where the reuse of Chinese text is measured."""

LETTERS = ((0x30, 0x39), (0x61, 0x7A), (0xC0, 0x1FFF), (0x3005, 0x3007), (0x3040, 0xFEFF), (0x10000, 0x10FFFF))
"""Code points that count as letters once folded: digits, Latin and other scripts, 々〆〇, Chinese. Punctuation is a
quarter of all pairs and tells no text from another. views/14_search.sql says the same in SQL."""

_WIDE, _WIDE_BY = (0xFF01, 0xFF5E), 0xFEE0
_CAPITAL, _CAPITAL_BY = (0x41, 0x5A), 0x20

_BASE = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
"""Two odd numbers of the usual kind (2^64 divided by the golden ratio; a multiplier of SplitMix64)."""


def squeezed(text: str) -> str:
    """A text without its white space, of whatever width."""
    return "".join(text.split())


def _number(value: int, kind: pa.DataType) -> pa.Scalar:
    return pa.scalar(value, kind)


def _within(points: pa.Array, first: int, last: int) -> pa.Array:
    kind = points.type
    return pc.and_(pc.greater_equal(points, _number(first, kind)), pc.less_equal(points, _number(last, kind)))


def code_points(texts: Iterable[str]) -> pa.Array:
    """The code points of texts, uint32, each text followed by a 0."""
    encoded = "".join(text + "\0" for text in texts).encode("utf-32-le")
    return pa.Array.from_buffers(pa.uint32(), len(encoded) // 4, [None, pa.py_buffer(encoded)])


def _folded(points: pa.Array) -> pa.Array:
    """Full-width forms as narrow ones, capitals as small ones."""
    kind = points.type
    narrow = pc.if_else(_within(points, *_WIDE), pc.subtract(points, _number(_WIDE_BY, kind)), points)
    return pc.if_else(_within(narrow, *_CAPITAL), pc.add(narrow, _number(_CAPITAL_BY, kind)), narrow)


def bigrams(points: pa.Array) -> pa.Array:
    """The pair that begins at each point, uint32: a letter's 16 bits, then its neighbour's, 0 where that is none.

    Pairs that no letter begins are below 65,536. Letters of higher planes share numbers with others: a pair finds
    candidates, the text confirms them.
    """
    kind = points.type
    points = _folded(points)
    letter = _within(points, *LETTERS[0])
    for first, last in LETTERS[1:]:
        letter = pc.or_(letter, _within(points, first, last))
    low = pc.bit_wise_and(pc.bit_wise_xor(points, pc.shift_right(points, _number(16, kind))), _number(0xFFFF, kind))
    low = pc.if_else(letter, low, _number(0, kind))
    following = pa.concat_arrays([low.slice(1), pa.array([0], kind)])
    return pc.bit_wise_or(pc.shift_left(low, _number(16, kind)), following)


def gram_hashes(points: pa.Array) -> pa.Array:
    """A number for the `GRAM` characters from each point on, uint32, evenly spread; 0 where the array ends before."""
    kind = pa.uint64()
    if len(points) < GRAM:
        return pa.array([0] * len(points), pa.uint32())
    one = points.cast(kind)
    two = _joined(one, 1, one, 1)
    four = _joined(two, 2, two, 2)
    eight = _joined(four, 4, four, 4)
    twelve = _joined(eight, 8, four, 4)
    whole = _joined(twelve, 12, one, 1)
    mixed = pc.bit_wise_xor(whole, pc.shift_right(whole, _number(32, kind)))
    mixed = pc.multiply(mixed, _number(_MIX, kind))
    mixed = pc.shift_right(pc.bit_wise_xor(mixed, pc.shift_right(mixed, _number(29, kind))), _number(32, kind))
    hashes = pc.bit_wise_and(mixed, _number(0xFFFFFFFF, kind)).cast(pa.uint32())
    return pa.concat_arrays([hashes, pa.array([0] * (len(points) - len(hashes)), pa.uint32())])


def _joined(left: pa.Array, left_length: int, right: pa.Array, right_length: int) -> pa.Array:
    """Hashes of runs from those of their two parts, modulo 2^64."""
    behind = right.slice(left_length)
    power = _number(pow(_BASE, right_length, 1 << 64), pa.uint64())
    return pc.add(pc.multiply(left.slice(0, len(behind)), power), behind)
