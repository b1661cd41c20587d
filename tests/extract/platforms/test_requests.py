"""What platforms ask for beside an address: a form, a referer, a unit that the source names."""

from __future__ import annotations

import json

import pytest

from extract.platforms import PLATFORMS
from extract.platforms.base import Request

COLUMN = "http://a.example/col/col1/index.html"
UNITS = "".join(f"<script queryData=\"{{'tagId':'{name}','pageId':'1'}}\"></script>" for name in ("列表", "子栏目列表"))
ROW = '<li><a href="/art/2024/art_0123456789abcdef0123456789abcdef.html">甲县2023年法治政府建设年度报告</a></li>'

SEARCH = "http://a.example/fjdzapp/search"
FORM = (("channelid", "231407"), ("classsql", "chnlid=358"), ("prepage", "1"))
FOUND = {"pageCount": 2, "data": [{"doctitle": "甲县2023年法治政府建设年度报告", "docpuburl": "/t20240329_1.html"}]}


@pytest.mark.parametrize(
    ("named", "tag"), [("#列表", "%E5%88%97%E8%A1%A8"), ("#%E5%88%97%E8%A1%A8", "%E5%88%97%E8%A1%A8")]
)
def test_a_column_asks_for_the_unit_that_the_source_names_and_says_from_where(named: str, tag: str) -> None:
    following = PLATFORMS["hanweb_jpaas"].read(Request(f"{COLUMN}{named}"), UNITS).next_request
    assert following is not None
    assert following.url.endswith(f"/front/page/build/unit?tagId={tag}&pageId=1")
    assert following.referer == COLUMN


def test_every_page_of_a_unit_is_asked_for_from_the_column() -> None:
    unit = Request("http://a.example/front/page/build/unit?pageId=1", referer=COLUMN)
    answer = json.dumps({"data": {"html": f"<ul>{ROW}</ul>"}})
    following = PLATFORMS["hanweb_jpaas"].read(unit, answer).next_request
    assert following is not None
    assert following.referer == COLUMN


def test_the_successor_of_was5_is_asked_by_form() -> None:
    first = PLATFORMS["was5"].first(f"{SEARCH}?channelid=231407&classsql=chnlid%3D358&prepage=1")
    assert first == Request(SEARCH, FORM)
    following = PLATFORMS["was5"].read(first, json.dumps(FOUND)).next_request
    assert following == Request(SEARCH, (*FORM, ("page", "2")))


@pytest.mark.parametrize(
    ("url", "text", "names"),
    [
        (COLUMN, "<script src='/module/web/jpage/dataproxy.jsp'></script>", ["hanweb"]),
        (COLUMN, "<script url='/api-gateway/jpaas-publish-server/front/page/build/unit'></script>", ["hanweb_jpaas"]),
        ("http://a.example/art/2020/3/1/art_7_8.html", "<script url='/jpaas-publish-server/'></script>", ["hanweb"]),
        ("http://a.example/zc/art/2023/art_17339_775476.html", "", ["hanweb_jpaas"]),
        ("http://a.example/content/column/6790021?pageIndex=1", "", ["lonsun"]),
        ("http://a.example/zw/t20240329_1.html", "<form action='/was5/web/search'></form>", ["trs"]),
        ("http://a.example/lm.htm", "<form name='_newscontent_fromname'></form>", ["boda"]),
    ],
)
def test_neighbouring_systems_are_told_apart(url: str, text: str, names: list[str]) -> None:
    assert [name for name, platform in PLATFORMS.items() if platform.recognise(url, text)] == names
