"""Attempts to harm, and what each is answered. The table is the documentation: docs/explorer.md points here."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import requests

from explorer.guard import ADDRESS_MOST, HEADERS, POLICY
from explorer.server import serving

SCRIPT = "<script>alert(1)</script>"
EVENT = '"><img src=x onerror=alert(1)>'

EVIL = f"""
    UPDATE reading SET title = '{SCRIPT}', publisher = '{EVENT}', url = 'javascript:alert(1)'
    WHERE place_id = (SELECT min(place_id) FROM place);
    UPDATE division SET name = '{SCRIPT}' WHERE code = '990121'
"""  # noqa: S608
LONG = """
    UPDATE reading SET body_text = body_text || repeat(repeat('本县依法行政。', 10) || chr(10), 24000)
    WHERE place_id = (SELECT min(place_id) FROM place)
"""
"""A report of 5 MB."""


@pytest.fixture(scope="module")
def evil(shelve: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an explorer whose reports mean harm."""
    releases = tmp_path_factory.mktemp("evil")
    shelve(releases, "r1", change=EVIL)
    with serving(releases) as address:
        yield address


def raw(address: str, *sent: bytes, pause: float = 0) -> bytes:
    """What the server answers to bytes that no client would send, until it ends the connection."""
    with closing(socket.create_connection((urlsplit(address).hostname, urlsplit(address).port), 30)) as connection:
        for part in sent:
            connection.sendall(part)
            time.sleep(pause)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    return answer


def request(target: str, host: str = "localhost", method: str = "GET") -> bytes:
    return f"{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()


PAGES = (
    "/",
    "/division/990121",
    "/search?q=法治",
    "/issues",
    "/gaps",
    "/sql?query=SELECT+title+FROM+report",
    "/api",
    "/nope",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_script_in_a_title_stays_text(evil: str, prefix: str, path: str) -> None:
    page = requests.get(evil + prefix + path, timeout=60)
    assert page.status_code == (404 if path == "/nope" else 200)
    assert page.headers["Content-Security-Policy"] == POLICY
    assert SCRIPT not in page.text
    assert "<img src=x" not in page.text
    assert 'href="javascript:' not in page.text


def test_a_script_in_a_title_stays_text_on_the_report_itself(evil: str) -> None:
    found = requests.get(f"{evil}/api/sql", params={"query": "SELECT min(place_id) AS id FROM place"}, timeout=60)
    page = requests.get(f"{evil}/report/{found.json()[0]['id']}", timeout=60)
    assert (page.status_code, page.text.count("&lt;script&gt;") > 0, SCRIPT in page.text) == (200, True, False)
    assert 'href="javascript:' not in page.text


def test_nothing_is_inline_on_any_page(evil: str) -> None:
    for path in PAGES:
        page = requests.get(evil + path, timeout=60).text
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page), path
        assert not re.search(r"<script(?![^>]*(src=|type=\"application/json\"))", page), path
        assert not re.search(r"(src|href)=\"(https?:)?//(?!127\.0\.0\.1)", page), path


@pytest.mark.parametrize(
    "path", ["/", "/nope", "/api/home", "/api/nope", "/static/app.css", "/api/openapi.json", "/sql"]
)
def test_every_answer_bears_the_headers_that_bind_a_browser(evil: str, path: str) -> None:
    headers = requests.get(evil + path, timeout=60).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/static/..%2fapp.py", 404),
        ("/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd", 404),
        ("/static//etc/passwd", 404),
        ("/static/vendor/..%5c..%5capp.py", 404),
        ("/static/app.css%00.html", 404),
        ("/../../etc/passwd", 404),
        ("/report/..%2f..%2fetc%2fpasswd", 404),
        ("/report/0123456789abcdef%00", 400),
        ("/report/..%5c", 400),
        ("/division/%27%20OR%201=1", 400),
        ("/division/99012", 400),
        ("/division/999999", 404),
        ("/indicator/nope.nope", 404),
        ("/api/indicator/%3Cscript%3E", 400),
        ("/api/indicator/nope.nope/all.parquet", 404),
        ("/gaps?page=0", 400),
        ("/gaps?page=99999999999999999999", 400),
        ("/gaps?size=1000000", 400),
        ("/gaps?sort=report_year%20DESC;DROP", 400),
        ("/gaps?sort=nope", 400),
        ("/search?q=" + "x" * 2000, 400),
        ("/gaps?" + "&".join(f"p{n}=1" for n in range(60)), 400),
        ("/gaps?province=" + "x" * ADDRESS_MOST, 414),
        ("/" + "x" * ADDRESS_MOST, 414),
        ("/%ff%fe", 404),
        ("//evil.test/", 404),
        ("http://evil.test/", 404),
    ],
)
def test_addresses_that_no_page_gives(evil: str, target: str, status: int) -> None:
    answer = raw(evil, request(target))
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer[:300]
    assert b"root:" not in answer


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST", "NONSENSE"])
def test_nothing_can_be_written(evil: str, method: str) -> None:
    assert raw(evil, request("/gaps", method=method)).startswith(b"HTTP/1.1 405 ")


def test_head_is_get_without_its_body(evil: str) -> None:
    head = requests.head(f"{evil}/api", timeout=60)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == requests.get(f"{evil}/api", timeout=60).headers["Content-Length"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 404),
        ("127.0.0.1:1", 404),
        ("[::1]:1", 404),
        ("evil.test", 421),
        ("localhost.evil.test", 421),
        ("", 421),
        ("[::1", 421),
    ],
)
def test_another_sites_name_is_not_answered_on_loopback(evil: str, host: str, status: int) -> None:
    assert raw(evil, request("/nope", host)).startswith(f"HTTP/1.1 {status} ".encode())


def test_another_sites_page_can_open_the_console_but_not_run_a_query(evil: str) -> None:
    url = f"{evil}/sql?" + urlencode({"query": "SELECT 40 + 2 AS n"})
    assert '<td lang="zh">42</td>' in requests.get(url, headers={"Sec-Fetch-Site": "same-origin"}, timeout=60).text
    filled = requests.get(url, headers={"Sec-Fetch-Site": "cross-site"}, timeout=60).text
    assert ("SELECT 40 + 2" in filled, "42</td>" in filled) == (True, False)


def test_a_report_of_five_megabytes_is_shown_and_keeps_nobody_waiting(
    shelve: Callable[..., Path], tmp_path: Path
) -> None:
    shelve(tmp_path, "r1", reports=1, change=LONG)
    with serving(tmp_path) as address, ThreadPoolExecutor(1) as pool:
        query = "SELECT report_id, length(body_text) AS n FROM report"
        ((report),) = requests.get(f"{address}/api/sql", params={"query": query}, timeout=60).json()
        page = pool.submit(requests.get, f"{address}/report/{report['report_id']}", timeout=120)
        assert requests.get(f"{address}/api", timeout=60).status_code == 200
        assert (page.result().status_code, len(page.result().text) > report["n"] > 1_700_000) == (200, True)
