"""The outline of a report: its headings, the spans they govern, and which of the required parts each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extract.errors import KnowledgeError
from extract.knowledge import read_yaml
from extract.report.numerals import parse_numeral
from extract.report.repair import Repaired
from extract.search import opened

PARTS = ("opening", "achievements", "problems", "leader_duty", "plan", "other")

MARKER = opened(
    r"(?P<before>(?m:^)|[。；;：:！!？?”」)\n]\s*|(?<=[，,、])(?=[一二三四五六七八九十]是))"
    r"(?:"
    r"(?P<l1>[一二三四五六七八九十]{1,3})\s?、"
    r"|\((?P<l2>[一二三四五六七八九十]{1,3})\)[、.]?"
    r"|(?P<l3>[0-9]{1,2})\s?[.、](?![0-9]{4})"
    r"|\((?P<l4>[0-9]{1,2})\)[、.]?"
    r"|(?P<l5>[一二三四五六七八九十]{1,2})是(?!否))"
)
"""A list marker at the head of a line or after a mark that ends a clause."""

LEVELS = {f"l{level}": level for level in range(1, 6)}
"""The levels by the groups of their markers."""

LONGEST_HEADING = 10_000
"""Characters after which a heading ends without a full stop: no such text is one, and each may hold all that follow."""

HEADING_END = re.compile("[。\n]")


class Heading(NamedTuple):
    """A section: its marker and heading, and the half-open span from the marker to the next heading of its rank.

    Places count characters of the reading. `marker` and `heading` are the page's own, `words` is the heading as read.
    Spans nest as the sections do. Section 0 (level 0, no marker) is the text before the first heading.
    """

    section_no: int
    parent_no: int | None
    level: int
    marker: str
    heading: str
    words: str
    part: str
    start: int
    marker_end: int
    end: int


class _Marker(NamedTuple):
    level: int
    number: int
    start: int
    end: int
    starts_line: bool
    followed_by_digit: bool


@cache
def _part_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data: dict[str, str] = read_yaml("parts.yml")
    unknown = set(data) - set(PARTS)
    if unknown:
        raise KnowledgeError(f"extract/data/parts.yml: unknown parts {sorted(unknown)}; known are {PARTS}")
    return tuple((part, opened(pattern)) for part, pattern in data.items())


def part_of(heading: str) -> str | None:
    """The required part that a heading names (parts.yml, first match), or None."""
    return next((part for part, pattern in _part_patterns() if pattern.search(heading)), None)


def _markers(folded: str) -> Iterator[_Marker]:
    position = 0
    while match := MARKER.search(folded, position):
        group = match.lastgroup or ""
        number = parse_numeral(match[group])
        start, end = match.end("before"), match.end()
        position = end
        if number is not None:
            starts_line = not folded[folded.rfind("\n", 0, start) + 1 : start].strip()
            yield _Marker(LEVELS[group], int(number), start, end, starts_line, folded[end : end + 1].isdigit())


def _accepted(markers: Iterable[_Marker]) -> Iterator[_Marker]:
    """Drops what only looks like a marker: one that is neither at the head of a line nor next in its row."""
    last: dict[int, int] = {}
    for marker in markers:
        expected = last.get(marker.level, 0) + 1
        in_turn = marker.number in (1, expected)
        doubtful = (marker.level == 3 and marker.followed_by_digit) or (marker.level == 1 and not marker.starts_line)
        if (doubtful and marker.number != expected) or not (in_turn or marker.starts_line):
            continue
        last[marker.level] = marker.number
        for deeper in range(marker.level + 1, 6):
            last.pop(deeper, None)
        yield marker


def _ends(markers: list[_Marker], length: int) -> list[int]:
    """Where each marker's section ends: at the next marker of its level or above, else with the text."""
    nearest = dict.fromkeys(range(1, 6), length)
    ends: list[int] = []
    for marker in reversed(markers):
        ends.append(min(nearest[level] for level in range(1, marker.level + 1)))
        nearest[marker.level] = marker.start
    return ends[::-1]


def outline(body: Repaired) -> list[Heading]:
    """The sections of a body, in order of their markers; section 0 is there whenever text stands before the first.

    Every character lies in one innermost section.
    """
    markers, length = list(_accepted(_markers(body.text))), len(body.text)
    headings: list[Heading] = []
    if not markers or markers[0].start > 0:
        end = markers[0].start if markers else length
        headings.append(Heading(0, None, 0, "", "", "", "opening" if markers else "other", 0, 0, end))
    open_sections: list[Heading] = []
    for number, (marker, end) in enumerate(zip(markers, _ends(markers, length), strict=True), start=1):
        while open_sections and open_sections[-1].level >= marker.level:
            open_sections.pop()
        parent = open_sections[-1] if open_sections else None
        section = _heading(body, marker, number, parent, end)
        headings.append(section)
        open_sections.append(section)
    return headings


def _heading(body: Repaired, marker: _Marker, number: int, parent: Heading | None, end: int) -> Heading:
    limit = min(marker.end + LONGEST_HEADING, len(body.text))
    found = HEADING_END.search(body.text, marker.end, limit)
    stop = found.start() if found else limit
    words = body.text[marker.end : stop].strip()
    return Heading(
        section_no=number,
        parent_no=parent.section_no if parent else None,
        level=marker.level,
        marker=body.quote(marker.start, marker.end).strip(),
        heading=body.quote(marker.end, stop).strip(),
        words=words,
        part=_part(words, parent, marker.level),
        start=marker.start,
        marker_end=marker.end,
        end=end,
    )


def _part(heading: str, parent: Heading | None, level: int) -> str:
    if parent is not None:
        return parent.part
    return part_of(heading) or ("achievements" if level > 1 else "other")
