"""Styles and automatic lists of Word's binary format ([MS-DOC]: STSH, PlfLst, PlfLfo)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from struct import error as StructError  # noqa: N812 - an error's name
from struct import unpack_from

from extract.page.files.numbering import Counters, Level, List
from extract.page.files.sprms import P_ILFO, P_ILVL, P_ISTD, Properties, number, properties

WAYS = {
    0x00: "decimal",
    0x01: "upperRoman",
    0x02: "lowerRoman",
    0x03: "upperLetter",
    0x04: "lowerLetter",
    0x0A: "ideographDigital",
    0x0B: "japaneseCounting",
    0x0E: "decimalFullWidth",
    0x11: "japaneseDigitalTenThousand",
    0x12: "decimalEnclosedCircle",
    0x13: "decimalFullWidth2",
    0x16: "decimalZero",
    0x17: "bullet",
    0x1A: "decimalEnclosedFullstop",
    0x1B: "decimalEnclosedParen",
    0x1C: "decimalEnclosedCircleChinese",
    0x1D: "ideographEnclosedCircle",
    0x1E: "ideographTraditional",
    0x1F: "ideographZodiac",
    0x21: "taiwaneseCounting",
    0x22: "ideographLegalTraditional",
    0x23: "taiwaneseCountingThousand",
    0x24: "taiwaneseDigital",
    0x25: "chineseCounting",
    0x26: "chineseLegalSimplified",
    0x27: "chineseCountingThousand",
    0x28: "ideographDigital",
    0xFF: "none",
}
"""OOXML's names of the ways of counting (MSONFC)."""

LEVELS = 9
LIST_BYTES, LEVEL_BYTES, OVERRIDE_BYTES = 28, 28, 16
LEGAL, NO_RESTART = 0x04, 0x08
HAS_START, HAS_LEVEL = 0x10, 0x20
LAST_LIST = 0x07FE
"""The largest number of a list; what is above means that the paragraph is in none."""

PARAGRAPH_STYLE = 1
NO_STYLE = 0x0FFF
STYLES_DEEP = 20
CONTENTS = range(19, 28)
"""The built-in styles of tables of contents (toc 1 to toc 9)."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the number of the built-in one that it is, the style that it builds on, its paragraph properties."""

    built_in: int
    base: int
    found: Properties


def read_styles(table: bytes) -> list[Style | None]:
    """The styles of an STSH by number; as far as it can be read."""
    styles: list[Style | None] = []
    try:
        (size,) = unpack_from("<H", table)
        count, base_size = unpack_from("<HH", table, 2)
        at = 2 + size
        for _ in range(count):
            (length,) = unpack_from("<H", table, at)
            styles.append(_style(table[at + 2 : at + 2 + length], base_size) if length else None)
            at += 2 + length
    except StructError:
        pass  # a table that breaks off has the styles before
    return styles


def _style(data: bytes, base_size: int) -> Style | None:
    built_in, base = unpack_from("<HH", data)
    if base & 0xF != PARAGRAPH_STYLE:
        return Style(built_in & 0xFFF, base >> 4, {})
    (letters,) = unpack_from("<H", data, base_size)
    at = base_size + 2 + 2 * letters + 2
    at += at % 2
    (length,) = unpack_from("<H", data, at)
    return Style(built_in & 0xFFF, base >> 4, properties(data[at + 4 : at + 2 + length]))


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """A level, and where the next begins."""
    start, way, flags = unpack_from("<iBB", data, at)
    follows, characters, paragraphs, restart = data[at + 15], data[at + 24], data[at + 25], data[at + 26]
    at += LEVEL_BYTES + characters + paragraphs
    (letters,) = unpack_from("<H", data, at)
    text = data[at + 2 : at + 2 + 2 * letters].decode("utf-16-le", "replace")
    shown = "".join(f"%{ord(each) + 1}" if ord(each) < LEVELS else each for each in text)
    level = Level(
        WAYS.get(way, "decimal"),
        shown,
        max(0, start),
        restart if flags & NO_RESTART else None,
        bool(flags & LEGAL),
        follows == 1,
    )
    return level, at + 2 + 2 * letters


def read_lists(stream: bytes, place: int, length: int) -> dict[int, dict[int, Level]]:
    """The levels of every list by the list's id; they stand behind the table at `place`."""
    lists: dict[int, dict[int, Level]] = {}
    if not length:
        return lists
    try:
        (count,) = unpack_from("<H", stream, place)
        at = place + 2 + LIST_BYTES * count
        for each in range(count):
            row = place + 2 + LIST_BYTES * each
            (list_id,) = unpack_from("<i", stream, row)
            levels: dict[int, Level] = {}
            for level in range(1 if stream[row + 26] & 1 else LEVELS):
                levels[level], at = _level(stream, at)
            lists[list_id] = levels
    except (StructError, IndexError):
        pass  # a table that breaks off has the lists before
    return lists


def read_overrides(data: bytes, lists: Mapping[int, Mapping[int, Level]]) -> list[List]:
    """The lists as paragraphs name them, by number from 1: those of `read_lists` with what each has for itself."""
    found: list[List] = []
    try:
        (count,) = unpack_from("<I", data) if data else (0,)
        at = 4 + OVERRIDE_BYTES * count
        for each in range(count):
            row = 4 + OVERRIDE_BYTES * each
            (list_id,) = unpack_from("<i", data, row)
            at += 4
            levels, starts = dict(lists.get(list_id, {})), {}
            for _ in range(data[row + 12]):
                start, flags = unpack_from("<iI", data, at)
                level, at = flags & 0xF, at + 8
                if flags & HAS_LEVEL:
                    levels[level], at = _level(data, at)
                elif flags & HAS_START:
                    starts[level] = start
                    levels[level] = replace(levels[level], start=start)
            found.append(List(str(each), str(list_id), levels, starts))
    except (StructError, IndexError, KeyError):
        pass  # a table that breaks off has the lists before
    return found


class DocLists:
    """The lists of one document. `mark` must be asked for every paragraph, in the document's order."""

    def __init__(self, styles: list[Style | None], lists: list[List]) -> None:
        self._styles = styles
        self._lists = lists
        self._counters = Counters()

    def mark(self, style: int, own: Properties) -> str:
        """What Word shows before a paragraph, empty where it shows nothing."""
        found = {**self._inherited(style), **own}
        list_number = number(found, P_ILFO) or 0
        if not 0 < list_number <= min(LAST_LIST, len(self._lists)):
            return ""
        return self._counters.next(self._lists[list_number - 1], number(found, P_ILVL) or 0)

    def is_contents(self, style: int, own: Properties) -> bool:
        """Whether a paragraph belongs to a table of contents."""
        at = number(own, P_ISTD) or style
        each = self._styles[at] if at < len(self._styles) else None
        return each is not None and each.built_in in CONTENTS

    def _inherited(self, style: int) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        for _ in range(STYLES_DEEP):
            each = self._styles[style] if style < len(self._styles) else None
            if each is None:
                break
            found = {**each.found, **found}
            if each.base == NO_STYLE:
                break
            style = each.base
        return found
