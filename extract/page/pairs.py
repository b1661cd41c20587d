"""Labels and values of a header's line, however many stand in it: `标 题: … 文 号:`, cells of a table, 【来源】…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.dates import find_date, is_date
from extract.page.colons import BULLETS, GLUED_LENGTH, TOKEN, with_cells, with_colons
from extract.page.labels import Label, labels
from extract.page.lines import CELL, SEAM, Line, fold, is_prose, squeeze
from extract.page.words import is_control_word

COLON = re.compile(r"[】\]:：︰∶﹕](?:(?<=[】\]])(?:\s*[:：︰∶﹕](?!//))?|(?<![】\]])(?!//))")
"""A colon, but not that of `http://`; a closing bracket, with the colon behind it."""
BOUNDARY = re.compile(r"[\s\x1e\x1f]")
WORD = re.compile(r"[\u4e00-\u9fff]")
TRAILING = " \t|丨/、,，;；·-—"

LABEL_LENGTH = 16
"""Longest known label, in characters without white space."""

UNKNOWN = re.compile(r"[\u4e00-\u9fff/]{2,}")
"""What an unknown label is made of."""
UNKNOWN_LENGTH = 8
"""Longest word that is taken for a label without being known."""

UNBROKEN_LENGTH = 6
"""Least characters of an unknown word that is rather the value before it and a short label (`来源:县政府办作者:`)."""

HEADER_LENGTH = 300
ROW_LENGTH = 2_000
"""Longest line of a header that reads like running text (a summary), and longest line of a header at all."""

UNSTATED_RANK = 10_000
"""The rank of a date that no label names: after every label's."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label without white space, what it is known as (None: unknown), and its value, perhaps empty.

    `label` is empty for a date that stands in a header's line without one. `in_table`: it stood in a row of cells.
    """

    label: str
    known: Label | None
    value: str
    in_table: bool = False


SYSTEM_DATE = re.compile(r"\d{4}[-/.]\d|\d[/.]\d{4}|\d{4}年\d\d月\d\d日|\d\s*[:：]\s*\d\d")
"""A date as content systems print it: with dashes, two digits a part, or a time of day. Writers put 2024年3月8日."""

WEEKDAY = re.compile("[(（]?(?:星期|周)[一二三四五六日天][)）]?")
TIME = re.compile(r"\d\s*[:：]\s*\d\d")

OTHER_DAY = re.compile("日在|会议?上|次会议|星期")
"""What makes a date that of a session at which a speech was held, or the clock's."""

DATELINE_LENGTH = 60
BESIDE_DATE = 20
"""Longest line below a title that a date stands in without a label, and most characters beside the date in it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    label: str


def _words_before(raw: str, end: int, floor: int) -> Iterator[tuple[int, str]]:
    """The start of, and, ever longer words between `floor` and `end`, which they end at; white space is passed over."""
    word = ""
    for at in range(end - 1, floor - 1, -1):
        sign = raw[at]
        if sign.isspace():  # CELL and SEAM, too
            continue
        word = sign + word
        if len(word) > LABEL_LENGTH or not (sign.isalnum() or sign in "_/"):
            return
        yield at, word


def _is_free(raw: str, at: int, floor: int) -> bool:
    """Whether a word may begin here: behind a break, a label, or a day (`2024年3月8日来源:`)."""
    if at == floor or not WORD.match(raw, at - 1):
        return True
    return raw[at - 1] == "日" and at - 2 >= floor and raw[at - 2].isdecimal()


def _mark_before(raw: str, colon: re.Match[str], floor: int) -> _Mark | None:
    """The label that a colon closes: the longest known one, else a short word after a break."""
    known = labels().visible
    best: _Mark | None = None
    unknown: _Mark | None = None
    for at, word in _words_before(raw, colon.start(), floor):
        if word in known:
            glued = len(word) >= GLUED_LENGTH and not (best and BOUNDARY.search(raw, at, best.start))
            if glued or _is_free(raw, at, floor):
                best = _Mark(at, colon.end(), word)
        if unknown is None and UNKNOWN.fullmatch(word) and _is_free(raw, at, floor):
            unknown = _Mark(at, colon.end(), word)
    if best or colon[0] in "】]":
        return best
    if unknown and floor and len(unknown.label) >= UNBROKEN_LENGTH and unknown.label[-2:] in known:
        start = next(at for at, word in _words_before(raw, colon.start(), floor) if len(word) == 2)
        return _Mark(start, colon.end(), unknown.label[-2:])
    return unknown if unknown and len(unknown.label) <= UNKNOWN_LENGTH else None


def _marks(raw: str) -> list[_Mark]:
    found: list[_Mark] = []
    for colon in COLON.finditer(raw):
        mark = _mark_before(raw, colon, found[-1].end if found else 0)
        if mark:
            found.append(mark)
    return found


def _clean(value: str) -> str:
    """A value without the page's controls behind it and without half brackets."""
    for token in TOKEN.finditer(value):
        if is_control_word(token[0]):
            value = value[: token.start()]
            break
    text = fold(value).replace("\t", " ")
    for opening, closing in ("【】", "〖〗", "[]", "()", "（）"):
        if opening not in text and closing not in text:
            continue
        text = text.rstrip(f"{opening} ")
        if closing not in text:
            text = text.partition(opening)[0]
        elif opening not in text or text.startswith(closing):
            text = text.replace(closing, "", 1)
    return text.strip(TRAILING)


