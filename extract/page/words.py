"""The words that tell a page's furniture from a document's text (page_words.tsv)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from extract.errors import KnowledgeError
from extract.knowledge import nearest, read_tsv
from extract.page.lines import Line, is_link, is_prose, squeeze

KINDS = (
    "ui",
    "site",
    "end",
    "aside",
    "soft_end",
    "crumb",
    "clock",
    "summary",
    "pointer",
    "attachment",
    "generic_title",
    "title_ending",
    "site_ending",
    "organ_ending",
)
"""What a pattern of page_words.tsv may say. All are matched against squeezed lines.

`ui`: a control's caption (literal); a line of nothing else is furniture. `site`: begins a line that speaks of the
site, wherever it stands. `end`: begins a line that ends the body; `aside`, if only links follow; `soft_end`, if no text
follows. `crumb`, `clock`, `summary`: begins a line above the body that is none of it. `pointer`: the text stands
elsewhere. `attachment`: the whole line names a file. `generic_title`: the whole title names no document. The endings
are literal.
"""

CLOSING = frozenset("】]〗)）")

FURNITURE_LENGTH = 80
"""Longest line that is taken for furniture: a row of controls, or the title of the next page in the column."""


def words_from(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Patterns by kind, in the order of rows with `kind` and `pattern`.

    Raises KnowledgeError for an unknown kind, and for a pattern that is no regular expression.
    """
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for row in rows:
        if row["kind"] not in found:
            raise KnowledgeError(f"extract/data/page_words.tsv: no kind {row['kind']!r}{nearest(row['kind'], KINDS)}")
        try:
            re.compile(row["pattern"])
        except re.error as error:
            raise KnowledgeError(f"extract/data/page_words.tsv: {row['pattern']!r} is no pattern: {error}") from error
        found[row["kind"]].append(row["pattern"])
    return {kind: tuple(patterns) for kind, patterns in found.items()}


@cache
def _shipped() -> dict[str, tuple[str, ...]]:
    return words_from(read_tsv("page_words.tsv", ("kind", "pattern")))


def words(kind: str) -> tuple[str, ...]:
    """The shipped patterns of one kind."""
    return _shipped()[kind]


@cache
def _any(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in words(kind)))


@cache
def _captions() -> re.Pattern[str]:
    longest_first = sorted((squeeze(word) for word in words("ui")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def _controls() -> re.Pattern[str]:
    caption = _captions().pattern
    return re.compile(rf"(?:[\W_\d]|a[+-]?)*(?:{caption})(?:{caption}|[\W_\d]|a[+-]?)*")


@lru_cache(maxsize=4096)
def _begins(kind: str, text: str) -> bool:
    """Whether a text, not squeezed yet, begins as one of the patterns of a kind says."""
    return _any(kind).match(squeeze(text)) is not None


def is_controls(line: Line) -> bool:
    """Whether it shows the page's controls and nothing else: 【打印】【关闭】, 字体：大 中 小."""
    return len(line.text) <= FURNITURE_LENGTH and is_control_word(line.text)


@cache
def _controls_behind() -> re.Pattern[str]:
    captions = "|".join(map(re.escape, sorted(words("ui"), key=len, reverse=True)))
    return re.compile(rf"(?:\s*[【\[〖(（]\s*(?:{captions})(?:\s|{captions})*[】\]〗)）])+\s*$")


def without_controls(text: str) -> str:
    """A paragraph without the captions in brackets that end it: …。【打印】【关闭】"""
    return _controls_behind().sub("", text) if text[-1:] in CLOSING else text


@lru_cache(maxsize=4096)
def is_control_word(word: str) -> bool:
    """Whether a word, brackets aside, is a control's caption, or several."""
    text = squeeze(word)
    return _captions().search(text) is not None and _controls().fullmatch(text) is not None


def is_the_site_s(line: Line) -> bool:
    """Whether it speaks of the site, not of the document: a welcome, its owner, rights, how it is best viewed."""
    return _begins("site", line.text[: FURNITURE_LENGTH * 2])


def is_summary(line: Line) -> bool:
    """Whether it is the summary that a page's header gives of its document."""
    return _begins("summary", line.text[: FURNITURE_LENGTH * 2])


def is_above_body(line: Line) -> bool:
    """Whether it is a path to the page, a clock, the document's summary, or controls."""
    text = squeeze(line.text)[: FURNITURE_LENGTH * 2]
    found = any(_any(kind).match(text) for kind in ("crumb", "clock", "summary"))
    return found or is_controls(line) or is_the_site_s(line)


def ends_body(line: Line) -> bool:
    """Whether the document ends before it: the neighbours in the column, related links, editors, the footer."""
    return _is_short(line, "end") or _is_short(line, "aside") or is_the_site_s(line)


def _is_short(line: Line, kind: str) -> bool:
    """Whether it is no sentence, and begins as one of the patterns of a kind says."""
    if is_prose(line):
        return False
    text = squeeze(line.text)
    return len(text) <= FURNITURE_LENGTH and bool(_any(kind).match(text))


def is_aside(line: Line) -> bool:
    """Whether it names a box of related pages (相关链接, 延伸阅读), which a text may go on below."""
    return _is_short(line, "aside")


def may_end_body(line: Line) -> bool:
    """Whether the document ends before it unless text follows: who runs the site or a meeting, who wrote."""
    return _is_short(line, "soft_end")


def is_attachment_line(line: Line) -> bool:
    """Whether it names a file and nothing else."""
    text = squeeze(line.text)
    return len(text) <= FURNITURE_LENGTH * 2 and bool(_any("attachment").fullmatch(text))


def points_elsewhere(text: str) -> bool:
    """Whether it tells the reader to open another document."""
    return bool(_any("pointer").search(squeeze(text)))


def is_generic_title(text: str) -> bool:
    """Whether it names a column or a portal, not a document."""
    return bool(_any("generic_title").fullmatch(squeeze(text)))


def is_furniture(line: Line) -> bool:
    """Whether it is no line of a document, wherever it stands."""
    return is_controls(line) or is_the_site_s(line) or (is_link(line) and ends_body(line))
