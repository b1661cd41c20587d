"""Rows of examples: addresses, titles and dates as listings show them."""

from __future__ import annotations

from datetime import date

import pytest

from extract.html import soup
from extract.platforms.rows import date_in, page_address, row_entry

BASE = "http://a.example/fz/"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-28", date(2024, 3, 28)),
        ("[2024-03-28]", date(2024, 3, 28)),
        ("2024/3/8 10:05", date(2024, 3, 8)),
        ("（2024年3月28日）", date(2024, 3, 28)),
        ("发布时间：2024.03.28 09:30:11", date(2024, 3, 28)),
        ("28 2024-03", date(2024, 3, 28)),
        ("28\n2024/03", date(2024, 3, 28)),
        ("03-28", None),
        ("2024-13-01", None),
        ("点击：20240", None),
        ("", None),
    ],
)
def test_dates_beside_entries(text: str, day: date | None) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("./202403/t20240328_1.html", "http://a.example/fz/202403/t20240328_1.html"),
        ("//b.example/x.html#top", "http://b.example/x.html"),
        ("附件 一.docx", "http://a.example/fz/%E9%99%84%E4%BB%B6%20%E4%B8%80.docx"),
        ("a%20b.html", "http://a.example/fz/a%20b.html"),
        ("javascript:void(0)", None),
        ("mailto:office@a.example", None),
        ("http://[broken/", None),
    ],
)
def test_addresses_of_links(href: str, address: str | None) -> None:
    assert page_address(BASE, href) == address


@pytest.mark.parametrize(
    ("row", "title", "day"),
    [
        ("<a href='1.html' title='甲县2023年度报告全文'>甲县2023年...</a>", "甲县2023年度报告全文", None),
        ("<a href='1.html' title='甲县2023年度报告全文'>甲县2023年……</a>", "甲县2023年度报告全文", None),
        ("<a href='1.html' title='甲县2023年度报告全文'>甲县2023年度</a>", "甲县2023年度报告全文", None),
        ("<a href='1.html' title='甲县报告全文'>甲县… <i>发布于2024-03-05</i></a>", "甲县报告全文", date(2024, 3, 5)),
        ("<a href='1.html' title='点击查看'>甲县2023年度报告</a>", "甲县2023年度报告", None),
        ("<a href='1.html'>甲县2023年...</a>", "甲县2023年...", None),
        ("<a href='1.html' title='甲县<br>年度报告'></a>", "甲县 年度报告", None),
        ("<a href='1.html'><span>甲县年度报告</span><i>2020-08-14</i></a>", "甲县年度报告", date(2020, 8, 14)),
        ("<a href='1.html'>关于2024年3月1日通报的说明</a>", "关于2024年3月1日通报的说明", None),
        ("<a href='1.html'>关于2024年3月1日通报的说明</a>2024-03-05", "关于2024年3月1日通报的说明", date(2024, 3, 5)),
        (
            "<a href='1.html'><h4>甲县年度报告</h4><p>2024-03-05</p><p>一年来，…</p></a>",
            "甲县年度报告",
            date(2024, 3, 5),
        ),
        ("<a href='1.html'><img></a><a href='1.html'>▪ 甲县年度报告</a>", "甲县年度报告", None),
    ],
)
def test_titles_and_dates_of_rows(row: str, title: str, day: date | None) -> None:
    entry = row_entry(soup(f"<li>{row}</li>"), BASE, BASE)
    assert entry is not None
    assert (entry.title, entry.listed_on) == (title, day)


def test_a_row_that_leads_to_no_page_is_no_entry() -> None:
    assert row_entry(soup("<li><a href='javascript:top()'>返回顶部</a></li>"), BASE, BASE) is None
