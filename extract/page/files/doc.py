"""The text of a .doc or .wps of Word 97 and later, read from its own tables ([MS-DOC]), on any machine alike."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from struct import unpack_from

import olefile

from extract.errors import PageError
from extract.page.files.bounds import AGAIN, damaged
from extract.page.files.doc_lists import DocLists, read_lists, read_overrides, read_styles
from extract.page.files.sprms import (
    C_DELETED,
    C_HIDDEN,
    P_IN_TABLE,
    P_INNER_CELL,
    P_INNER_ROW_END,
    P_ROW_END,
    Properties,
    Runs,
    character_runs,
    number,
    paragraph_runs,
)
from extract.page.lines import CELL, Line, line

STREAM = "WordDocument"
WORD_97 = 0x00C1
"""The lowest number of the format that this module reads; Word 6 and 95 have 101 to 105."""
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200

LENGTHS, PLACES = 76, 154
"""Where the header's lengths of texts, and the places of its tables, begin."""
STYLES, CHARACTERS, PARAGRAPHS, PIECES, LISTS, OVERRIDES = 1, 12, 13, 33, 73, 74
"""Numbers of the tables."""

TEXTS, BOXES = 8, 6
"""How many texts follow one another: the body, footnotes, headers, …; the seventh is that of the text boxes."""

CHARACTERS_MAX = 2_000_000
"""Most characters of all texts: reports have under 20,000, and reading takes a microsecond for each."""

PARAGRAPH, CELL_END, BREAKS = "\r", "\x07", "\x0b\x0c\x0e"
SIGNS = {"\t": " ", "\x1e": "-", "\xa0": " "}
FIELD, RESULT, FIELD_END = "\x13", "\x14", "\x15"

BROKEN = (OSError, struct.error, IndexError, ValueError, KeyError, TypeError, AttributeError, OverflowError)
"""What olefile and reading tables raise for files that are cut off or damaged."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the text: its first character's number, its place in the stream, and its bytes a character."""

    begin: int
    end: int
    place: int
    width: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    mark: str
    style: int
    found: Properties


class OldWordError(PageError):
    """A .doc of a format that Word 97 replaced, or that is none of Word's: another program may read it."""


class _Word:
    """The tables of one document."""

    def __init__(self, content: bytes, name: str) -> None:

        with olefile.OleFileIO(BytesIO(content)) as ole:
            if not ole.exists(STREAM):
                raise OldWordError(f"{name}: no document of Word's in the file", AGAIN)
            self.stream: bytes = ole.openstream(STREAM).read()
            _, version = unpack_from("<HH", self.stream)
            (flags,) = unpack_from("<H", self.stream, 10)
            if version < WORD_97:
                raise OldWordError(f"{name}: a document of Word 95 or before", AGAIN)
            if flags & ENCRYPTED:
                raise PageError(f"{name}: the document is encrypted", "Open it with its password, save it without one.")
            table = "1Table" if flags & SECOND_TABLE else "0Table"
            self.table: bytes = ole.openstream(table).read()
            self.data: bytes = ole.openstream("Data").read() if ole.exists("Data") else b""
        self.lengths = unpack_from(f"<{TEXTS}i", self.stream, LENGTHS)
        if min(self.lengths) < 0 or sum(self.lengths) > CHARACTERS_MAX:
            raise PageError(f"{name}: more than {CHARACTERS_MAX:,} characters, or damaged: refused", AGAIN)

    def place(self, table: int) -> tuple[int, int]:
        """Where one of the header's tables stands, and its length."""
        place, length = unpack_from("<II", self.stream, PLACES + 8 * table)
        return place, length

    def part(self, table: int) -> bytes:
        """The bytes of one of the header's tables."""
        place, length = self.place(table)
        return self.table[place : place + length]

    def lists(self) -> DocLists:
        lists = read_lists(self.table, *self.place(LISTS))
        return DocLists(read_styles(self.part(STYLES)), read_overrides(self.part(OVERRIDES), lists))


