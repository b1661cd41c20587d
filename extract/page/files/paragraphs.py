"""Printed lines to the paragraphs that a reader sees: by indents, short last lines, sizes, gaps and heading marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.page.files.grid import rows_of
from extract.page.files.margins import without_margins
from extract.page.files.placed import Page, Row
from extract.page.lines import Line, is_marked, line

INDENT = 1.0
"""Least indent of a first line, in sizes: two ideographs is the rule, letters of a narrow blank are less than one."""

SIZE_STEP = 1.12
"""Least ratio of two sizes that are two: a title of 22 points stands over a text of 16, 三号 (16) over 四号 (14)."""

WIDE_PITCH = 1.4
"""From this many times the usual distance of two lines on, a paragraph ends between them: taller letters push single
lines apart by less, a blank half line is more."""

COMMON = 0.1
"""Least share of the lines that begin at the text's left side, or reach its right one."""

MANY_LINES = 20
"""From so many lines on, one that stands out alone is a note or a stamp; of a few, it shows the text's side."""

ROUNDED = 4.0
"""Points within which sides are the same: a justified line ends within a quarter of a character."""

FIRST_WORD = re.compile(
    r"[+＋（(〔［【《〈“‘「]*(?:[A-Za-z0-9.%,:/-]+|.)(?:[，。、；：！？）)〕］】》〉”’」%]+[A-Za-z0-9]*)?"
)
"""What of a line moves to the next as one: a word, a number, a character with the marks that must not begin or end a
line."""

HEADING = re.compile(
    r"第[一二三四五六七八九十]+[章节部编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
)
"""The marks that hardly stand inside a paragraph. Those of is_marked do: 1. and 一是 follow on a sentence's end."""

ENDS_SENTENCE = re.compile(r"[。！？；：.!?;:][”’）)》]*$")

LEADERS = re.compile(r"(?:[.．·…‥]\s?){4,}\s*[-—]?\s*[\dIVXivx]{1,4}\s*[-—]?$")
CONTENTS = re.compile(r"目\s*[录錄次]")
"""An entry of a table of contents, and its heading."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A document's left and right side, the usual distance of its lines, and whether indents or gaps show where its
    paragraphs begin."""

    left: float
    right: float
    pitch: float
    shows_begins: bool


def _side(values: Iterable[float], *, left: bool) -> float:
    """The outermost place at which lines commonly begin or end."""
    counts = Counter(round(value / ROUNDED) for value in values)
    least = COMMON * counts.total() if counts.total() >= MANY_LINES else 1
    common = [place for place, count in counts.items() if count + counts[place + 1] + counts[place - 1] >= least]
    places = common or list(counts)
    return (min(places) if left else max(places)) * ROUNDED


def _shape(rows: Sequence[Row]) -> _Shape:
    printed = [row for row in rows if not row.in_table]
    pitches = [
        after.base - before.base
        for before, after in pairwise(rows)
        if before.page == after.page and not (before.in_table or after.in_table)
    ]
    pitch = median(pitches) if pitches else 0.0
    left = _side((row.left for row in printed), left=True)
    indented = sum(row.left - left > INDENT * row.size for row in printed)
    return _Shape(
        left,
        _side((row.right for row in printed), left=False),
        pitch,
        max(indented, sum(each > WIDE_PITCH * pitch for each in pitches)) >= COMMON * len(printed),
    )


def _is_short(row: Row, after: Row, shape: _Shape) -> bool:
    """Whether a line ends although the next one's first word had room."""
    word = FIRST_WORD.match(after.text)
    width = sum(0.55 if character.isascii() else 1.0 for character in word[0]) if word else 1.0
    return shape.right - row.right > (width + 0.6) * row.size


def _begins(before: Row, row: Row, shape: _Shape) -> bool:
    """Whether a paragraph begins with a line."""
    if before.in_table or row.in_table or max(before.size, row.size) > SIZE_STEP * min(before.size, row.size):
        return True
    if before.page == row.page and row.base - before.base > WIDE_PITCH * max(shape.pitch, row.size):
        return True
    if row.left - shape.left > INDENT * row.size or _is_short(before, row, shape):
        return True
    if shape.shows_begins:
        return False
    return bool(HEADING.match(row.text)) or (is_marked(line(row.text)) and bool(ENDS_SENTENCE.search(before.text)))


def _joined(before: str, after: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if latin else before + after


def _is_contents(row: Row) -> bool:
    return bool(LEADERS.search(row.text) or CONTENTS.fullmatch(row.text))


def paragraphs(pages: Sequence[Page]) -> list[Line]:
    """The lines that a reader sees on pages: paragraphs whole, over the ends of pages too, and rows of tables.

    Page numbers, running heads and tables of contents are left out.
    """
    rows = without_margins([rows_of(page, number) for number, page in enumerate(pages)], pages)
    rows = [row for row in rows if not _is_contents(row)]
    if not rows:
        return []
    shape = _shape(rows)
    texts = [rows[0].text]
    for before, row in pairwise(rows):
        if _begins(before, row, shape):
            texts.append(row.text)
        else:
            texts[-1] = _joined(texts[-1], row.text)
    return [each for each in map(line, texts) if each.text]
