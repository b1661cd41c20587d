"""The borders of cells and the colons that a header's line lacks: `| 索引号 | … |`, `索 引 号 … 发布机构 …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.page.labels import labels
from extract.page.lines import CELL, SEAM, SENTENCE_END, squeeze

CLOSES_LABEL = re.compile(r"[:：︰∶﹕】\]](?:(?<!\d.)|(?!\d))")
"""What ends a label; not the colon of a time of day."""
TOKEN = re.compile(r"[^\s\x1e\x1f]+")

GLUED_LENGTH = 3
"""Shortest label that is one even where a word stands right before it (`市司法局发布时间:`). 来源, 时间 and 日期 also
end other labels and words, and need a break before them."""

GLUED_FIELDS = ("published_on", "written_on", "document_number")
"""Fields whose values tell by their shape that a label stands before them."""

SPACED_LENGTH = 5
"""Most ideographs, each between blanks, that make up a label (`索 引 号`, `成 文 日 期`)."""

TELLING = ("title", "document_number", "source", "published_on")
"""Fields whose labels of two letters (来源, 时间) may begin a line of pairs. 分类 and 时效 begin sentences, too."""

BEFORE_DATE = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{4,8})\s+(?=20\d\d\s?[-/.年])")
"""A word right before a date: with a colon, if it is a label of dates (`发布时间 2024-03-28 来源：…`)."""

BEFORE_VALUE = re.compile(
    r"\s*([\u4e00-\u9fff]{4})(?=20\d\d[-/.年]\d\d?[-/.月]\d|[\u4e00-\u9fff]{1,8}[〔\[]\d{4}[〕\]]\d+号\s*$)"
)
"""A line's first four characters, glued to a date or to a document's number: a mirror drops the cells between them."""

BULLETS = "【[(|·•●■◆▪-–—*>"
"""What may stand before the label that a header's line begins with."""


def with_cells(raw: str) -> str:
    """A row that is drawn with bars (`| 索引号 | … | 文号 | |`), as cells; other lines as they are."""
    if CELL in raw or raw.count("|") < 2:
        return raw
    cells = raw.strip().removeprefix("|").removesuffix("|").split("|")
    known = (labels().visible.get(squeeze(cell).rstrip(":")) for cell in cells)
    return CELL.join(cells) if any(label and label.field for label in known) else raw


def _dated(match: re.Match[str]) -> str:
    known = labels().visible.get(match[1])
    return f"{match[1]}：" if known and known.field in ("published_on", "written_on") else match[0]


def _unglued(match: re.Match[str]) -> str:
    known = labels().visible.get(match[1])
    return f"{match[0]}：" if known and known.field in GLUED_FIELDS else match[0]


def _label_length(words: Sequence[str]) -> int:
    """How many of a line's next words make up a known label: one word, or ideographs with blanks between them."""
    known = labels().visible
    if words[0] in known and len(words[0]) > 1:
        return 1
    words = words[:SPACED_LENGTH]
    single = next((at for at, word in enumerate(words) if len(word) > 1), len(words))
    return next((size for size in range(single, 1, -1) if "".join(words[:size]) in known), 0)


def _begins_with_label(words: Sequence[str]) -> int:
    """How many words make up the label that a line of pairs without colons begins with, or 0."""
    size = _label_length([words[0].lstrip(BULLETS), *words[1:]])
    text = "".join(words[:size]).lstrip(BULLETS)
    label = labels().visible.get(text)
    if label is None or (not label.field and len(words) == 1):
        return 0
    if size > 1 or len(text) >= GLUED_LENGTH:
        return size
    return size if label.field in TELLING and not SENTENCE_END.search(words[-1]) else 0


def _with_colons_between(raw: str) -> str:
    """A line of labels and values that blanks alone part, with a colon behind each label; other lines as they are.

    It begins with a label, and not with one that may be a word of a sentence or of a menu.
    """
    words = raw.split()
    at = next((at for at, word in enumerate(words) if word.strip(BULLETS)), 0)
    if not words or not (size := _begins_with_label(words[at:])):
        return raw
    tokens = list(TOKEN.finditer(raw))
    found, copied = "", 0
    while at < len(words):
        if size:
            end = tokens[at + size - 1].end()
            found, copied = f"{found}{raw[copied:end]}：", end
        at += size or 1
        size = _label_length(words[at:]) if at < len(words) else 0
    return found + raw[copied:]


def with_colons(raw: str) -> str:
    """The line with a colon behind each label that a date follows, or that fills a cell or an inline element alone."""
    known = labels().visible
    if glued := BEFORE_VALUE.match(raw):
        raw = _unglued(glued) + raw[glued.end() :]
    is_closed = CLOSES_LABEL.search(raw) is not None
    if is_closed and "20" in raw:
        raw = BEFORE_DATE.sub(_dated, raw)

    def closed(part: str) -> str:
        return f"{part}：" if squeeze(part) in known else part

    if CELL in raw:
        return CELL.join(closed(cell) for cell in raw.split(CELL))
    if SEAM in raw and not is_closed:
        parts = raw.split(SEAM)
        return SEAM.join(closed(part) if len(part) >= GLUED_LENGTH <= len(squeeze(part)) else part for part in parts)
    return raw if is_closed else _with_colons_between(raw)
