"""Properties in Word's binary format: which characters are deleted or hidden, which list and table a paragraph is in.

The names are those of [MS-DOC], Microsoft's description of the format.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from struct import unpack_from

PAGE = 512
"""Bytes of a page of properties."""

ROW = 13
"""Bytes of a paragraph's entry on its page."""

OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""Bytes of a property's value by the three bits of its kind; 6 says its length itself."""

P_ISTD, P_ILVL, P_ILFO = 0x4600, 0x260A, 0x460B
P_IN_TABLE, P_ROW_END, P_INNER_CELL, P_INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
P_HUGE = 0x6646
C_DELETED, C_HIDDEN = 0x0800, 0x083C
T_DEFINITION, P_TABS = 0xD608, 0xC615

Properties = Mapping[int, bytes]
"""Values by the property's code."""


def properties(grpprl: bytes) -> dict[int, bytes]:
    """The properties that a list of them sets; a list that breaks off gives those before."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 2 < len(grpprl):
        (code,) = unpack_from("<H", grpprl, at)
        at += 2
        kind = code >> 13
        if kind != 6:
            length = OPERAND[kind]
        elif code == T_DEFINITION and at + 2 <= len(grpprl):
            length = unpack_from("<H", grpprl, at)[0] + 1
        elif code == P_TABS and grpprl[at] == 255:
            return found  # its length is told by its contents alone; nothing that counts here stands behind it
        else:
            length = grpprl[at] + 1
        found[code] = grpprl[at : at + length]
        at += length
    return found


def number(found: Properties, code: int) -> int | None:
    """A property's value as an unsigned number, None where it is not set."""
    value = found.get(code)
    return int.from_bytes(value, "little") if value else None


@dataclass(frozen=True, slots=True)
class Runs:
    """Properties by the place in the stream from which on they hold: `starts` ascending, `ends` and `found` beside."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    found: list[tuple[int, Properties]] = field(default_factory=list)

    def at(self, place: int) -> tuple[int, Properties]:
        """Style and properties at a place; 0 and none where nothing is said."""
        number = bisect_right(self.starts, place) - 1
        return self.found[number] if number >= 0 and place < self.ends[number] else (0, {})


def _pages(stream: bytes, plc: bytes) -> Iterator[bytes]:
    """The pages of properties that a table names."""
    count = max(0, (len(plc) - 4) // 8)
    for number in range(count):
        (page,) = unpack_from("<I", plc, 4 * (count + 1) + 4 * number)
        data = stream[(page & 0x3FFFFF) * PAGE :][:PAGE]
        if len(data) == PAGE:
            yield data


def _sorted(rows: Iterator[tuple[int, int, tuple[int, Properties]]]) -> Runs:
    ordered = sorted(rows, key=lambda row: row[:2])
    return Runs([row[0] for row in ordered], [row[1] for row in ordered], [row[2] for row in ordered])


def character_runs(stream: bytes, plc: bytes) -> Runs:
    """What PlcBteChpx names: the properties of characters; their style is not read (0)."""

    def rows() -> Iterator[tuple[int, int, tuple[int, Properties]]]:
        for page in _pages(stream, plc):
            count = min(page[-1], (PAGE - 5) // 5)
            places = unpack_from(f"<{count + 1}I", page)
            for number in range(count):
                at = 2 * page[4 * (count + 1) + number]
                found = properties(page[at + 1 : at + 1 + page[at]]) if at else {}
                yield places[number], places[number + 1], (0, found)

    return _sorted(rows())


def paragraph_runs(stream: bytes, plc: bytes, data: bytes) -> Runs:
    """What PlcBtePapx names: the style and the properties of paragraphs; `data` holds those that are long."""

    def rows() -> Iterator[tuple[int, int, tuple[int, Properties]]]:
        for page in _pages(stream, plc):
            count = min(page[-1], (PAGE - 5) // (ROW + 4))
            places = unpack_from(f"<{count + 1}I", page)
            for number in range(count):
                at = 2 * page[4 * (count + 1) + ROW * number]
                yield places[number], places[number + 1], _paragraph(page, at, data)

    return _sorted(rows())


def _paragraph(page: bytes, at: int, data: bytes) -> tuple[int, Properties]:
    if not at or at + 2 > PAGE:
        return 0, {}
    begin, length = (at + 1, 2 * page[at] - 1) if page[at] else (at + 2, 2 * page[at + 1])
    said = page[begin : begin + length]
    if len(said) < 2:
        return 0, {}
    style = int.from_bytes(said[:2], "little")
    return style, with_huge(properties(said[2:]), data)


def with_huge(found: dict[int, bytes], data: bytes) -> dict[int, bytes]:
    """Properties with those that stand elsewhere, in the stream of data."""
    place = number(found, P_HUGE)
    if place is None or place + 2 > len(data):
        return found
    (length,) = unpack_from("<H", data, place)
    return {**found, **properties(data[place + 2 : place + 2 + length])}
