"""Which pages of a foreign crawl announce a report, by address and title."""

from __future__ import annotations

import pytest

from extract.collect.alike import announces_report

ARTICLE = "http://www.qinghe.gov.cn/zwgk/202403/t20240328_1.html"
COLUMN = "http://www.qinghe.gov.cn/zwgk/fzzfjs/index_2.html"


def page(head: str, body: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("url", "html", "announces"),
    [
        (ARTICLE, page("<title>青禾县2023年法治政府建设年度报告_青禾县人民政府</title>"), True),
        (ARTICLE, page("<title>青禾县人民政府</title>", "<h1>二〇二三年度法治政府建设情况报告</h1>"), True),
        (
            ARTICLE,
            page("<title>文章</title>", "<h2 class='t'>青禾县司法局<br>2022年<b>法治政府</b>建设工作报告</h2>"),
            True,
        ),
        (
            ARTICLE,
            page('<meta name="ArticleTitle" content="关于2021年度法治政府建设情况的报告"><title>详情</title>'),
            True,
        ),
        (
            ARTICLE,
            page('<meta content="x" name="a"><meta property="og:title" content="2020年度法治政府建设报告">'),
            True,
        ),
        (ARTICLE, page("<title>青禾县2016年依法行政工作报告</title>"), True),
        (ARTICLE, page("<TITLE>\n 青禾县&#50;023年法治政府建设年度报告 \n</TITLE>"), True),
        (ARTICLE, page("<title>青禾县2023年政府信息公开工作年度报告</title>", "<p>法治政府建设年度报告</p>"), False),
        (ARTICLE, page("<title>一图读懂2023年法治政府建设年度报告</title>"), False),
        (ARTICLE, page("<title>关于报送2023年法治政府建设年度报告的通知</title>"), False),
        (ARTICLE, page("<title>首页</title>", "<a title='2023年法治政府建设年度报告'>…</a>"), False),
        (ARTICLE, page(""), False),
        (COLUMN, page("<title>法治政府建设年度报告</title>"), False),
        (COLUMN, page("<title>2023年法治政府建设年度报告</title>"), True),
        ("http://www.qinghe.gov.cn/", page("<title>法治政府建设年度报告</title>"), False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_announces_a_report_by_its_titles(url: str, html: str, announces: bool, encoding: str) -> None:
    assert announces_report(url, f"text/html; charset={encoding}", html.encode(encoding)) is announces


def test_bytes_that_are_no_text_announce_nothing() -> None:
    assert not announces_report(ARTICLE, "text/html", bytes(range(256)) * 40)
