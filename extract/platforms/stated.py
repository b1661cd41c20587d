"""What a listing's page states of itself: how many entries there are, or that there are none."""

from __future__ import annotations

import re

from extract.html import Tag
from extract.platforms.page_script import script_in

TOTAL = re.compile(
    r"共(?:有|计)?\|*(\d+)\|*[条篇](?:(?![^\W\d])|(?=记录|信息|数据|文章|文件|新闻|每页|第|当前|分|共|[首上下]一?页|转))"
)
"""Bars stand between texts. No word follows but a pager's: `共35条意见` is of a summary."""

EMPTY = re.compile(r"(?:暂无|没有)(?:任何|相关)*(?:数据|内容|信息|记录|文章|文件)|暂无(?!\w)|共0条")
SPACE = re.compile(r"\s+")


def number(pattern: re.Pattern[str], text: str) -> int | None:
    """The number of the pattern's first group, or None."""
    match = pattern.search(text)
    return int(match[1]) if match else None


def whole(text: str | None) -> int | None:
    """The whole number that a field holds and nothing else, or None."""
    return int(text) if text and text.isdecimal() else None


def bare(text: str) -> str:
    """The text without white space."""
    return SPACE.sub("", text)


def said(page: Tag, between: str = "") -> str:
    """What a page says beside its links and scripts, without white space: its pager's counts among it."""
    return bare(between.join("" if each.find_parent("a") else each for each in page.strings))


def total_stated(page: Tag, text: str = "", least: int = 0) -> int | None:
    """How many entries the listing says that it has, or a script in its source `text`; nothing below `least` counts."""
    total, script = number(TOTAL, said(page, "|")), script_in(text)
    if total is None and script:
        total = script.total
    return total if total is not None and total >= least else None


def says_empty(page: Tag) -> bool:
    """Whether a page says that its list has no entry (暂无信息)."""
    return bool(EMPTY.search(said(page)))
