"""A portal one of whose two reports is served by a fault: the run survives, says so, and archives nothing false."""

from __future__ import annotations

import gzip
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.collect.archive import Archive
from extract.collect.bounds import Bounds
from extract.collect.portal import Collected, collect_portal
from extract.records import Snapshot

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

BOUNDS = Bounds(connect_seconds=0.5, read_seconds=0.4, total_seconds=0.6, body_max=400_000)
LISTING, GOOD, FAULTY = "/fz/index.html", "/fz/t20240329_1.html", "/fz/t20230330_2.html"
TITLE = "松溪区2022年度法治政府建设工作报告"
PAGE = '<html><body><h1>{}</h1><div class="TRS_Editor">全年收到行政复议申请九件，办结八件。</div></body></html>'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def slow_drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(HEAD + b"\r\n")
    for _ in range(100):
        handler.wfile.write(b"<p>")
        time.sleep(0.05)


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(b"X-%d: 1\r\n" % number)
        time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(HEAD + b"\r\n")
    for _ in range(1000):
        handler.wfile.write(b"x" * 100_000)


def reset_in_the_middle(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(HEAD + b"Content-Length: 5000\r\n\r\n<html>")
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def too_short(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(HEAD + b"Content-Length: 5000\r\n\r\n" + PAGE.format(TITLE).encode())


def chunk_cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n400\r\n" + PAGE.format(TITLE).encode())


def gzip_cut_off(handler: BaseHTTPRequestHandler) -> None:
    packed = gzip.compress(PAGE.format(TITLE).encode() * 50)
    handler.wfile.write(HEAD + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + packed[:-20])


def says_nothing(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.flush()
    time.sleep(1)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


INDEX = "".join(f'<li><a href="/a/{number}.html">通知公告第{number}号</a></li>' for number in range(30))
CHALLENGE = "<html><script>$_ts=window['$_ts'];$_ts.nsd=1</script><body></body></html>"
COOKIE_BY_SCRIPT = "<script>document.cookie=('_')+('_k=')+'x';location.href=location.pathname</script>"


@dataclass(frozen=True)
class Fault:
    """What the faulty address answers, in turn, and what must come of it."""

    replies: tuple[dict[str, Any], ...]
    code: str
    asked: int
    has_evidence: bool = False


def fault(code: str, asked: int, *replies: dict[str, Any], evidence: bool = False) -> Fault:
    return Fault(replies, code, asked, evidence)


def raw(behaviour: Callable[[BaseHTTPRequestHandler], None]) -> dict[str, Any]:
    return {"raw": behaviour}


def page(body: str, **facts: Any) -> dict[str, Any]:
    return {"body": body, **facts}


FAULTS = {
    "500 again and again": fault("fetch.failed", 3, page("", status=500)),
    "429 that asks for an hour": fault("fetch.failed", 1, page("", status=429, headers={"Retry-After": "3600"})),
    "slow drip": fault("fetch.failed", 1, raw(slow_drip)),
    "dripping headers": fault("fetch.failed", 1, raw(dripping_headers)),
    "endless body": fault("fetch.failed", 1, raw(endless)),
    "no answer": fault("fetch.failed", 3, raw(says_nothing)),
    "connection closed": fault("fetch.failed", 3, raw(hangs_up)),
    "reset in the middle": fault("fetch.failed", 3, raw(reset_in_the_middle)),
    "shorter than it says": fault("fetch.failed", 3, raw(too_short)),
    "a chunk cut off": fault("fetch.failed", 3, raw(chunk_cut_off)),
    "a gzip stream cut off": fault("fetch.failed", 3, raw(gzip_cut_off)),
    "gzip bomb": fault(
        "fetch.failed", 1, {"body": gzip.compress(b" " * 10**7), "headers": {"Content-Encoding": "gzip"}}
    ),
    "gzip bomb in a bomb": fault(
        "fetch.failed",
        1,
        {"body": gzip.compress(gzip.compress(b" " * 10**7)), "headers": {"Content-Encoding": "gzip, gzip"}},
    ),
    "redirect loop": fault("fetch.failed", 6, page("", status=302, headers={"Location": FAULTY})),
    "redirect to another host": fault(
        "fetch.refused", 1, page("", status=302, headers={"Location": "http://www.other.example/"})
    ),
    "redirect to a private address": fault(
        "fetch.refused", 1, page("", status=302, headers={"Location": "http://10.9.8.7/"})
    ),
    "redirect to the home page": fault(
        "fetch.redesign", 1, page("", status=302, headers={"Location": "/"}), evidence=True
    ),
    "412 challenge": fault("fetch.blocked", 1, page(CHALLENGE, status=412), evidence=True),
    "challenge that answers 200": fault("fetch.blocked", 1, page(CHALLENGE), evidence=True),
    "521 whose cookie a script makes": fault("fetch.blocked", 1, page(COOKIE_BY_SCRIPT, status=521), evidence=True),
    "521 whose cookie does not help": fault(
        "fetch.blocked",
        2,
        page(COOKIE_BY_SCRIPT, status=521, headers={"Set-Cookie": "a=1"}),
        page(COOKIE_BY_SCRIPT, status=521, headers={"Set-Cookie": "a=2"}),
        evidence=True,
    ),
    "captcha": fault("fetch.blocked", 1, page("<title>安全验证</title><p>请完成下方验证后继续访问</p>"), evidence=True),
    "login": fault("fetch.blocked", 1, page("<title>用户登录</title><form>用户名<input></form>"), evidence=True),
    "error page": fault(
        "fetch.outage", 1, page("<html><body><p>系统错误，请与管理员联系</p></body></html>"), evidence=True
    ),
    "error page behind a 503": fault(
        "fetch.outage", 3, page("<html><title>系统维护中</title></html>", status=503), evidence=True
    ),
    "missing page that answers 200": fault(
        "fetch.redesign", 1, page("<title>404</title><p>对不起，您访问的页面不存在</p>"), evidence=True
    ),
    "page that leads home": fault(
        "fetch.redesign", 1, page('<html><meta http-equiv="Refresh" content="0; url=/"></html>'), evidence=True
    ),
    "empty answer": fault("fetch.outage", 1, page(" \n"), evidence=True),
    "stub": fault("fetch.outage", 1, page("<html><head><title>松溪</title></head><body></body></html>"), evidence=True),
    "index in place of the article": fault(
        "fetch.redesign", 1, page(f"<title>法治政府</title><ul>{INDEX}</ul>"), evidence=True
    ),
    "gone": fault("fetch.gone", 1, page("<p>无此页</p>", status=404), evidence=True),
}


def two_reports(server: Server) -> None:
    rows = f'<li><a href="{FAULTY}">{TITLE}</a></li><li><a href="{GOOD}">松溪区2023年度法治政府建设工作报告</a></li>'
    server.on(LISTING, f"<ul>{rows}</ul>")
    server.on("/", f"<ul>{INDEX}</ul>")
    server.on(GOOD, PAGE.format("松溪区2023年度法治政府建设工作报告"))


def collect(server: Server, root: Path, run_id: str, **changes: Any) -> Collected:
    hosts = (server.host, "10.9.8.7")
    source = server.source(**{"allowed_hosts": hosts, **changes})
    return collect_portal(source, Archive(root), run_id, bounds=BOUNDS)


def archived(root: Path) -> list[Snapshot]:
    archive = Archive(root)
    return [snapshot for warc in archive.warc_files() for snapshot in archive.snapshots(warc)]


def contents(root: Path, server: Server) -> dict[str, str]:
    """What the archive holds as content, by path."""
    archive = Archive(root)
    return {
        snapshot.url.removeprefix(server.url("")): archive.payload(snapshot).decode("utf-8", "replace")
        for snapshot in archived(root)
        if snapshot.role != "refused"
    }


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_survived_told_and_not_archived(server: Server, tmp_path: Path, run_id: str, name: str) -> None:
    expected = FAULTS[name]
    two_reports(server)
    for reply in expected.replies:
        server.on(FAULTY, **reply)
    collected = collect(server, tmp_path, run_id)
    assert [(issue.code, issue.url) for issue in collected.issues if issue.url != server.url(LISTING)] == [
        (expected.code, server.url(FAULTY))
    ]
    assert server.paths().count(FAULTY) == expected.asked
    assert FAULTY not in contents(tmp_path, server)
    assert [snapshot.role for snapshot in archived(tmp_path)].count("refused") == expected.has_evidence
    # who asks for an hour of rest is not asked for anything more; else the other report is had
    assert (GOOD in contents(tmp_path, server)) == (name != "429 that asks for an hour")


CURABLE = {
    "500 once": [page("", status=500)],
    "429 with a pause": [page("", status=429, headers={"Retry-After": "1"})],
    "reset once": [raw(reset_in_the_middle)],
    "too short once": [raw(too_short)],
    "521 with a cookie": [page(COOKIE_BY_SCRIPT, status=521, headers={"Set-Cookie": "k=v1; Path=/; HttpOnly"})],
    "302 with a cookie": [page("", status=302, headers={"Set-Cookie": "k=v1", "Location": FAULTY})],
}


@pytest.mark.parametrize("name", CURABLE)
def test_what_can_pass_is_asked_for_again(server: Server, tmp_path: Path, run_id: str, name: str) -> None:
    two_reports(server)
    for reply in CURABLE[name]:
        server.on(FAULTY, **reply)
    server.on(FAULTY, PAGE.format(TITLE))
    collected = collect(server, tmp_path, run_id)
    assert collected.issues == ()
    assert contents(tmp_path, server)[FAULTY] == PAGE.format(TITLE)
    asked = [request for request in server.asked if request.path == FAULTY]
    assert len(asked) == 2
    assert [request.headers.get("cookie") for request in asked] == [None, "k=v1" if "cookie" in name else None]


def test_a_cookie_that_a_page_sets_is_not_sent_back(server: Server, tmp_path: Path, run_id: str) -> None:
    two_reports(server)
    server.instead(LISTING, server.replies[LISTING][0].body, headers={"Set-Cookie": "session=1"})
    server.on(FAULTY, PAGE.format(TITLE), headers={"Set-Cookie": "session=2"})
    collect(server, tmp_path, run_id)
    assert not any("cookie" in request.headers for request in server.asked)


def test_a_page_in_place_of_a_document_is_not_archived_as_one(server: Server, tmp_path: Path, run_id: str) -> None:
    two_reports(server)
    server.on(FAULTY, PAGE.format(f'{TITLE}<a href="P01.docx">附件</a>'))
    server.on("/fz/P01.docx", f"<html><body><ul>{INDEX}</ul></body></html>")
    collected = collect(server, tmp_path, run_id)
    assert [(issue.code, issue.url) for issue in collected.issues] == [("fetch.redesign", server.url("/fz/P01.docx"))]
    assert "/fz/P01.docx" not in contents(tmp_path, server)


MENTIONS = (
    "<title>松溪区2022年度法治政府建设工作报告</title>",
    "<script>$_ts=window['$_ts'];document.cookie='a=1';location.hash</script>",
    "<p>系统维护。</p><p>您访问的页面不存在。</p><p>请先登录</p><p>请输入验证码</p><p>404</p>",
    "".join(
        f"<p>建成网站防火墙和统一登录平台，第{number}次系统维护期间拦截攻击请求九次，无页面报错。</p>"
        for number in range(30)
    ),
)


def test_an_article_that_mentions_failures_is_taken(server: Server, tmp_path: Path, run_id: str) -> None:
    two_reports(server)
    server.on(FAULTY, "".join(MENTIONS))
    collected = collect(server, tmp_path, run_id)
    assert collected.issues == ()
    assert contents(tmp_path, server)[FAULTY] == "".join(MENTIONS)


def test_a_host_that_refuses_is_left_alone(server: Server, tmp_path: Path, run_id: str) -> None:
    pages = [f"/fz/t2023033{number}_2.html" for number in range(6)]
    server.on(LISTING, "".join(f'<li><a href="{path}">{TITLE}</a></li>' for path in pages))
    for path in pages:
        server.on(path, CHALLENGE, status=412)
    collected = collect(server, tmp_path, run_id)
    assert [path for path in server.paths() if path != LISTING] == pages[:3]
    assert {entry.reason for entry in collected.entries} == {"blocked"}
    assert [issue.code for issue in collected.issues] == ["fetch.blocked"] * 4
    assert collected.issues[-1].url == server.url(LISTING)
    assert "is left alone until the next run" in collected.issues[-1].message


def test_a_host_that_does_not_answer_is_left_alone(server: Server, tmp_path: Path, run_id: str) -> None:
    pages = [f"/fz/t2023033{number}_2.html" for number in range(7)]
    server.on(LISTING, "".join(f'<li><a href="{path}">{TITLE}</a></li>' for path in pages))
    for path in pages:
        server.on(path, raw=hangs_up)
    collected = collect(server, tmp_path, run_id)
    assert [path for path in server.paths() if path != LISTING] == [path for path in pages[:5] for _ in range(3)]
    assert [issue.code for issue in collected.issues] == [*["fetch.failed"] * 5, "fetch.outage"]
