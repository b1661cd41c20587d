"""The list of a page by structure alone: on the listings of every family, on rows of examples, on pages without any."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from demo.families import FAMILIES
from demo.site import Site
from extract.errors import ListingError
from extract.html import soup
from extract.platforms import PLATFORMS
from extract.platforms.base import Entry, ListingPage, Request
from extract.platforms.generic import read
from extract.platforms.rows import page_address

FIXTURES = Path(__file__).parents[2] / "fixtures"
OTHERS = [name for name in PLATFORMS if name != "generic"]
CASES = sorted(path.parent for name in OTHERS for path in (FIXTURES / name).glob("listing*/page.html"))
BASE = "http://www.example.gov.cn"
FAR_PAGER = ("hanweb", "hanweb_jpaas", "lonsun", "shanghai", "gkmlpt", "was5")
"""Families whose next page stands in no page: a script of theirs makes up its address."""

ASIDE = {
    "http://www.songxi.example/zwgk/gzdt/202401/t20240111_77.html",
    "http://www.songxi.example/zwgk/gzdt/202401/t20240112_78.html",
    "https://www.tingzhou.example/29509/55306/content_650021.html",
}
"""Links beside a list, or beside another in its row, that a family takes by their addresses."""

Shown = tuple[Request, str, ListingPage]


def shows(request: Request, text: str, entries: tuple[Entry, ...]) -> bool:
    """Whether a page is HTML that links the entries: no answer of a program, no list inside a script."""
    if not entries or not text.lstrip().startswith("<") or text.lstrip().startswith("<?xml"):
        return False
    links = {page_address(request.url, str(link["href"])) for link in soup(text).select("a[href]")}
    return {entry.url for entry in entries} <= links


def saved_pages() -> Iterator[tuple[str, Shown]]:
    for case in CASES:
        request = Request(json.loads((case / "expected.json").read_text(encoding="utf-8"))["request"])
        text = (case / "page.html").read_text(encoding="utf-8")
        own = PLATFORMS[case.parent.name].read(request, text)
        yield f"{case.parent.name}-{case.name}", (request, text, own)


def served_pages(family: str) -> Iterator[Shown]:
    site, request = Site(BASE, family), PLATFORMS[family].first(BASE + FAMILIES[family].listing)
    following: Request | None = request
    while following:
        parts = urlsplit(following.url)
        text = site.answer(parts.path, dict(parse_qsl(parts.query))).body.decode()
        own = PLATFORMS[family].read(following, text)
        yield following, text, own
        following = own.next_request


SAVED = [(name, shown) for name, shown in saved_pages() if shows(shown[0], shown[1], shown[2].entries)]


def assert_same(found: tuple[Entry, ...], own: tuple[Entry, ...]) -> None:
    """The same pages and titles; the same dates where the family gives one."""
    dates = {entry.url: entry.listed_on for entry in found}
    expected = {(entry.url, entry.title): entry.listed_on for entry in own if entry.url not in ASIDE}
    assert {(entry.url, entry.title) for entry in found} == set(expected)
    assert {url: day for (url, _), day in expected.items() if day} == {
        url: dates[url] for (url, _), day in expected.items() if day
    }


@pytest.mark.parametrize("shown", [shown for _, shown in SAVED], ids=[name for name, _ in SAVED])
def test_a_saved_listing_has_the_entries_that_its_family_finds(shown: Shown) -> None:
    request, text, own = shown
    assert_same(read(request, text).entries, own.entries)


@pytest.mark.parametrize("family", OTHERS)
def test_a_demo_listing_has_the_entries_that_its_family_finds(family: str) -> None:
    for request, text, own in served_pages(family):
        if shows(request, text, own.entries):
            found = read(request, text)
            assert_same(found.entries, own.entries)
            assert family in FAR_PAGER or found.next_request == own.next_request


def test_most_families_show_their_list_in_a_page() -> None:
    families = {
        family for family in OTHERS for request, text, own in served_pages(family) if shows(request, text, own.entries)
    }
    assert families == set(OTHERS) - {"gkmlpt", "hanweb", "hanweb_jpaas", "was5"}


@pytest.mark.parametrize(
    "markup",
    [
        "",
        '{"list": "<a href=1.html>芦塘县2023年度法治政府建设情况报告</a>2024-03-01"}',
        "<p>系统维护中，请稍后再试。</p>",
        "<form>用户名<input name=u>密码<input type=password></form><a href='/find'>忘记密码</a>",
        "<h1>404</h1><p>页面不存在</p><a href='/'>芦塘县人民政府门户网站首页</a>",
        "<ul><li><a href='/a/'>信息公开</a></li><li><a href='/b/'>法治政府建设年度报告</a></li></ul>",
        "<a href='http://a.example/'>某某省发展和改革委员会网站</a><a href='http://b.example/'>某某市人力资源和社会保障局</a>"
        "<a href='http://c.example/index.html'>某某县人民政府门户网站</a><a href='http://d.example'>某某区市场监督管理局网站</a>",
        "<a href='javascript:go(1)'>芦塘县2023年度法治政府建设情况报告</a> 2024-03-01",
    ],
)
def test_a_page_without_a_list_is_an_error_that_names_it(markup: str) -> None:
    with pytest.raises(ListingError, match=r"http://a\.example/fz/: no rows") as raised:
        read(Request("http://a.example/fz/"), f"<html><body>{markup}</body></html>" if markup[:1] != "{" else markup)
    assert raised.value.remedy


ROW_A, ROW_B = "芦塘县2023年度法治政府建设情况报告", "芦塘县2022年度法治政府建设情况报告"


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ("<p><a href='1.html'>{a}</a></p><p>2024-03-01</p><p><a href='2.html'>{b}</a></p><p>2023-03-02</p>", (1, 2)),
        ("<p>2024-03-01</p><p><a href='1.html'>{a}</a></p><p>2023-03-02</p><p><a href='2.html'>{b}</a></p>", (1, 2)),
        ("<a href='1.html'>{a}</a>（2024-03-01）<br/><a href='2.html'>{b}</a>（2023-03-02）<br/>", (1, 2)),
        ("<a href='1.html'>{a}</a><!--t--> 2024-03-01<hr><a href='2.html'>{b}</a><!--2020-01-01--><hr>", (1, 0)),
        ("<li><a href='1.html'>{a}<i>2024-03-01</i></a></li><li><a href='2.html'>{b}</a></li>", (1, 0)),
        (
            "<li><b>01</b><i>2024-03</i><a href='1.html'>{a}</a></li>"
            "<li><b>02</b><i>2023-03</i><a href='2.html'>{b}</a></li>",
            (1, 2),
        ),
        (
            "<li><a href='/z/'>[公告]</a><a href='1.html'>{a}</a></li>"
            "<li><a href='/z/'>[公告]</a><a href='2.html'>{b}</a></li>",
            (0, 0),
        ),
    ],
)
def test_dates_in_and_beside_rows(rows: str, days: tuple[int, int]) -> None:
    url = "http://a.example/fz/"
    text = f"<div><ul>{rows.format(a=ROW_A, b=ROW_B)}</ul></div>"
    known = {0: None, 1: date(2024, 3, 1), 2: date(2023, 3, 2)}
    assert read(Request(url), text).entries == (
        Entry(f"{url}1.html", ROW_A, known[days[0]]),
        Entry(f"{url}2.html", ROW_B, known[days[1]]),
    )


def test_a_list_cut_into_groups_is_one_list() -> None:
    groups = "".join(
        f"<h3>{year}年</h3><ul class='list list{number}'>"
        f"<li class='row{year}'><a href='{year}/1.html'>芦塘县{year}年法治政府建设年度报告</a></li></ul>"
        for number, year in enumerate(range(2019, 2024))
    )
    found = read(Request("http://a.example/fz/"), f"<div>{groups}</div>").entries
    assert [entry.url for entry in found] == [f"http://a.example/fz/{year}/1.html" for year in range(2019, 2024)]


@pytest.mark.parametrize(
    ("href", "day", "beside"),
    [
        ("/show/77.htm", "2024-03-01", ""),
        ("/fz/202403/77.htm", "", ""),
        ("/fz/202403/77.htm", "", "2024-05-06"),
        ("/fz/77/", "2024-03-01", "2024-05-06"),
    ],
)
def test_the_one_row_of_a_last_page_outdoes_a_sidebar_of_six(href: str, day: str, beside: str) -> None:
    news = "".join(
        f"<li><a href='/news/{number}.htm'>芦塘县召开第{number}次全县工作会议</a><i>{beside}</i></li>"
        for number in range(6)
    )
    columns = (
        "<p><a href='/fz/zfxxgk/'>政府信息公开工作年度报告</a><a href='/fz/xzgf/'>行政规范性文件及合法性审查</a></p>"
    )
    row = f"<li><a href='{href}'>{ROW_A}</a><i>{day}</i></li>"
    text = f"{columns}<div class='r'><ul>{news}</ul></div><ul class='l'>{row}</ul>"
    (entry,) = read(Request("http://a.example/fz/index_4.html"), text).entries
    assert (entry.url, entry.title) == (f"http://a.example{href}", ROW_A)
