"""robots.txt from a real server: what it forbids, what its absence means, how often it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.collect.fetch import Fetcher
from extract.errors import FetchError, RefusedError
from extract.platforms.base import Request

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

PAGE = "<html><body>正文</body></html>"


def asked_for(server: Server, run_id: str, path: str) -> None:
    with Fetcher(server.source(), run_id) as fetcher:
        fetcher.fetch(Request(server.url(path)))


@pytest.mark.parametrize(
    "rules",
    ["User-agent: *\nDisallow: /inner/\n", "User-agent: fazhi\nDisallow: /inner/\n\nUser-agent: *\nAllow: /\n"],
)
def test_what_robots_forbids_is_not_asked_for(server: Server, run_id: str, rules: str) -> None:
    server.on("/robots.txt", rules, content_type="text/plain")
    server.on("/a.html", PAGE)
    asked_for(server, run_id, "/a.html")
    with pytest.raises(RefusedError, match="forbids it"):
        asked_for(server, run_id, "/inner/a.html")
    assert server.paths() == ["/a.html"]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_no_robots_file_allows_everything(server: Server, run_id: str, status: int) -> None:
    server.on("/robots.txt", "Disallow: /", status=status)
    server.on("/a.html", PAGE)
    asked_for(server, run_id, "/a.html")
    assert server.paths() == ["/a.html"]


def test_a_robots_file_is_read_to_its_first_500_kib(server: Server, run_id: str) -> None:
    rules = f"User-agent: *\nDisallow: /inner/\n{'#' * 500 * 1024}\nDisallow: /\n"
    server.on("/robots.txt", rules, content_type="text/plain")
    server.on("/a.html", PAGE)
    asked_for(server, run_id, "/a.html")
    with pytest.raises(RefusedError, match="forbids it"):
        asked_for(server, run_id, "/inner/a.html")


def test_an_error_page_in_place_of_robots_allows_everything(server: Server, run_id: str) -> None:
    server.on("/robots.txt", "<html><body>页面不存在</body></html>")
    server.on("/a.html", PAGE)
    asked_for(server, run_id, "/a.html")


def test_a_failing_robots_file_forbids_the_host_for_the_run(server: Server, run_id: str) -> None:
    server.on("/robots.txt", status=503)
    server.on("/a.html", PAGE)
    for _ in range(2):
        with pytest.raises(FetchError, match=r"robots\.txt could not be had .*the portal answers 503") as raised:
            asked_for(server, run_id, "/a.html")
        assert not isinstance(raised.value, RefusedError)
    assert [asked.path for asked in server.asked] == ["/robots.txt"] * 3
    assert not server.paths()


def test_robots_is_asked_for_once_a_run(server: Server, run_id: str) -> None:
    server.on("/a.html", PAGE)
    for run in (run_id, run_id, f"{run_id}-next"):
        asked_for(server, run, "/a.html")
    assert [asked.path for asked in server.asked].count("/robots.txt") == 2


def test_robots_that_leads_to_another_host_refuses_this_one(server: Server, run_id: str) -> None:
    server.on("/robots.txt", status=302, headers={"Location": "http://www.example.org/robots.txt"})
    with pytest.raises(RefusedError, match="does not name"):
        asked_for(server, run_id, "/a.html")


def test_the_crawl_delay_of_robots_is_kept_to(server: Server, run_id: str) -> None:
    server.on("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n", content_type="text/plain")
    server.on("/a.html", PAGE)
    asked_for(server, run_id, "/a.html")
    asked_for(server, run_id, "/a.html")
    first, second = (asked.at for asked in server.asked if asked.path == "/a.html")
    assert second - first >= 0.3
