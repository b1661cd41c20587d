"""Rows of examples: what stands beside links to articles, and among their rows."""

from __future__ import annotations

import re
from datetime import date

import pytest

from extract.html import soup
from extract.platforms.base import Entry
from extract.platforms.linked_rows import entries_in

URL = "http://a.example/fz/315734/index.html"
ARTICLE = re.compile(r"/\d+/index\.html$")
TITLE_A, TITLE_B = "甲县2023年度法治政府建设年度报告", "甲县2022年度法治政府建设年度报告"


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ("<ul><li>{a}</li><li>2024-03-01</li></ul><ul><li>{b}</li><li>2023-03-02</li></ul>", (1, 2)),
        ("<dl><dt>2024-03-01</dt><dd>{a}</dd></dl><dl><dt>2023-03-02</dt><dd>{b}</dd></dl>", (1, 2)),
        ("<table><tr><td>{a}</td></tr><tr><td>2024-03-01</td></tr></table><p>{b}</p>", (1, 0)),
        ("<ul><li>{a}2024-03-01</li><li>2020-02-02</li></ul><ul><li>{b}</li></ul>", (1, 0)),
        ("<ul><li>{a}</li><li>{b}</li><li>2024-03-01</li></ul>", (0, 0)),
        ("<ul><li>{a}</li><li><a href='/gs/'>公示</a>2024-03-01</li></ul><ul><li>{b}</li></ul>", (0, 0)),
        ("<div><div><p>{a}</p></div><i>2024-03-01</i></div><div><div><p>{b}</p></div></div>", (1, 0)),
    ],
)
def test_a_date_stands_in_the_row_or_in_what_holds_this_row_alone(rows: str, days: tuple[int, int]) -> None:
    links = {"a": f"<a href='/x/1/index.html'>{TITLE_A}</a>", "b": f"<a href='/x/2/index.html'>{TITLE_B}</a>"}
    known = {0: None, 1: date(2024, 3, 1), 2: date(2023, 3, 2)}
    assert entries_in([soup(f"<div>{rows.format(**links)}</div>")], URL, ARTICLE) == (
        Entry("http://a.example/x/1/index.html", TITLE_A, known[days[0]]),
        Entry("http://a.example/x/2/index.html", TITLE_B, known[days[1]]),
    )


def test_the_listing_and_folders_around_it_are_no_entries() -> None:
    links = "".join(f"<p><a href='{href}'>{TITLE_A}</a></p>" for href in ("/fz/315734/index.html", "../315734/"))
    row = f"<p><a href='100001/index.html'>{TITLE_B}</a></p>"
    found = entries_in([soup(links + row)], URL, re.compile(r"/\d+/(?:index\.html)?$"))
    assert [entry.title for entry in found] == [TITLE_B]


def test_the_first_block_with_articles_is_the_list() -> None:
    rows = f"<ul><li><a href='/x/1/index.html'>{TITLE_A}</a></li></ul>"
    page = soup(f"<p>没有链接</p>{rows}<a href='/y/2/index.html'>{TITLE_B}</a>")
    assert [entry.title for entry in entries_in([*page.select("p, ul"), page], URL, ARTICLE)] == [TITLE_A]
    assert entries_in(page.select("p"), URL, ARTICLE) == ()


def test_a_list_of_articles_may_hold_what_is_none() -> None:
    article = "<li><a href='/x/{0}/index.html'>甲县{0}年法治政府建设年度报告</a></li>"
    others = (
        "<li><a href='http://b.example/x/7.html'>甲县司法局2020年法治政府建设年度报告</a><i>2021-03-01</i></li>"
        "<li><a href='/files/P01.pdf'>甲县2019年法治政府建设年度报告（扫描件）</a></li>"
        "<li><a href='/fz/old/'>更多</a></li><li>没有链接的一行</li>"
    )
    rows = "".join(article.format(year) for year in (2021, 2022, 2023, 2024))
    found = entries_in([soup(f"<ul>{rows}{others}</ul>")], URL, ARTICLE)
    assert [entry.url for entry in found[4:]] == ["http://b.example/x/7.html", "http://a.example/files/P01.pdf"]


def test_a_menu_with_one_article_is_no_list_of_them() -> None:
    menu = "<li><a href='/'>甲县人民政府门户网站首页</a></li><li><a href='/x/1/index.html'>甲县报告</a></li>"
    assert [entry.title for entry in entries_in([soup(menu)], URL, ARTICLE)] == ["甲县报告"]
