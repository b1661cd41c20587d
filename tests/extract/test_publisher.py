"""Whose portal it is, by what its pages say."""

from __future__ import annotations

import pytest

from extract.publisher import owner_of
from extract.report.divisions import Gazetteer, load_divisions

GAZETTEER = Gazetteer.from_rows(load_divisions())


def page(title: str = "", **metas: str) -> str:
    tags = "".join(f'<meta name="{name}" content="{content}">' for name, content in metas.items())
    return f"<html><head><title>{title}</title>{tags}</head><body></body></html>"


@pytest.mark.parametrize(
    ("text", "publisher", "code"),
    [
        (page(SiteName="海宁市人民政府门户网站"), "海宁市人民政府", "330481"),
        (page("法治政府建设_海宁市人民政府"), "海宁市人民政府", "330481"),
        (page("首页", SiteName="河北省司法厅"), "河北省司法厅", "130000"),
        (page(SiteName="中国·海宁市"), "海宁市人民政府", "330481"),
        (page(SiteName="西湖区人民政府", SiteIDCode="3301060001"), "杭州市西湖区人民政府", "330106"),
        (page(SiteName="西湖区人民政府", SiteIDCode="3601030001"), "南昌市西湖区人民政府", "360103"),
    ],
)
def test_a_name_tells_publisher_and_division(text: str, publisher: str, code: str) -> None:
    owner = owner_of([("http://www.songxi.example/", text)], GAZETTEER)
    assert owner.publisher == publisher
    assert owner.division is not None
    assert owner.division.code == code
    assert owner.publisher_by


@pytest.mark.parametrize(
    ("url", "text", "code", "by"),
    [
        ("http://www.songxi.example/", page("首页", SiteIDCode="3304810001"), "330481", "site's code (330481)"),
        ("http://www.haining.gov.cn/", page("首页"), "330481", "host's name"),
    ],
)
def test_without_a_name_the_division_alone_is_told(url: str, text: str, code: str, by: str) -> None:
    owner = owner_of([(url, text)], GAZETTEER)
    assert owner.publisher is None
    assert owner.division is not None
    assert owner.division.code == code
    assert by in owner.division_by


@pytest.mark.parametrize("text", ["", page("首页"), page(SiteName="西湖区人民政府"), '{"docs": []}'])
def test_what_nothing_decides_stays_open(text: str) -> None:
    owner = owner_of([("http://www.songxi.example/", text)], GAZETTEER)
    assert owner.publisher is None
    assert owner.division is None