def bare_date(text: str) -> Pair | None:
    """A text that is a date and nothing else, as a date of publication that no label names."""
    return Pair("", Label("published_on", UNSTATED_RANK), text) if is_date(text) else None


def dateline(line: Line) -> Pair | None:
    """The date of publication in a line that states it without a label, controls and a name beside it at most."""
    if len(line.text) > DATELINE_LENGTH or line.text[:1] in "(（" or OTHER_DAY.search(squeeze(line.text)):
        return None
    return _system_date(line.text)


def weekday_date(line: Line, below_title: bool = False) -> Pair | None:
    """The date of a line that gives the day of the week and the time as well: the page's, if no other line states one.

    Without a time it is the site's clock, unless it stands right below the title.
    """
    text, days = WEEKDAY.subn(" ", line.text)
    if not days or len(text) > DATELINE_LENGTH or not (below_title or TIME.search(text)):
        return None
    day = _system_date(text)
    return Pair("", Label("published_on", UNSTATED_RANK + 1), day.value) if day else None


def is_dateline(line: Line) -> bool:
    """Whether a line above a body is a date, as the page's system printed it."""
    return dateline(line) is not None and not is_prose(line)


def _pairs_of_mark(mark: _Mark, value: str, in_table: bool) -> Iterator[Pair]:
    """The pair of a label, and the date without one that may end its value (`来源:本站 2024-03-28`)."""
    known = labels().visible.get(mark.label)
    text = _clean(value)
    if known and not known.field and is_control_word(mark.label) and (day := _system_date(value)):
        yield day
    hit = find_date(text) if known and known.field in ("source", "publisher") else None
    if hit and (bare := bare_date(text[hit[1] :].strip(TRAILING))):
        yield bare
        text = text[: hit[1]].strip(TRAILING)
    yield Pair(mark.label, known, text, in_table)


def _system_date(text: str) -> Pair | None:
    """The date, as systems print it, that stands in a text with a name beside it at most."""
    hit = find_date(text) if SYSTEM_DATE.search(text) else None
    if hit is None or len(_clean(text[: hit[1]] + " " + text[hit[2] :])) > BESIDE_DATE:
        return None
    return bare_date(text[hit[1] : hit[2]])


def _date_before(text: str, label: str) -> Pair | None:
    """The date without a label before a line's first one. With a weekday it is the clock's unless a field follows."""
    known = labels().visible.get(label)
    bare = WEEKDAY.sub(" ", text) if known and known.field else text
    return None if OTHER_DAY.search(bare) else _system_date(bare)


def _is_row_of_labels(raw: str, marks: list[_Mark]) -> bool:
    """Whether every other cell of a table's row is a label with its colon."""
    fills_cells = all(raw[mark.end :].strip(f" {SEAM}")[:1] == CELL for mark in marks)
    return CELL in raw and fills_cells and len(marks) == (raw.count(CELL) + 1) // 2


@lru_cache(maxsize=4096)
def pairs_of(line: Line) -> tuple[Pair, ...]:
    """The pairs of a line in order; none where it states no known label."""
    length = len(line.raw)
    if length > ROW_LENGTH or (length > HEADER_LENGTH and is_prose(line) and CELL not in line.raw):
        return ()
    raw = with_colons(with_cells(line.raw))
    marks = _marks(raw)
    if not marks or not (any(mark.label in labels().visible for mark in marks) or _is_row_of_labels(raw, marks)):
        return ()
    found: list[Pair] = []
    above = raw[: marks[0].start]
    if before := bare_date(_clean(above)) or _date_before(above, marks[0].label):
        found.append(before)
    ends = [*(mark.start for mark in marks[1:]), len(raw)]
    for mark, end in zip(marks, ends, strict=True):
        found += _pairs_of_mark(mark, raw[mark.end : end], CELL in raw)
    return tuple(found)


def is_header(line: Line) -> bool:
    """Whether a line above a body is part of the page's header: it begins with a known label, or states a field."""
    found = pairs_of(line)
    if not found:
        return False
    if found[0].known:
        begins = squeeze(line.text).lstrip(BULLETS)
        if not found[0].label or begins.startswith(squeeze(found[0].label)):
            return True
    return not is_prose(line) and any(pair.known and pair.known.field for pair in found)
