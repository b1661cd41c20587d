"""The header of a document: one value a field, from what the page says of it in several places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from extract.dates import is_date, parse_date
from extract.issues import Finding
from extract.page.datelines import bracketed_date, date_in_url, signature_date
from extract.page.labels import Label
from extract.page.lines import Line, is_prose, squeeze
from extract.page.pairs import UNSTATED_RANK, Pair, dateline, pairs_of
from extract.page.parts import Parts
from extract.records import Header

BLANK = frozenset(("", "无", "暂无", "/", "-", "--", "—", "null", "none", "空", "不详"))
"""Values that state nothing."""

VALUE_LENGTH = 120
"""Longest value of a header's field. A longer one has swallowed text."""
NAME_LENGTH = 40
"""Longest name that is read from the line below its label."""

TITLE_END = 4
"""Least characters of the last line of a title."""
BELOW_TITLE = 4
"""Lines from the title on in which a date without a label is the page's."""
NUMBERED_LINES = 3
"""Lines at the head of a body in which a document's number may stand alone."""
BRACKETED_LINES = 6
"""Lines before the text, and at its head, in which a date in brackets is the document's."""

META, HEAD, BELOW = range(3)
"""Where a value stands: the earlier, the surer."""

TEXTS = ("index_number", "document_number", "publisher", "source", "topic", "validity", "openness")

INDEX_NUMBER = re.compile(r"[A-Za-z]*[\d/_\-.A-Z]{6,}")
DOCUMENT_NUMBER = re.compile(r".{1,12}[〔\[(]\d{4}[)\]〕].{0,4}\d+号")


@dataclass(frozen=True, slots=True)
class _Stated:
    field: str
    value: str
    key: tuple[int, int]
    how: str


def _value_below(pair: Pair, below: Line, title: str) -> str | None:
    """The value of a label that stands alone on its line, if the line below is one: never the title, nor a label."""
    text = below.text
    if is_prose(below) or pair.known is None or squeeze(text) == squeeze(title):
        return None
    shapes = {
        "published_on": is_date(text),
        "written_on": is_date(text),
        "index_number": bool(INDEX_NUMBER.fullmatch(text)),
        "document_number": bool(DOCUMENT_NUMBER.fullmatch(text)),
        "publisher": bool(title) and len(text) <= NAME_LENGTH,
        "source": bool(title) and len(text) <= NAME_LENGTH,
    }
    return text if shapes.get(pair.known.field or "") else None


def _with_values_below(pairs: Sequence[Pair], below: Line, title: str) -> Sequence[Pair]:
    """The pairs of a line; where none has a value, with those of the line below: a value alone, or a row of cells."""
    if not pairs or any(pair.value for pair in pairs) or pairs_of(below):
        return pairs
    values = below.text.split("\t")
    if len(pairs) > 1 and len(values) == len(pairs):
        return [Pair(pair.label, pair.known, value, True) for pair, value in zip(pairs, values, strict=True)]
    value = _value_below(pairs[0], below, title) if len(pairs) == 1 else None
    return [Pair(pairs[0].label, pairs[0].known, value)] if value else pairs


def _ends_title(line: Line, title: str) -> bool:
    text = squeeze(line.text)
    return len(text) >= TITLE_END and squeeze(title).endswith(text)


def _document_number(line: Line) -> Pair | None:
    named = DOCUMENT_NUMBER.fullmatch(line.text)
    return Pair("", Label("document_number", UNSTATED_RANK), line.text) if named else None


def header_pairs(lines: Sequence[Line], title: str) -> list[Pair]:
    """The pairs of the lines above (or below) a body, in order.

    A label alone takes its value from the line below; right below the title a date or a document number needs no label.
    """
    found: list[Pair] = []
    since_title = BELOW_TITLE
    for line, below in zip_longest(lines, lines[1:]):
        pairs = pairs_of(line)
        found += _with_values_below(pairs, below, title) if below else pairs
        since_title = 0 if _ends_title(line, title) else since_title + 1
        if since_title < BELOW_TITLE and not pairs and (unnamed := dateline(line) or _document_number(line)):
            found.append(unnamed)
    return found


def _stated(parts: Parts, head: Sequence[Pair]) -> Iterator[_Stated]:
    for field, values in parts.meta.items():
        for rank, value in enumerate(values):
            yield _Stated(field, value, (META, rank), "meta")
    for place, pairs in ((HEAD, head), (BELOW, header_pairs(parts.below, parts.title))):
        for pair in pairs:
            if pair.known and pair.known.field:
                how = "table" if pair.in_table else "line"
                yield _Stated(pair.known.field, pair.value, (place, pair.known.rank), how)
    for line in parts.body[:NUMBERED_LINES]:
        if DOCUMENT_NUMBER.fullmatch(line.text):
            yield _Stated("document_number", line.text, (BELOW, UNSTATED_RANK), "line")


def _text(stated: Sequence[_Stated], field: str) -> str | None:
    values = (each.value for each in stated if each.field == field)
    return next((value for value in values if squeeze(value) not in BLANK and len(value) <= VALUE_LENGTH), None)


def _day(stated: Sequence[_Stated], field: str) -> tuple[date | None, str | None, list[Finding]]:
    """The first date that can be read, how it was found, and a finding where a date is stated but none can be read."""
    unread: list[str] = []
    for each in stated:
        if each.field == field and squeeze(each.value) not in BLANK:
            day = parse_date(each.value)
            if day:
                return day, each.how, []
            unread.append(each.value[:VALUE_LENGTH])
    said = [Finding("header.bad_date", f"{field}: no date can be read from {value!r}", field) for value in unread[:1]]
    return None, None, said


def _unknown_labels(head: Sequence[Pair]) -> list[Finding]:
    unknown = {pair.label: pair.value for pair in head if pair.label and pair.known is None}
    return [
        Finding("header.unknown_label", f"the header has a label that labels.tsv lacks: {label} = {value!r}", label)
        for label, value in unknown.items()
    ]


def _first_known(*days: tuple[date | None, str | None]) -> tuple[date | None, str | None]:
    return next(((day, how) for day, how in days if day), (None, None))


def read_header(parts: Parts, url: str, published_listed: date | None) -> tuple[Header, list[Finding]]:
    """One value a field: `<meta>` tags before labels above the body, these before labels below it; among labels of one
    field the earlier of labels.tsv. Dates that the header lacks come from the listing, the address, the signature.
    """
    head = header_pairs(parts.head, parts.title)
    stated = sorted(_stated(parts, head), key=lambda each: each.key)
    published, published_by, no_published = _day(stated, "published_on")
    written, written_by, no_written = _day(stated, "written_on")
    published, published_by = _first_known(
        (published, published_by), (published_listed, "listing"), (date_in_url(url), "url")
    )
    beside_text = [*parts.head[-BRACKETED_LINES:], *parts.body[:BRACKETED_LINES]]
    written, written_by = _first_known(
        (written, written_by), (signature_date(parts.body), "signature"), (bracketed_date(beside_text), "line")
    )
    header = Header(
        **{field: _text(stated, field) for field in TEXTS},
        published_on=published,
        published_by=published_by,
        written_on=written,
        written_by=written_by,
    )
    return header, [*_unknown_labels(head), *no_published, *no_written]
