"""Rows of examples: what listings state of their entries."""

from __future__ import annotations

import pytest

from extract.html import soup
from extract.platforms.stated import says_empty, total_stated


@pytest.mark.parametrize(
    ("said", "total"),
    [
        ("共35条", 35),
        ("共有 <b>35</b> 条记录", 35),
        ("共35篇", 35),
        ("共 35 条 每页 10 条", 35),
        ("共35条 1/4页", 35),
        ("共 35 条，分 4 页", 35),
        ("共35条 首页 上一页", 35),
        ("<p>共35条</p><p>主办单位</p>", 35),
        ("共35条<a href='2.html'>末页</a>主办单位", 35),
        ("共35条意见 共12条记录", 12),
        ("每页10条", None),
        ("全年共35条意见被采纳", None),
        ("<a href='1.html'>共35条意见的答复</a>", None),
        ("<!-- 共35条 -->共4页", None),
    ],
)
def test_the_total_that_a_listing_states(said: str, total: int | None) -> None:
    assert total_stated(soup(f"<div>{said}</div>")) == total


def test_a_total_below_what_the_page_shows_is_none() -> None:
    assert [total_stated(soup("共3条"), least=rows) for rows in (2, 3, 4)] == [3, 3, None]


@pytest.mark.parametrize(
    ("words", "is_empty"),
    [
        ("暂无相关信息", True),
        ("没有任何数据", True),
        ("<td>暂 无</td>", True),
        ("共 <b>0</b> 条", True),
        ("共10条", False),
        ("暂无机构名称的公告", False),
        ("<a href='/'>暂无信息</a>", False),
        ("<script>var empty = '暂无信息';</script>", False),
    ],
)
def test_a_listing_that_says_it_is_empty(words: str, is_empty: bool) -> None:
    assert says_empty(soup(f"<div>{words}</div>")) == is_empty
