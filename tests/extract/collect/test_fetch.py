"""Fetching from a real server: hosts, redirects, repeated attempts, bounds, and who we say we are."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from extract.collect.bounds import BODY_MAX
from extract.collect.fetch import Fetcher
from extract.errors import FetchError, GoneError, RefusedError
from extract.platforms.base import Request

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

PAGE = "<html><body>正文</body></html>"


@pytest.fixture
def fetcher(server: Server, run_id: str) -> Iterator[Fetcher]:
    with Fetcher(server.source(), run_id) as fetcher:
        yield fetcher


def test_an_answer_carries_its_address_headers_body_and_time(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", PAGE, headers={"ETag": '"x"'})
    before = datetime.now(UTC)
    answer = fetcher.fetch(Request(server.url("/a.html")))
    assert (answer.url, answer.status, answer.body.decode()) == (server.url("/a.html"), 200, PAGE)
    assert answer.header("etag") == '"x"'
    assert before <= answer.fetched_at <= datetime.now(UTC)


def test_a_packed_answer_is_unpacked(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"})
    assert fetcher.fetch(Request(server.url("/a.html"))).body.decode() == PAGE


def test_a_form_is_posted(server: Server, fetcher: Fetcher) -> None:
    server.on("/list.jsp", "<ul/>")
    fetcher.fetch(Request(server.url("/list.jsp"), (("page", "2"), ("名", "法治"))))
    assert server.asked[-1].body == b"page=2&%E5%90%8D=%E6%B3%95%E6%B2%BB"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_asked_for_once(server: Server, fetcher: Fetcher, status: int) -> None:
    server.on("/a.html", PAGE, status=status)
    with pytest.raises(GoneError, match=f"/a.html: the portal answers {status}"):
        fetcher.fetch(Request(server.url("/a.html")))
    assert server.paths() == ["/a.html"]


def test_another_refusal_of_the_portal_is_asked_for_once(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", PAGE, status=403)
    with pytest.raises(FetchError, match="the portal answers 403"):
        fetcher.fetch(Request(server.url("/a.html")))
    assert server.paths() == ["/a.html"]


def test_a_failure_that_passes_is_tried_again(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", status=500)
    server.on("/a.html", status=503)
    server.on("/a.html", PAGE)
    assert fetcher.fetch(Request(server.url("/a.html"))).status == 200
    assert fetcher.requests == 4  # robots.txt and three attempts


def test_a_failure_that_stays_is_given_up(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", status=502)
    with pytest.raises(FetchError, match="the portal answers 502"):
        fetcher.fetch(Request(server.url("/a.html")))
    assert server.paths() == ["/a.html"] * 3


@pytest.mark.parametrize(("is_date", "pause"), [(False, 1.0), (True, 0.5)])
def test_the_pause_that_the_portal_asks_for_is_kept(
    server: Server, fetcher: Fetcher, is_date: bool, pause: float
) -> None:
    # HTTP dates have whole seconds, and some of the time is gone when the answer is read
    due = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if is_date else "1"
    server.on("/a.html", status=429, headers={"Retry-After": due})
    server.on("/a.html", PAGE)
    fetcher.fetch(Request(server.url("/a.html")))
    first, second = (asked.at for asked in server.asked if asked.path == "/a.html")
    assert second - first >= pause


def test_a_longer_pause_than_a_night_allows_is_not_waited_for(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", status=503, headers={"Retry-After": "86400"})
    with pytest.raises(FetchError, match="asks for a pause of 86400 s"):
        fetcher.fetch(Request(server.url("/a.html")))
    assert server.paths() == ["/a.html"]


def test_redirects_within_the_hosts_are_followed(server: Server, fetcher: Fetcher) -> None:
    server.on("/a", status=301, headers={"Location": "b"})
    server.on("/b", status=302, headers={"Location": server.url("/c.html")})
    server.on("/c.html", PAGE)
    assert fetcher.fetch(Request(server.url("/a#52"))).url == server.url("/c.html#52")


def in_chinese(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write("HTTP/1.1 302 Found\r\nLocation: /附件.docx\r\nContent-Length: 0\r\n\r\n".encode())


def test_a_redirect_to_a_chinese_address_is_followed(server: Server, fetcher: Fetcher) -> None:
    server.on("/a", raw=in_chinese)
    server.on("/%E9%99%84%E4%BB%B6.docx", PAGE)
    assert fetcher.fetch(Request(server.url("/a"))).url == server.url("/%E9%99%84%E4%BB%B6.docx")


def test_a_referer_is_sent_where_the_request_has_one(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", PAGE)
    for referer in ("", server.url("/col/")):
        fetcher.fetch(Request(server.url("/a.html"), referer=referer))
    assert [asked.headers.get("referer") for asked in server.asked[1:]] == [None, server.url("/col/")]


def test_a_redirect_to_another_host_is_refused_and_not_asked(server: Server, fetcher: Fetcher) -> None:
    server.on("/a", status=302, headers={"Location": "http://localhost:9/b"})
    with pytest.raises(RefusedError, match="songxi does not name localhost:9"):
        fetcher.fetch(Request(server.url("/a")))


def test_redirects_in_a_circle_end(server: Server, fetcher: Fetcher) -> None:
    server.on("/a", status=302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher.fetch(Request(server.url("/a")))
    assert len(server.paths()) == 6


@pytest.mark.parametrize("location", ["", "javascript:history.back()"])
def test_a_redirect_to_nowhere_is_an_error(server: Server, fetcher: Fetcher, location: str) -> None:
    server.on("/a", status=302, headers={"Location": location})
    with pytest.raises(FetchError, match="a redirect to"):
        fetcher.fetch(Request(server.url("/a")))


@pytest.mark.parametrize("url", ["http://www.example.org/a.html", "file:///etc/hosts", "ftp://127.0.0.1/a"])
def test_what_the_source_does_not_name_is_refused(server: Server, fetcher: Fetcher, url: str) -> None:
    with pytest.raises(RefusedError, match="allowed_hosts"):
        fetcher.fetch(Request(url))
    assert not server.asked


def test_this_machine_is_refused_unless_the_source_says_loopback(server: Server, run_id: str) -> None:
    with (
        Fetcher(server.source(loopback=False), run_id) as fetcher,
        pytest.raises(RefusedError, match="not on the public Internet"),
    ):
        fetcher.fetch(Request(server.url("/a.html")))
    assert not server.asked


def test_a_portal_that_is_down_is_an_error_that_names_it(run_id: str, server: Server) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{unused.getsockname()[1]}"
    with (
        Fetcher(server.source(allowed_hosts=(host,)), run_id) as fetcher,
        pytest.raises(FetchError, match=f"{host}/a.html: not asked, because robots.txt could not be had"),
    ):
        fetcher.fetch(Request(f"http://{host}/a.html"))


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(1000):
        handler.wfile.write(b"x" * 100_000)


def test_an_endless_body_is_cut_short(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", raw=endless)
    with pytest.raises(FetchError, match=f"exceeds {BODY_MAX} bytes"):
        fetcher.fetch(Request(server.url("/a.html")))
    assert server.paths() == ["/a.html"]


def test_a_small_bomb_is_known_by_how_much_it_grows(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", gzip.compress(b" " * 2_000_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="unpacks to more than 200 times its size"):
        fetcher.fetch(Request(server.url("/a.html")))
    assert server.paths() == ["/a.html"]


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")


def test_an_answer_shorter_than_it_says_is_no_answer(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", raw=cut_off)
    server.on("/a.html", PAGE)
    assert fetcher.fetch(Request(server.url("/a.html"))).body.decode() == PAGE
    assert server.paths() == ["/a.html"] * 2


def garbled(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope")


def test_an_answer_that_cannot_be_unpacked_is_an_error(server: Server, fetcher: Fetcher) -> None:
    server.on("/a.html", raw=garbled)
    with pytest.raises(FetchError, match="gzip"):
        fetcher.fetch(Request(server.url("/a.html")))


def test_requests_to_a_host_keep_the_delay_whoever_asks(server: Server, run_id: str) -> None:
    server.on("/a.html", PAGE)
    server.on("/b.html", PAGE)
    source = server.source(delay_seconds=0.2)
    with Fetcher(source, run_id) as one, Fetcher(source, run_id) as other:
        one.fetch(Request(server.url("/a.html")))
        other.fetch(Request(server.url("/b.html")))
        one.fetch(Request(server.url("/a.html")))
    starts = [asked.at for asked in server.asked]
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/a.html", "/b.html", "/a.html"]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(starts))


@pytest.mark.parametrize(
    ("contact", "says"),
    [
        (None, "contact: whoever runs the asking address"),
        ("https://a.example/bot?x=1", "https://a.example/bot?x=1"),
        ("课题组\r\nX: 1", "%E8%AF%BE%E9%A2%98%E7%BB%84%0D%0AX: 1"),
    ],
)
def test_the_user_agent_says_who_asks_and_whom_to_write_to(
    server: Server, run_id: str, monkeypatch: pytest.MonkeyPatch, contact: str | None, says: str
) -> None:
    monkeypatch.delenv("FAZHI_CONTACT", raising=False)
    if contact:
        monkeypatch.setenv("FAZHI_CONTACT", contact)
    server.on("/a.html", PAGE)
    with Fetcher(server.source(), run_id) as fetcher:
        fetcher.fetch(Request(server.url("/a.html")))
    assert server.asked[-1].user_agent == f"fazhi/0.1 (collects yearly rule-of-law reports; {says})"
