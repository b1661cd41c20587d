"""A line of a page: what stands between two breaks, with what the page's markup says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extract.folding import nfkc

CELL = "\x1e"
"""Between two cells of a table's row."""
SEAM = "\x1f"
"""Where an inline element begins or ends. It separates labels from values; in running text it is nothing."""

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
WRAP = re.compile(f"(?<![ \t\r\f{SEAM}])[ \t\r\f{SEAM}]*\n[ \t\r\n\f{SEAM}]*")
"""A line break of the source: a space between two words of ASCII, nothing beside an ideograph."""
WRAP_BETWEEN_WORDS = re.compile(f"(?<=[A-Za-z0-9]){WRAP.pattern}(?=[A-Za-z0-9])")

LINKED_SHARE = 0.5
"""From this share of linked characters on, a line is a link. A law that a sentence links is less than half of it."""

SENTENCE_LENGTH = 15
LIST_LENGTH = 40
"""Least characters of a prose line that ends a sentence, or that only has commas. Menus and footers have neither."""

SENTENCE_END = re.compile("[。！？；]|[;!?](?!\\w)")
COMMA = re.compile("[，、,]")
MARKED = re.compile(
    r"(?:第[一二三四五六七八九十百]+[章节部编]分?|[一二三四五六七八九十]{1,3}[、.．,，]|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|[1-9]\d?[.．、](?!\d)|[一二三四五六七八九十]是)"
)
"""The mark that a report's heading or numbered paragraph begins with."""
NUMBERED = re.compile(
    r"第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]"
)


@dataclass(frozen=True, slots=True)
class Row:
    """That a line is a row of a data table: the table's number on its page, columns and rows that each cell covers."""

    table: int
    spans: tuple[tuple[int, int], ...]


class Line(NamedTuple):
    """`text` is folded: white space runs are one space, none at the ends, cells are parted by a tab.

    `raw` keeps `CELL` and `SEAM` between them; `linked` counts the characters that stand in links.
    """

    text: str
    raw: str
    linked: int = 0
    row: Row | None = None


def fold(raw: str) -> str:
    """Text as a reader sees it: no seams, one space for a run of white space, a tab between cells that hold any."""
    raw = raw.replace(SEAM, "")
    if CELL not in raw:
        return " ".join(raw.split())
    return "\t".join(filter(None, (" ".join(cell.split()) for cell in raw.split(CELL))))


def line(raw: str, linked: int = 0, row: Row | None = None) -> Line:
    """A line of markup's text (`raw` may hold CELL, SEAM and line breaks of the source)."""
    raw = INVISIBLE.sub("", raw)
    if "\n" in raw:
        raw = WRAP.sub(SEAM, WRAP_BETWEEN_WORDS.sub(" ", raw))
    return Line(fold(raw), raw, linked, row)


def lines_of_text(text: str) -> list[Line]:
    """The lines of a plain text that are not empty; a tab is the border of a cell, as browsers copy tables."""
    read = (line(row.strip().replace("\t", CELL)) for row in text.splitlines())
    return [each for each in read if each.text]


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Text to compare: NFKC, lower case, without white space."""
    return "".join(nfkc(text).lower().split())


def is_link(line: Line) -> bool:
    """Whether most of it stands in links."""
    return line.linked >= LINKED_SHARE * len(line.text)


def is_prose(line: Line) -> bool:
    """Whether it reads like a sentence of running text."""
    text = line.text
    if len(text) < SENTENCE_LENGTH or is_link(line):
        return False
    return bool(SENTENCE_END.search(text)) or (len(text) >= LIST_LENGTH and len(COMMA.findall(text)) > 1)


def is_marked(line: Line) -> bool:
    """Whether it begins with the mark of a heading (一、 （一） 1. 一是) and is no link."""
    return bool(MARKED.match(line.text)) and not is_link(line)


def is_numbered(line: Line) -> bool:
    """Whether it begins with a number in words, as a document's headings and articles do, and is no link."""
    return bool(NUMBERED.match(line.text)) and not is_link(line)


def joined(lines: Iterable[Line]) -> str:
    """The texts of lines as one, for comparison."""
    return squeeze("".join(each.text for each in lines))