def _pieces(clx: bytes) -> list[_Piece]:
    """The parts of the text, in its order."""
    at = 0
    while clx[at] == 1:
        at += 3 + unpack_from("<H", clx, at + 1)[0]
    plc = clx[at + 5 :][: unpack_from("<I", clx, at + 1)[0]]
    count = (len(plc) - 4) // 12
    begins = unpack_from(f"<{count + 1}I", plc)
    pieces = []
    for each in range(count):
        (place,) = unpack_from("<I", plc, 4 * (count + 1) + 8 * each + 2)
        narrow = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        pieces.append(_Piece(begins[each], begins[each + 1], place // 2 if narrow else place, 1 if narrow else 2))
    return pieces


def _characters(stream: bytes, pieces: list[_Piece], first: int, last: int) -> Iterator[tuple[str, int]]:
    """The characters from one number to another, each with its place in the stream."""
    at = max(0, bisect_right([piece.begin for piece in pieces], first) - 1)
    for piece in pieces[at:]:
        begin, end = max(first, piece.begin), min(last, piece.end)
        if begin >= last:
            return
        place = piece.place + piece.width * (begin - piece.begin)
        part = stream[place : place + piece.width * max(0, end - begin)]
        text = part.decode("cp1252", "replace") if piece.width == 1 else part.decode("utf-16-le", "surrogatepass")
        step = piece.width
        for character in text:
            yield character, place
            place += step * (2 if ord(character) > 0xFFFF else 1)


def _paragraphs(characters: Iterator[tuple[str, int]], styled: Runs, runs: Runs) -> Iterator[_Paragraph]:
    """The text in paragraphs and cells, without fields' codes and what is deleted or hidden."""
    parts: list[str] = []
    codes: list[bool] = []
    for character, place in characters:
        if character in (PARAGRAPH, CELL_END):
            yield _Paragraph("".join(parts), character, *styled.at(place))
            parts = []
        elif character == FIELD:
            codes.append(True)
        elif character == RESULT:
            codes[-1:] = [False]
        elif character == FIELD_END:
            codes[-1:] = []
        elif not any(codes) and not _is_out(runs.at(place)[1]):
            parts.append(_shown(character))
    if parts:
        yield _Paragraph("".join(parts), PARAGRAPH, 0, {})


def _is_out(found: Properties) -> bool:
    return bool(number(found, C_DELETED) == 1 or number(found, C_HIDDEN) == 1)


def _shown(character: str) -> str:
    if character in BREAKS:
        return "\n"
    return SIGNS.get(character, "" if character < " " or character == "\x1f" else character)


def _lines(paragraphs: Iterator[_Paragraph], lists: DocLists) -> Iterator[Line]:
    cells: list[str] = []
    inside: list[str] = []
    for each in paragraphs:
        mark = lists.mark(each.style, each.found)
        text = mark + each.text if each.text.strip() else ""
        if lists.is_contents(each.style, each.found):
            continue
        in_table = number(each.found, P_IN_TABLE) == 1 or each.mark == CELL_END
        if not in_table:
            yield from (line(part) for part in text.split("\n"))
        elif number(each.found, P_ROW_END) == 1:
            yield line(CELL.join(cells))
            cells = []
        elif each.mark == CELL_END:
            cells.append(" ".join([*inside, text.replace("\n", " ")]).strip())
            inside = []
        elif number(each.found, P_INNER_ROW_END) != 1 or number(each.found, P_INNER_CELL) == 1:
            inside.append(text.replace("\n", " "))
    yield line(CELL.join([*cells, *inside]))


def doc_lines(content: bytes, name: str) -> list[Line]:
    """The lines of a .doc or .wps that are not empty: the body's, then those of its text boxes.

    Raises OldWordError for formats before Word 97, PageError, naming `name`, for what is damaged or encrypted.
    """
    try:
        word = _Word(content, name)
        pieces = _pieces(word.part(PIECES))
        styled = paragraph_runs(word.stream, word.part(PARAGRAPHS), word.data)
        runs = character_runs(word.stream, word.part(CHARACTERS))
        lists = word.lists()
        boxes = sum(word.lengths[:BOXES])
        spans = ((0, word.lengths[0]), (boxes, boxes + word.lengths[BOXES]))
        found: list[Line] = []
        for first, last in spans:
            found += _lines(_paragraphs(_characters(word.stream, pieces, first, last), styled, runs), lists)
    except BROKEN as error:
        raise damaged(name, ".doc", error) from error
    return [each for each in found if each.text]
