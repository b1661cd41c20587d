"""A reading of a text for matching, as long as the original, so that every offset holds in both."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extract.swaps import swaps

FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)}
"""Full-width digits and Latin letters, with the marks between them (＜＝＞？＠)."""

MARKS = {
    "（": "(",
    "）": ")",
    "﹙": "(",
    "﹚": ")",
    "．": ".",
    "％": "%",
    "﹪": "%",
    "﹝": "〔",
    "﹞": "〕",
    "［": "〔",
    "］": "〕",
    "【": "〔",
    "】": "〕",
    "[": "〔",
    "]": "〕",
    "＋": "+",
    "－": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "─": "-",
    "~": "-",
    "～": "-",
    "〜": "-",
    "﹒": ".",
    "○": "〇",
    "Ｏ": "〇",
    "◯": "〇",
    "﹣": "-",
    "／": "/",
}

WIDE_BLANKS = dict.fromkeys(map(chr, [0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F]), " ")
LOOSE_BLANKS = "\t\u200b\ufeff"
"""A tab parts the cells of a table, the others have no width: `fold` takes them for blanks, a repair looks closer."""

TRADITIONAL = {
    "個": "个",
    "項": "项",
    "條": "条",
    "處": "处",
    "戶": "户",
    "輪": "轮",
    "場": "场",
    "兩": "两",
    "萬": "万",
    "億": "亿",
    "餘": "余",
    "幾": "几",
    "張": "张",
    "臺": "台",
    "輛": "辆",
    "門": "门",
    "節": "节",
    "課": "课",
    "時": "时",
    "類": "类",
    "種": "种",
    "筆": "笔",
    "組": "组",
    "間": "间",
    "畝": "亩",
    "頃": "顷",
    "噸": "吨",
    "點": "点",
    "貳": "二",
}
"""Traditional forms of numerals and measure words, in texts too short or too mixed to be told as traditional."""


def exchange(table: dict[str, str]) -> Callable[[str], str]:
    """What puts for each character of a table another. `str.translate` looks at each character of a text, this at those
    alone that the table has."""
    characters = re.compile(f"[{re.escape(''.join(table))}]")

    def other(match: re.Match[str]) -> str:
        return table[match[0]]

    return lambda text: characters.sub(other, text)


@cache
def _to_forms() -> Callable[[str], str]:
    return exchange(FULL_WIDTH | WIDE_BLANKS | MARKS | TRADITIONAL | swaps().lookalikes)


def to_forms(text: str) -> str:
    """The text with full-width forms, dashes, brackets and look-alikes brought to one spelling, tabs left alone."""
    return _to_forms()(text)


def to_blanks(forms: str) -> str:
    """The text with tabs and blanks of no width as blanks, too."""
    for blank in LOOSE_BLANKS:
        forms = forms.replace(blank, " ")
    return forms


def fold(text: str) -> str:
    """The text in the characters that rules read, each as on the page; `repair.repair` reads lost ones, too."""
    return to_blanks(to_forms(text))
