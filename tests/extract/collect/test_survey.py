"""From a page of a portal to its column of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.collect.fetch import Fetcher
from extract.collect.survey import PAGES_MAX, Survey, survey
from extract.errors import FetchError, GoneError, ListingError, RefusedError

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

COLUMN = (
    "<html><body><ul>"
    '<li><a href="t20240329_1.html">松溪区2023年度法治政府建设工作报告</a><span>2024-03-29</span></li>'
    '<li><a href="t20230330_2.html">松溪区2022年度法治政府建设工作报告</a><span>2023-03-30</span></li>'
    '</ul><script>createPageHTML(1,0,"index","html");</script></body></html>'
)


def page(*links: tuple[str, str]) -> str:
    said = "".join(f'<p><a href="{address}">{words}</a></p>' for address, words in links)
    return f"<html><body><h1>松溪区人民政府</h1><p>松溪之水，清且涟漪。</p>{said}</body></html>"


def found(server: Server, run_id: str, path: str = "/") -> Survey:
    with Fetcher(server.source(), run_id) as fetcher:
        return survey(server.url(path), fetcher)


def test_the_column_itself_takes_one_request(server: Server, run_id: str) -> None:
    server.on("/fz/", COLUMN)
    column = found(server, run_id, "/fz/").column
    assert (column.url, column.platform, len(column.reports)) == (server.url("/fz/"), "trs", 2)
    assert server.paths() == ["/fz/"]


def test_the_best_links_are_followed_over_several_levels(server: Server, run_id: str) -> None:
    server.on("/", page(("/news/", "新闻中心"), ("/map/", "网站地图"), ("/zwgk/", "政务公开")))
    server.on("/zwgk/", page(("/zwgk/nb/", "年度报告"), ("/zwgk/fd/", "法定主动公开内容")))
    server.on("/zwgk/nb/", page(("/", "首页")))
    server.on("/zwgk/fd/", page(("/fz/", "法治政府建设")))
    server.on("/fz/", COLUMN)
    done = found(server, run_id)
    assert done.column.url == server.url("/fz/")
    assert server.paths() == ["/", "/zwgk/", "/zwgk/nb/", "/zwgk/fd/", "/fz/"]
    assert len(done.steps) == 5


def test_a_column_of_no_family_is_read_by_its_structure(server: Server, run_id: str) -> None:
    rows = [f'<li><a href="/show.aspx?id={n}">松溪区20{n}年度法治政府建设工作报告</a></li>' for n in range(18, 24)]
    server.on("/list.aspx", f'<html><body><ul class="l">{"".join(rows)}</ul></body></html>')
    column = found(server, run_id, "/list.aspx").column
    assert (column.platform, len(column.reports)) == ("generic", 6)
    assert "structure" in column.shown_by


def test_a_site_map_for_programs_helps_where_no_link_does(server: Server, run_id: str) -> None:
    server.on("/", page(("/news/", "新闻中心")))
    server.on("/sitemap.xml", f"<urlset><url><loc>{server.url('/xx/fzzfjs/')}</loc></url></urlset>")
    server.on("/xx/fzzfjs/", COLUMN)
    column = found(server, run_id).column
    assert column.url == server.url("/xx/fzzfjs/")


def test_a_link_that_fails_is_told_and_the_next_is_followed(server: Server, run_id: str) -> None:
    server.on("/", page(("/gone/", "法治政府建设年度报告"), ("/fz/", "法治政府建设")))
    server.on("/fz/", COLUMN)
    done = found(server, run_id)
    assert any("/gone/" in step and "404" in step for step in done.steps)


def test_no_more_is_asked_than_a_handful(server: Server, run_id: str) -> None:
    server.on("/", page(*((f"/c{number}/", "法治政府建设") for number in range(40))))
    for number in range(40):
        server.on(f"/c{number}/", page(("/", "首页")))
    with pytest.raises(ListingError, match="no list of reports found") as raised:
        found(server, run_id)
    assert len(server.paths()) == PAGES_MAX
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("path", "answer", "error"),
    [
        ("/", {"status": 404}, GoneError),
        ("/", {"status": 403}, FetchError),
        ("/", {"body": ""}, FetchError),
        ("/robots.txt", {"body": "User-agent: *\nDisallow: /\n", "content_type": "text/plain"}, RefusedError),
        ("/", {"status": 302, "headers": {"Location": "http://www.qinghe.example/"}}, RefusedError),
    ],
)
def test_a_page_that_cannot_be_had_is_an_error(
    server: Server, run_id: str, path: str, answer: dict[str, object], error: type[Exception]
) -> None:
    server.on(path, **answer)
    with pytest.raises(error):
        found(server, run_id)
