"""Links that lead to a column of reports, and those that do not."""

from __future__ import annotations

import pytest

from extract.collect.leads import leads_in

HOME = "http://www.songxi.example/"


def said(*links: tuple[str, str]) -> list[str]:
    """The words of the leads in a page of these links (address, words)."""
    page = "".join(f'<li><a href="{address}">{words}</a></li>' for address, words in links)
    return [lead.said for lead in leads_in(HOME, f"<html><body><ul>{page}</ul></body></html>")]


@pytest.mark.parametrize(
    "words",
    [
        "法治政府建设年度报告",
        "法治政府建设情况报告",
        "法治政府建设年报",
        "法治政府建设",
        "推进法治政府建设",
        "依法行政年度报告",
        "依法行政",
        "全面依法治市",
        "年度报告",
        "法定主动公开内容",
        "政府信息公开",
        "政务公开",
        "网站地图",
        "专题专栏",
    ],
)
def test_names_of_columns_are_leads(words: str) -> None:
    assert said(("/c1/", words)) == [words]


@pytest.mark.parametrize(
    "words",
    [
        "松溪区2023年法治政府建设年度报告",
        "松溪区二〇二二年度法治政府建设情况报告",
        "全区推进法治政府建设工作会议召开并部署下一阶段的重点任务",
        "松溪概况",
        "新闻中心",
        "首页",
        "联系我们",
        "",
    ],
)
def test_documents_and_other_columns_are_none(words: str) -> None:
    assert said(("/c1/", words)) == []


def test_an_address_leads_where_the_words_do_not() -> None:
    assert said(("/zwgk/fzzfjs/", "更多")) == ["更多"]


def test_the_best_come_first_each_address_once_and_on_this_host_alone() -> None:
    links = [
        ("/zwgk/", "政务公开"),
        ("/map/", "网站地图"),
        ("/fz/", "法治政府建设"),
        ("/fz/", "法治政府建设年度报告"),
        ("http://other.example/fz/", "法治政府建设年度报告"),
        ("javascript:void(0)", "法治政府建设年度报告"),
    ]
    assert said(*links) == ["法治政府建设年度报告", "政务公开", "网站地图"]


def test_a_category_of_a_catalogue_keeps_its_number() -> None:
    page = '<a href="/gkmlpt/index#2418">法治政府建设</a><a href="/x/#top">政务公开</a>'
    assert [lead.url for lead in leads_in(HOME, page)] == [f"{HOME}gkmlpt/index#2418", f"{HOME}x/"]


def test_a_site_map_for_programs_is_read_by_its_addresses() -> None:
    sitemap = f"<urlset><url><loc>{HOME}zwgk/fzzfjs/</loc></url><url><loc>{HOME}news/</loc></url></urlset>"
    assert [lead.url for lead in leads_in(f"{HOME}sitemap.xml", sitemap)] == [f"{HOME}zwgk/fzzfjs/"]
