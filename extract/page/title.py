"""A document's title, from wherever a page states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.dates import find_date
from extract.page.lines import Line, is_link, squeeze
from extract.page.pairs import is_dateline, is_header, pairs_of
from extract.page.trim import (
    LINE_LENGTH,
    LIST_MARKS,
    TITLE_LENGTH,
    TITLE_LINES,
    ends_like_organ,
    ends_like_title,
    is_document_number,
    is_list_item,
    is_session,
    is_titled,
    key,
    names_document,
    names_no_document,
)
from extract.page.words import ends_body, is_above_body, is_generic_title, words

SEPARATOR = re.compile(r"\s*(?:[-_|—–―>»·]+|\s)\s*")
BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])")

SHORTEST = 5
"""Least characters of a title."""

YEAR = re.compile("20\\d\\d|[〇○零]")
PLACE = re.compile("[省市县区州盟旗镇乡局委厅办部]")

WITHOUT_ORGAN = re.compile(r"关于|20\d\d|二[〇○零]|年度?|法治|法制|依法|推进|贯彻|落实|履行|工作|情况")
"""How a title's line begins that leaves its organ to the line above. One that begins with a place has its own."""

LEADS_ON = re.compile(
    r"[\u4e00-\u9fff]*[省市县区州盟旗镇乡局委厅办部](?:关于)?20\d\d年度?(?:全[省市县区州盟旗镇乡])?"
    r"|20\d\d年度?[\u4e00-\u9fff]{2,12}[省市县区州盟旗镇乡]"
)
"""A title's line that breaks off behind its place and its year."""

PARTY = ("中共", "中国共产党")
"""How the line of a joint report begins that stands above its government's."""

AUTHORITY = re.compile(
    r"[省市县区州盟旗镇乡国](?:人民)?政府|[省市县区州盟旗镇乡国][\u4e00-\u9fff]{1,12}(?:(?<!格)局|委|委员会|[厅部院]|办公室)$"
    r"|(?:政府|政务|门户|信息)(?:网站?|平台)$"
)
"""A portal's name that a blank alone parts from the title: a place's authority, or a word for such sites. Halves of one
title (守住法治底线 打造服务型政府) may end like a portal's name too."""

COLUMN_MARKS = ("_", "|", ">", "»")
COLUMN_LENGTH = 6
"""Longest name of a column, in characters: 领导讲话, 法治政府建设."""

BRACKETS = ("【", "[", "［")

MARKS = "".join(LIST_MARKS) + " "
"""What may stand before a title that a page sets as an item of a list."""

CUT = ("...", "…", "..")
"""What ends a title that a listing or a tag has cut."""


def tidy(text: str) -> str:
    """A title without white space between ideographs and without the quotes or dashes around it."""
    return BETWEEN_IDEOGRAPHS.sub("", " ".join(text.split())).strip(" \t-_|—·:：")


def is_title(text: str, site_name: str | None) -> bool:
    """Whether it can be a document's title: not too short or long, not the portal's or a column's name."""
    bare = squeeze(text)
    return (
        SHORTEST <= len(bare) <= TITLE_LENGTH * 2
        and not is_generic_title(text)
        and not names_no_document(text)
        and bare != squeeze(site_name or "")
        and bool(re.search(r"[\u4e00-\u9fff]", bare))
    )


def names_site(part: str, site_name: str | None = None) -> bool:
    """Whether a part of a `<title>` is the portal's name: as it is known, or by its ending."""
    bare = squeeze(part)
    if site_name and bare and (bare == squeeze(site_name) or bare in squeeze(site_name)):
        return True
    return bare.endswith(words("site_ending")) and not ends_like_title(part)


def _ends_in_site(last: str, site_name: str | None, between: str) -> bool:
    """Whether a last part is the portal's name. Behind a blank it has to be the known one, or a place's authority."""
    known = squeeze(last) == squeeze(site_name or "") or bool(between.strip())
    return names_site(last, site_name) and (known or bool(AUTHORITY.search(squeeze(last))))


def _ends_in_column(last: str, rest: str, between: str) -> bool:
    """Whether a last part is a column's name: a short one behind a document's, parted by what no title holds."""
    return between.strip() in COLUMN_MARKS and len(squeeze(last)) <= COLUMN_LENGTH and names_document(rest)


def _names_only_site(first: str, rest: str, site_name: str | None, between: str) -> bool:
    """Whether a first part is the portal's or a column's name, and not the issuer that 关于 follows."""
    named = squeeze(first) == squeeze(site_name or "") or (bool(between.strip()) and names_site(first, site_name))
    return is_generic_title(first) or (named and not rest.startswith("关于"))


def split_site(text: str, site_name: str | None) -> tuple[str, str | None]:
    """A `<title>` without the portal's and its columns' names, and the portal's name as the tail gives it.

    Only whole parts between separators fall, from the ends, and never the last that is left.
    """
    tail: str | None = None
    while True:
        breaks = list(SEPARATOR.finditer(text.strip()))
        if not breaks:
            return text, tail
        text = text.strip()
        last, first = text[breaks[-1].end() :], text[: breaks[0].start()]
        named = _ends_in_site(last, site_name, breaks[-1][0])
        if named or is_generic_title(last):
            tail = tail or (last if named else None)
            text = text[: breaks[-1].start()]
        elif _names_only_site(first, text[breaks[0].end() :], site_name, breaks[0][0]):
            text = text[breaks[0].end() :]
        elif _ends_in_column(last, text[: breaks[-1].start()], breaks[-1][0]):
            text = text[: breaks[-1].start()]
        else:
            return text, tail


