"""Hits: where the words of a search stand in a text, as the warehouse's macro `search` finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NARROW = {point: point - 0xFEE0 for point in range(0xFF01, 0xFF5F)}
"""Full-width letters, digits and signs to their narrow forms."""


def hits(text: str, words: str) -> Iterator[tuple[int, int]]:
    """The half-open spans of the words, which white space parts, in the order of the text; they never overlap.

    White space inside a word is passed over; full-width forms and capitals are what their narrow and small forms are.
    """
    patterns = sorted((r"\s*".join(map(re.escape, _folded(word))) for word in words.split()), key=len, reverse=True)
    if patterns:
        yield from (hit.span() for hit in re.finditer("|".join(patterns), _folded(text)))


def pieces(text: str, words: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the words."""
    found: list[tuple[str, bool]] = []
    done = 0
    for start, end in hits(text, words):
        found += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [(piece, is_hit) for piece, is_hit in [*found, (text[done:], False)] if piece]


def _folded(words: str) -> str:
    """Letter for letter, so that places in it are places in `words`."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in words.translate(_NARROW))
