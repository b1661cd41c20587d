"""Pieces of text at their places on pages, and the lines that they make: what .pdf and .ofd have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAME_LINE = 0.4
"""Most that two pieces of one line differ in height, in sizes of the smaller: superscripts stand a third higher."""

WORD_GAP = 0.18
"""Least gap between two Latin words or numbers, in sizes. A space is a quarter; letters touch."""

WIDE_GAP = 0.4
"""Least gap that is a blank beside an ideograph: a blank of half a size is. Latin letters beside ideographs are set a
quarter apart, and a justified line of 27 characters spreads by a tenth each."""

SPACED_SHARE = 0.6
"""From this share of ideographs followed by a blank on, a line is letter-spaced, and its blanks are none."""

SPACED_LENGTH = 6
"""Least ideographs of such a line: 目 录 and names of two characters keep their blank."""

IDEOGRAPH = re.compile(r"[\u3400-\u9fff\u3001-\u3011\uff01-\uff5e]")
BETWEEN_IDEOGRAPHS = re.compile(
    r"(?<=[\u3400-\u9fff\u3001-\u3011\uff01-\uff5e]) (?=[\u3400-\u9fff\u3001-\u3011\uff01-\uff5e])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A character, or a text whose characters stand side by side. All measures are the page's, y grows downwards.

    `base` is the line that it stands on, `size` that of its font.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, upright or level: `left == right` or `top == bottom`."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page."""

    width: float
    height: float
    pieces: Sequence[Piece]
    rules: Sequence[Rule] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is printed. `in_table`: the row of a table, whose cells its text parts."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    in_table: bool = False


def _gap(before: Piece, after: Piece) -> str:
    """A blank where a reader sees one between two neighbours."""
    latin = before.text[-1:].isascii() and after.text[:1].isascii()
    least = WORD_GAP if latin else WIDE_GAP
    return " " if after.left - before.right > least * min(before.size, after.size) else ""


def _even(text: str) -> str:
    """A line's text with one blank for several, and none between the ideographs of a letter-spaced line."""
    text = " ".join(text.split())
    ideographs = len(IDEOGRAPH.findall(text))
    blanks = len(BETWEEN_IDEOGRAPHS.findall(text))
    if ideographs >= SPACED_LENGTH and blanks >= SPACED_SHARE * ideographs:
        return BETWEEN_IDEOGRAPHS.sub("", text)
    return text


def text_of(pieces: Iterable[Piece]) -> str:
    """The text of one line's pieces, from left to right."""
    parts: list[str] = []
    last: Piece | None = None
    for piece in sorted(pieces, key=lambda each: each.left):
        if not piece.text.strip():
            parts.append(" ")
            continue
        parts.append((_gap(last, piece) if last else "") + piece.text)
        last = piece
    return _even("".join(parts))


def lines_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces by the line that they stand on, from above."""
    found: list[list[Piece]] = []
    base = size = 0.0
    for piece in sorted(pieces, key=lambda each: (each.base, each.left)):
        if found and piece.base - base <= SAME_LINE * min(size, piece.size):
            found[-1].append(piece)
        else:
            found.append([piece])
        base, size = piece.base, piece.size
    return found


def row_of(pieces: Sequence[Piece], page: int) -> Row | None:
    """The row that one line's pieces make, None where nothing of them is seen."""
    seen = [piece for piece in pieces if piece.text.strip()]
    if not seen:
        return None
    sizes = sorted(piece.size for piece in seen)
    return Row(
        text_of(pieces),
        min(piece.left for piece in seen),
        max(piece.right for piece in seen),
        max(piece.base for piece in seen),
        sizes[len(sizes) // 2],
        page,
    )
