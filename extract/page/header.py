"""The header of a document: one value a field, from what the page says of it in several places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from extract.dates import is_date, parse_date
from extract.issues import Finding
from extract.page.colons import BULLETS
from extract.page.datelines import bracketed_date, date_in_url, signature_date
from extract.page.labels import Label
from extract.page.lines import Line, is_prose, squeeze
from extract.page.pairs import UNSTATED_RANK, Pair, bare_date, dateline, pairs_of, weekday_date
from extract.page.parts import Parts
from extract.page.trim import is_document_number, without_signer, without_title
from extract.page.words import is_controls
from extract.records import Header

BLANK = frozenset(("", "无", "暂无", "/", "-", "--", "—", "null", "none", "空", "不详"))
"""Values that state nothing."""

VALUE_LENGTH = 120
"""Longest value of a header's field. A longer one has swallowed text."""
NAME_LENGTH = 40
STATE_LENGTH = 6
"""Longest name, and longest state (有效, 主动公开), that is read from the line below its label."""

TITLE_END = 4
"""Least characters of the last line of a title."""
BELOW_TITLE = 4
"""Lines from the title on in which a date without a label is the page's."""
NUMBERED_LINES = 3
"""Lines at the head of a body in which a document's number may stand alone."""
BRACKETED_LINES = 6
"""Lines before the text, and at its head, in which a date in brackets is the document's."""

UNLABELLED_LINES = 8
"""Lines in which a header's values without labels stand, from the index number on."""
DAYS = ("written_on", "published_on")

META, HEAD, BELOW = range(3)
"""Where a value stands: the earlier, the surer."""

TEXTS = ("index_number", "document_number", "publisher", "source", "topic", "validity", "openness")

INDEX_NUMBER = re.compile(r"[A-Za-z]*[\d/_\-.A-Z]{6,}")
FULL_INDEX_NUMBER = re.compile(r"[\dA-Za-z]{5,20}/20\d\d-\d{3,8}")
"""An index number of the standard form (unit/year-number), which needs no label to be known."""
NUMBERED_TITLE = re.compile(r"[〔【(\[]?\s*([^〔【(\[\]】)\s]{1,12}[〔\[(]\d{4}[)\]〕]\s*\d+号)")
"""A document's number at the head of its title: `[某政发〔2024〕7号]某市…`."""
ORGAN_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:[省市县区旗州镇乡局委厅办院]|街道|苏木|政府|办公室|委员会|办事处|中心)"
)


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
        "document_number": is_document_number(text),
        "publisher": bool(title) and len(text) <= NAME_LENGTH,
        "source": bool(title) and len(text) <= NAME_LENGTH,
        "validity": len(text) <= STATE_LENGTH and not is_controls(below),
        "openness": len(text) <= STATE_LENGTH and not is_controls(below),
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


def _unlabelled(field: str, value: str) -> Pair:
    return Pair("", Label(field, UNSTATED_RANK), value)


def _document_number(text: str) -> Pair | None:
    return _unlabelled("document_number", without_signer(text)) if is_document_number(text) else None


def unlabelled_pairs(lines: Sequence[Line]) -> list[Pair]:
    """The pairs of a header whose list shows values without labels: an index number first, an organ and days below it.

    Of two days the first is that of writing: lists give it before that of publication.
    """
    values = [line.text.strip(BULLETS + " ") for line in lines]
    at = next((at for at, value in enumerate(values) if FULL_INDEX_NUMBER.fullmatch(value)), None)
    if at is None or (at and any(pair.known and pair.known.field for pair in pairs_of(lines[at - 1]))):
        return []
    listed = values[at + 1 : at + UNLABELLED_LINES]
    days = [value for value in listed if is_date(value)][:2]
    organ = next((value for value in listed if ORGAN_NAME.fullmatch(value)), None) if days else None
    found = {"index_number": values[at], "publisher": organ, **dict(zip(DAYS[2 - len(days) :], days, strict=True))}
    return [_unlabelled(field, value) for field, value in found.items() if value]


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
        near = since_title < BELOW_TITLE and not pairs
        if near and (unnamed := dateline(line) or _document_number(line.text) or weekday_date(line, since_title == 1)):
            found.append(unnamed)
        elif not pairs and title[:1] == line.text[:1] and (behind := bare_date(without_title(line.text, title))):
            found.append(behind)
    return [*found, *unlabelled_pairs(lines)]


def _stated(parts: Parts, head: Sequence[Pair]) -> Iterator[_Stated]:
    for field, values in parts.meta.items():
        for rank, value in enumerate(values):
            yield _Stated(field, value, (META, rank), "meta")
    for place, pairs in ((HEAD, head), (BELOW, header_pairs(parts.below, parts.title))):
        for pair in pairs:
            if pair.known and pair.known.field and not (pair.known.above and place == BELOW):
                how = "table" if pair.in_table else "line"
                yield _Stated(pair.known.field, pair.value, (place, pair.known.rank), how)
    for text in _beside_title(parts):
        yield _Stated("document_number", text, (BELOW, UNSTATED_RANK), "line")


def _beside_title(parts: Parts) -> Iterator[str]:
    """Document numbers without a label: before the title's words, right above the text, at its head."""
    if numbered := NUMBERED_TITLE.match(parts.title):
        yield numbered[1]
    for line in [*parts.head[-NUMBERED_LINES:], *parts.body[:NUMBERED_LINES]]:
        if is_document_number(line.text):
            yield without_signer(line.text)


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
