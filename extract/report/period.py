"""When a figure is of, and of whom: the report's year unless the words around it say otherwise."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from extract.report.numerals import parse_chinese
from extract.report.zones import Zone
from extract.search import last_match, opened

TITLES = re.compile("《[^《》\n]*》")

SINCE = re.compile(r"(?:自|从)?((?:19|20)\d{2})年(?:\d{1,2}月(?:份)?)?(?:\d{1,2}日)?(?:以来|起|至今)")
UNTIL = re.compile(r"(?:截[至止]|至)(?:到)?(?:((?:19|20)\d{2})年)?(?:(\d{1,2})月(?:份)?(?:(\d{1,2})日)?)?(年?底|末)?")
YEAR = re.compile(r"((?:19|20)\d{2})年度?(?![\d-])")
LAST_YEAR = re.compile(r"(?<![较比于同])(?:上一?年度?|去年)(?!(?:同期|相比|度?第|增|减|下降|上升))")
COMPARED = re.compile(r"(?:上一?年度?|去年)(?:同期)?的?$")
"""Directly before a number these make it last year's, though the clause compares (较上年的35件)."""

DATED = re.compile("[年月底末]")
"""One of these stands in whatever states a period, but for the words of CUMULATIVE."""

RECENT_YEARS = re.compile(r"(?:近|最近|过去)([两二三四五六七八九十\d])年")
CUMULATIVE = re.compile("累计|历年|总计")

SCOPE = opened(
    "全(?:省|自治区|市|州|盟|县|区|旗|镇|乡|街道|系统|局|委|厅)|(?:我|本)(?:省|自治区|市|州|盟|县|区|旗|镇|乡|街道|街|局|委|厅|机关|单位)"
    "|(?:省|市|州|县|区)(?:本级|级|直)(?=部门|机关|行政|单位|各|$|[^别])"
)
FREQUENCY = re.compile("每(?:年|半年|季度?|月|周|两周|半月|天|日|人|个|件|名|户|村)[^,，;；、]{0,8}$")
CHANGE = re.compile(
    "(?:同比|环比|较(?:上|去)年|比(?:上|去)年|与(?:上|去)年)[^,，;；]{0,12}$|(?:增长|下降|上升|降低|提高|提升|减少|增加)(?:了)?$"
)


class Period(NamedTuple):
    """The days that a figure covers, both ends included; None where the report's year is unknown."""

    start: date | None
    end: date | None
    is_cumulative: bool


def period_of(zone: Zone, report_year: int | None) -> Period:
    """The period of a figure by its own clause, then by its sentence; the report's year where neither names one."""
    cumulative = bool(CUMULATIVE.search(zone.before))
    for text in (zone.before, zone.earlier):
        found = _stated(TITLES.sub("", text), report_year) if DATED.search(text) else None
        if found:
            return Period(found.start, found.end, found.is_cumulative or cumulative)
    return Period(*_year(report_year), cumulative)


def _year(year: int | None) -> tuple[date | None, date | None]:
    return (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)


def _stated(text: str, report_year: int | None) -> Period | None:
    if COMPARED.search(text) and report_year:
        return Period(*_year(report_year - 1), False)
    since = last_match(SINCE, text)
    if since:
        start = date(int(since[1]), 1, 1)
        end = _year(report_year)[1]
        return Period(start, end if end and end >= start else None, int(since[1]) != report_year)
    until = last_match(UNTIL, text)
    if until and (until[1] or until[2] or until[4]):
        return _until(until, report_year)
    recent = last_match(RECENT_YEARS, text)
    if recent and report_year:
        span = int(recent[1]) if recent[1].isdigit() else parse_chinese(recent[1]) or 1
        return Period(date(report_year - span + 1, 1, 1), date(report_year, 12, 31), True)
    year = last_match(YEAR, text)
    if year:
        return Period(*_year(int(year[1])), False)
    if LAST_YEAR.search(text) and report_year:
        return Period(*_year(report_year - 1), False)
    return None


def _until(until: re.Match[str], report_year: int | None) -> Period | None:
    year = int(until[1]) if until[1] else report_year
    month = int(until[2]) if until[2] else 12
    if year is None or not 1 <= month <= 12:
        return None
    last_day = calendar.monthrange(year, month)[1]
    day = min(int(until[3]), last_day) if until[3] and int(until[3]) else last_day
    return Period(date(year, 1, 1), date(year, month, day), False)


def scope_of(zone: Zone) -> str | None:
    """The words that say whose figure it is (全县, 我镇, 区本级), the nearest before the number, or None."""
    for text in (zone.before, zone.earlier):
        found = last_match(SCOPE, text)
        if found:
            return found[0]
    return None


def is_frequency(zone: Zone) -> bool:
    """Whether the number says how often something is to happen (每季度1次), which is no count of the year."""
    return bool(FREQUENCY.search(zone.before))


def is_change(zone: Zone) -> bool:
    """Whether the number says by how much another changed (同比增长12%)."""
    return bool(CHANGE.search(zone.before))