def without_date(text: str) -> str:
    """A title without the date that its element shows behind it (`…会议 (2024年3月1日)`)."""
    hit = find_date(text)
    if hit is None or text[hit[2] :].strip(" )）]】"):
        return text
    return text[: hit[1]].rstrip(" (（[【")


def labelled_titles(head: Sequence[Line]) -> list[str]:
    """What labels above the body (标题, 名称) say, beside them or in the line below."""
    found: list[str] = []
    for at, line in enumerate(head):
        pairs = pairs_of(line)
        found += [pair.value for pair in pairs if pair.known and pair.known.field == "title"]
        alone = len(pairs) == 1 and found and not found[-1] and at + 1 < len(head)
        if alone and len(squeeze(head[at + 1].text)) >= LINE_LENGTH and _is_candidate(head[at + 1]):
            found[-1] = head[at + 1].text
    return found


def _is_candidate(line: Line) -> bool:
    """Whether a line above a body may be of the title. `【解读】…的解读` looks like a label, and is none."""
    if is_link(line) or is_list_item(line):
        return False
    bracketed = line.text[:1] in BRACKETS and ends_like_title(line.text)
    return not (
        (is_header(line) and not bracketed)
        or is_dateline(line)
        or is_above_body(line)
        or ends_body(line)
        or is_generic_title(line.text)
        or is_document_number(line.text)
        or is_session(line.text)
    )


def _with_line_above(lines: Sequence[Line], at: int) -> str:
    """A title's line, with the line above it where that begins the title: an organ, or words that 关于 leads on."""
    text = lines[at].text
    above = lines[at - 1].text if at and _is_candidate(lines[at - 1]) else ""
    if LEADS_ON.fullmatch(squeeze(above)) and not YEAR.search(text):
        return above + text
    begins = "关于" in above and "关于" not in text and not ends_like_title(above)
    if begins:
        return _with_line_above(lines, at - 1) + text
    if ends_like_organ(above) and WITHOUT_ORGAN.match(squeeze(text)) and key(above) not in key(text):
        party = lines[at - 2].text if at > 1 else ""
        return (party if party.startswith(PARTY) and ends_like_organ(party) else "") + above + text
    return text


def _spread(lines: Sequence[Line], start: int) -> str | None:
    """The title that begins with a line and goes on over the next, if they name a document together."""
    text = ""
    for line in lines[start : start + TITLE_LINES]:
        if not _is_candidate(line):
            return None
        text += line.text
        if text != line.text and ends_like_title(text):
            return text if len(squeeze(text)) <= TITLE_LENGTH else None
    return None


def _before_labels(line: Line) -> str:
    """The document's name that a line states before its labels (`…报告 发布时间：… 来源：…`), or nothing."""
    label = next((pair.label for pair in pairs_of(line) if pair.label), "")
    text = line.text.partition(label)[0] if label else ""
    return text if names_document(text) else ""


def _score(text: str, lines: Sequence[Line], at: int) -> int:
    """How much speaks for a line above a body being the title: a year, an organ or place, the header right below."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    headed = below is not None and (is_header(below) or is_dateline(below))
    return bool(YEAR.search(text)) + bool(PLACE.search(text)) + headed


def titles_of_lines(head: Sequence[Line]) -> list[str]:
    """What the lines above a body say by wording and place: documents' names, the likeliest first; the longest line."""
    candidates = [at for at, line in enumerate(head) if _is_candidate(line)]
    named = [
        (-_score(head[at].text, head, at), at, _with_line_above(head, at))
        for at in candidates
        if names_document(head[at].text)
    ]
    if not named:
        spread = ((at, _spread(head, at) or "") for at in candidates)
        named = [(0, at, text) for at, text in spread if len(squeeze(text)) >= LINE_LENGTH]
    longest = sorted((head[at].text for at in candidates), key=len, reverse=True)
    fused = (_before_labels(line) for line in head)
    listed = (
        line.text.lstrip(MARKS) for line, below in pairwise(head) if is_list_item(line) and is_titled(line, below)
    )
    return [*(without_date(text) for _, _, text in sorted(named)), *filter(None, fused), *listed, *longest[:1]]


def choose(candidates: Iterable[str | None], site_name: str | None) -> str:
    """The first candidate that can be a title; where it is cut, the longer one that begins so. Empty where none can.

    Candidates behind the one that is chosen are not asked for.
    """
    valid = (tidy(text) for text in candidates if text and is_title(text, site_name))
    first = next(valid, "")
    if not first.endswith(CUT):
        return first
    start = squeeze(first.rstrip(".…"))
    longer = (other for other in valid if squeeze(other).startswith(start) and not other.endswith(CUT))
    return next(longer, first)
