"""Characters that a site lost or swapped in dates, numbers and document numbers, where one reading alone is left.

The rules are the grammar of dates and numbers. Each is guarded by what stands around the gap: where a second reading is
possible (20213号, 12 3件, 2021年124日), none fires.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DATE = "date"
YEAR_RANGE = "year_range"
DOCUMENT_NUMBER = "document_number"
NUMBER = "number"
LOOKALIKE = "lookalike"
FORM = "form"

_YEAR = "(?:19[4-9][0-9]|20[0-4][0-9])"
_WHOLE_YEAR = rf"{_YEAR}(?<![0-9.][0-9]{{4}})"
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_NUMBER_BEHIND = "(?=第?[0-9]{1,5}(?:-[0-9]{1,3})?号)"
_HANZI = "〇一-鿿"
_RATE = "(?:[%‰]|个百分点)"

LONGEST_RANGE = 20
"""Years that a lost dash may span: a plan takes five, an outlook fifteen (2021—2035年)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of a text (none, where something was lost) and what is read in their place."""

    start: int
    end: int
    reading: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Loss:
    """A pattern whose group `gap` is read as `reading` says, if `fits` does not object.

    Each begins with a character or class and looks back only then: so a search skips what cannot begin a match.
    """

    kind: str
    pattern: re.Pattern[str]
    reading: Callable[[str], str]
    fits: Callable[[re.Match[str]], bool] = lambda _: True


def _loss(
    kind: str, pattern: str, reading: str | Callable[[str], str], **guard: Callable[[re.Match[str]], bool]
) -> _Loss:
    read = reading if callable(reading) else (lambda _: reading)
    return _Loss(kind, re.compile(pattern), read, **guard)


def _without_blanks(gap: str) -> str:
    return gap.replace(" ", "")


def _in_digits(gap: str) -> str:
    return gap.translate(str.maketrans("OoОо〇lI", "0000011"))


def _in_numerals(gap: str) -> str:
    return gap.translate(str.maketrans("0OoОо", "〇〇〇〇〇"))


def _has_blank(match: re.Match[str]) -> bool:
    return " " in match["gap"]


def _has_letter(match: re.Match[str]) -> bool:
    return not match["gap"].isascii() or not match["gap"].isdigit()


def _is_range(match: re.Match[str]) -> bool:
    return 0 < int(match["last"]) - int(match["first"]) <= LONGEST_RANGE


def _list_mark(mark: str) -> str:
    """㈠ as (一), ⑴ and ① as (1), ⒈ as 1、 so that no number behind it becomes its decimals."""
    plain = unicodedata.normalize("NFKC", mark)
    return f"{plain[:-1]}、" if plain[-1] == "." else plain if plain[0] == "(" else f"({plain})"


_LOSSES = (
    # 202010月, 20211-11月
    _loss(DATE, rf"{_WHOLE_YEAR}(?P<gap> ?)(?={_MONTH}(?:[-至到、]{_MONTH})?月)", "年"),
    # 2021年1231日, 2021年3 5日
    _loss(DATE, r"年(?<=[0-9]年)(?:1[0-2]|0[1-9])(?P<gap>)(?:3[01]|[12][0-9]|0[1-9])日", "月"),
    _loss(DATE, rf"年(?<=[0-9]年){_MONTH}(?P<gap> ){_DAY}日", "月"),
    # 12月31前, 截至12月31,
    _loss(DATE, rf"月(?<=[0-9]月){_DAY}(?P<gap>)(?=[之以]?前(?![0-9一二三四五六七八九十几]))", "日"),
    _loss(DATE, rf"截[至止]到?(?:{_YEAR}年)?{_MONTH}月{_DAY}(?P<gap>)(?=[,，。;；])", "日"),
    # 2 024年
    _loss(
        DATE,
        r"(?P<gap>[12](?<![0-9月日].)(?<![0-9] .) ?[09](?:(?<=19)|(?<=20)|(?<=1 9)|(?<=2 0)) ?[0-9] ?[0-9])(?=年)",
        _without_blanks,
        fits=_has_blank,
    ),
    # 20212025年
    _loss(
        YEAR_RANGE,
        rf"(?P<first>{_WHOLE_YEAR})(?P<gap> ?)(?P<last>{_YEAR})(?=年)",
        "-",
        fits=_is_range,
    ),
    # 〔202133号, 发2021〕33号, 发(2021)33号
    _loss(DOCUMENT_NUMBER, rf"〔{_YEAR}(?P<gap> ?){_NUMBER_BEHIND}", "〕"),
    _loss(DOCUMENT_NUMBER, rf"〕(?<=[{_HANZI}](?P<gap>)[12][09][0-9][0-9]〕){_NUMBER_BEHIND}", "〔"),
    _loss(
        DOCUMENT_NUMBER,
        rf"(?P<gap>[(<〈{{〔](?<=[{_HANZI}].)(?:(?!....〕){_YEAR}[)>〉}}〔〕]|(?<!〔){_YEAR}〕)){_NUMBER_BEHIND}",
        lambda gap: f"〔{gap[1:-1]}〕",
    ),
    # 6. 0%, 12 .5万元, 96。5%, 96·5%
    _loss(
        NUMBER,
        rf"[0-9](?<=[{_HANZI}-][0-9])(?<!第.)[0-9]{{0,3}}(?P<gap> ?\.[ \n]| \.)(?=[0-9]{{1,3}}(?:{_RATE}|[万亿]))",
        ".",
    ),
    _loss(
        NUMBER,
        rf"[0-9](?<=[{_HANZI}-][0-9])(?<!第.)[0-9]{{0,2}}(?P<gap>[。·•・‧∙⋅])(?=[0-9]{{1,2}}{_RATE})",
        ".",
    ),
    # 1, 234件
    _loss(
        NUMBER,
        rf"(?P<gap>[0-9](?<=[{_HANZI}].)(?<!第.)(?<!别[为是有达].)[0-9]{{0,2}}(?: ?, ?[0-9]{{3}}){{1,5}}+)"
        rf"(?=[{_HANZI}%])",
        _without_blanks,
        fits=_has_blank,
    ),
    # 2O20年, 20l9年, 二0二〇年
    _loss(
        LOOKALIKE,
        r"(?P<gap>[12lI](?<![0-9A-Za-z].)(?:(?<=2)[0OoОо〇]|(?<!2)9)[0-9OoОоlI〇]{2})(?=年)",
        _in_digits,
        fits=_has_letter,
    ),
    _loss(LOOKALIKE, r"[一二](?P<gap>[0OoОо〇零九][0OoОо〇零一二三四五六七八九]{2})(?=年)", _in_numerals),
    # (-)加强…, -、总体情况
    _loss(LOOKALIKE, rf"\((?<![^\n].)(?P<gap>-)(?=\)[{_HANZI}])", "一"),
    _loss(LOOKALIKE, rf"(?P<gap>-)(?<![^\n].)(?=、[{_HANZI}])", "一"),
    # ㈠ ⑴ ① ⒈
    _loss(FORM, "(?P<gap>[①-⑳⑴-⒇⒈-⒛㈠-㈩])", _list_mark),
)


def find_losses(text: str) -> Iterator[Edit]:
    """What the rules read otherwise than the page has it, in order, none overlapping another.

    `text` is in the forms of `to_forms`, tabs and all: nothing is read over a tab, which parts the cells of a table.
    """
    found = (edit for loss in _LOSSES for edit in _edits(loss, text))
    end = -1
    for edit in sorted(found, key=lambda edit: (edit.start, edit.end)):
        if edit.start >= end:
            yield edit
            end = max(edit.end, edit.start + 1)


def _edits(loss: _Loss, text: str) -> Iterator[Edit]:
    for match in loss.pattern.finditer(text):
        gap, reading = match["gap"], loss.reading(match["gap"])
        if reading != gap and loss.fits(match):
            yield Edit(*match.span("gap"), reading, loss.kind)
