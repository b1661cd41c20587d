"""A reading of a text for matching, as long as the original, so that every offset holds in both."""

from __future__ import annotations

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
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

BLANKS = dict.fromkeys([0x09, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0xFEFF], " ")
"""Blanks of every width and of none, as editors leave them; a line feed stays, for it ends a paragraph."""

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
"""Traditional forms of numerals and measure words: official gateways serve a traditional reading of the same page."""

TABLE = FULL_WIDTH | BLANKS | {ord(old): new for old, new in (MARKS | TRADITIONAL).items()}


def fold(text: str) -> str:
    """The text with full-width forms, dashes, brackets and traditional measure words brought to one spelling."""
    return text.translate(TABLE)
