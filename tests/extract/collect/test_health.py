"""What a listing's answer says of its health."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from extract.collect.health import Health, check_source

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

LISTING = (
    "<html><head><title>法治政府建设</title></head><body><ul>"
    '<li><a href="t20240329_1.html">松溪区2023年度法治政府建设工作报告</a><span>2024-03-29</span></li>'
    '<li><a href="t20240401_2.html">关于开展普法宣传的通知</a><span>2024-04-01</span></li>'
    '</ul><script>createPageHTML(3,0,"index","html");</script></body></html>'
)
EMPTY = (
    '<html><body><p>本栏目暂无内容，敬请期待松溪区的更多信息。</p><script>createPageHTML(1,0,"index","html");</script>'
)
OTHER = "<html><head><title>松溪新貌</title></head><body><p>山水之间，古镇新颜，欢迎来到松溪。</p></body></html>"
CHALLENGE = "<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></html>"
HEXMON = '<ul><li><a href="/fz/202403/49ca3d0c669f4c2ebf6f7fabf563549c.shtml">松溪区法治政府建设报告</a></li></ul>'


def check(server: Server, run_id: str, **changes: Any) -> Health:
    (health,) = check_source(server.source(**changes), run_id)
    return health


def test_a_listing_that_is_alive_says_what_it_lists_after_one_request(server: Server, run_id: str) -> None:
    server.on("/fz/index.html", LISTING)
    health = check(server, run_id)
    assert (health.state, health.entries, health.reports, health.newest) == ("alive", 2, 1, date(2024, 4, 1))
    assert health.evidence is not None
    assert (health.evidence.status, health.evidence.title) == (200, "法治政府建设")
    assert health.evidence.size == len(LISTING.encode())
    assert server.paths() == ["/fz/index.html"]


@pytest.mark.parametrize(
    ("answer", "state", "why"),
    [
        ({"body": EMPTY}, "empty", "no entry"),
        ({"body": OTHER}, "redesigned", "no link leads to an article"),
        ({"body": HEXMON}, "redesigned", "it looks like hexmon"),
        ({"body": "<p>无此页</p>", "status": 404}, "redesigned", "404"),
        ({"body": "<p>禁止访问</p>", "status": 403}, "blocked", "403"),
        ({"body": CHALLENGE, "status": 412}, "blocked", "412"),
        ({"body": CHALLENGE}, "blocked", "challenge"),
        ({"body": "", "status": 500}, "outage", "500"),
        ({"body": ""}, "outage", "empty"),
        ({"body": b"\xff\xfe\x00\xd8\x00\xd8", "content_type": "text/html"}, "redesigned", ""),
    ],
)
def test_what_ails_a_listing_is_told(server: Server, run_id: str, answer: dict[str, Any], state: str, why: str) -> None:
    server.on("/fz/index.html", **answer)
    health = check(server, run_id)
    assert health.state == state, health
    assert why in health.why
    assert health.entries == 0


def test_a_listing_that_redirects_has_moved_and_is_read_where_it_stands(server: Server, run_id: str) -> None:
    server.on("/fz/index.html", status=301, headers={"Location": "/new/fz/"})
    server.on("/new/fz/", LISTING)
    health = check(server, run_id)
    assert (health.state, health.moved_to, health.entries) == ("moved", server.url("/new/fz/"), 2)


def test_a_slash_at_its_end_is_no_move(server: Server, run_id: str) -> None:
    server.on("/fz", status=302, headers={"Location": "/fz/"})
    server.on("/fz/", LISTING)
    health = check(server, run_id, listings=(server.url("/fz"),))
    assert (health.state, health.moved_to) == ("alive", None)


@pytest.mark.parametrize("path", ["/fz/index.html", "/robots.txt"])
def test_a_listing_that_leads_to_another_host_has_moved_and_that_is_not_asked(
    server: Server, run_id: str, path: str
) -> None:
    server.on(path, status=301, headers={"Location": f"http://www.qinghe.example{path}"})
    health = check(server, run_id)
    assert (health.state, health.moved_to) == ("moved", f"http://www.qinghe.example{path}")


def test_what_robots_txt_forbids_is_blocked(server: Server, run_id: str) -> None:
    server.on("/robots.txt", "User-agent: *\nDisallow: /fz/\n", content_type="text/plain")
    health = check(server, run_id)
    assert (health.state, server.paths()) == ("blocked", [])
    assert "robots.txt forbids it" in health.why


def test_a_host_that_is_down_is_an_outage(server: Server, run_id: str) -> None:
    health = check(server, run_id, listings=("http://127.0.0.1:9/fz/",), allowed_hosts=("127.0.0.1:9",))
    assert (health.state, health.evidence) == ("outage", None)
    assert "127.0.0.1:9" in health.why
