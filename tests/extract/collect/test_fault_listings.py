"""A portal whose listing, robots.txt or pages are at fault, over one night or several."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.collect.archive import Archive
from extract.collect.failures import finding_of
from extract.collect.portal import Collected, collect_portal
from extract.errors import FazhiError, FetchError, ListingError, SelectorError
from extract.records import Snapshot

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

LISTING, PAGE = "/fz/index.html", "/fz/t20240329_1.html"
TITLE = "松溪区2023年度法治政府建设工作报告"
ROW = f'<li><a href="{PAGE}">{TITLE}</a><span>2024-03-29</span></li>'
PAGER = '<script>createPageHTML(3,0,"index","html");</script>'
ARTICLE = f"<html><body><h1>{TITLE}</h1><p>全年收到行政复议申请九件。</p></body></html>"
MENU = "".join(f'<li><a href="/c{number}/">栏目{number}</a></li>' for number in range(9))


def collect(server: Server, root: Path, run_id: str, **changes: Any) -> Collected:
    return collect_portal(server.source(**changes), Archive(root), run_id)


def archived(root: Path, role: str) -> list[Snapshot]:
    archive = Archive(root)
    return [each for warc in archive.warc_files() for each in archive.snapshots(warc) if each.role == role]


def codes(collected: Collected) -> list[str]:
    return [issue.code for issue in collected.issues]


LISTINGS: dict[str, tuple[dict[str, Any], type[FazhiError], str]] = {
    "stub": ({"body": "<html><head><title>松溪</title></head><body></body></html>"}, FetchError, "fetch.outage"),
    "maintenance": ({"body": "<title>网站维护中</title><p>网站维护中</p>"}, FetchError, "fetch.outage"),
    "challenge": ({"body": "<script src='/.safeline/c.js'></script>", "status": 412}, FetchError, "fetch.blocked"),
    "login": ({"body": "<title>统一身份认证</title><form></form>"}, FetchError, "fetch.blocked"),
    "home page": ({"status": 302, "headers": {"Location": "/"}}, SelectorError, "fetch.redesign"),
    "changed layout": ({"body": f"<html><body><ul>{MENU}</ul></body></html>"}, SelectorError, "fetch.redesign"),
    "empty listing": ({"body": f"<html><body><ul>{MENU}</ul>{PAGER}</body></html>"}, ListingError, "listing.empty"),
    "500": ({"status": 500}, FetchError, "fetch.failed"),
}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_at_fault_fails_its_source_and_no_other_listing(
    server: Server, tmp_path: Path, run_id: str, name: str
) -> None:
    reply, error, code = LISTINGS[name]
    server.on("/old/index.html", **{"body": "", **reply})
    server.on("/old/index_1.html", **{"body": "", **reply})
    server.on("/", f"<html><body><ul>{MENU}</ul></body></html>")
    server.on(LISTING, f"<ul>{ROW}</ul>")
    server.on(PAGE, ARTICLE)
    alone = (server.url("/old/index.html"),)
    with pytest.raises(error) as raised:
        collect(server, tmp_path / "alone", f"{run_id}-a", listings=alone)
    assert isinstance(raised.value, FetchError | ListingError | SelectorError)
    assert finding_of(raised.value).code == code
    collected = collect(server, tmp_path / "both", f"{run_id}-b", listings=(*alone, server.url(LISTING)))
    assert [entry.reason for entry in collected.entries] == ["report"]
    assert {issue.code for issue in collected.issues if issue.url == alone[0]} == {code}


def test_a_page_that_repeats_the_one_before_ends_the_walk(server: Server, tmp_path: Path, run_id: str) -> None:
    for path in (LISTING, "/fz/index_1.html"):
        server.on(path, f"<ul>{ROW}</ul>{PAGER}")
    server.on(PAGE, ARTICLE)
    assert codes(collect(server, tmp_path, run_id)) == ["listing.repeats"]
    assert server.paths() == [LISTING, "/fz/index_1.html", PAGE]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "iso-8859-1"])
def test_a_charset_that_is_wrong_spoils_nothing(server: Server, tmp_path: Path, run_id: str, charset: str) -> None:
    declared = f"text/html; charset={charset}"
    server.on(LISTING, f"<ul>{ROW}</ul>".encode("gb18030"), content_type=declared)
    server.on(PAGE, ARTICLE.encode("gb18030"), content_type=declared)
    collected = collect(server, tmp_path, run_id)
    assert [entry.title for entry in collected.entries] == [TITLE]
    assert collected.issues == ()
    (page,) = archived(tmp_path, "page")
    assert Archive(tmp_path).payload(page) == ARTICLE.encode("gb18030")


def test_a_page_that_was_gone_and_is_back_is_taken(server: Server, tmp_path: Path, run_id: str) -> None:
    server.on(LISTING, f"<ul>{ROW}</ul>")
    server.on(PAGE, "<p>无此页</p>", status=404)
    assert codes(collect(server, tmp_path, f"{run_id}-a")) == ["fetch.gone"]
    assert not archived(tmp_path, "page")
    server.instead(PAGE, ARTICLE)
    assert codes(collect(server, tmp_path, f"{run_id}-b")) == []
    assert len(archived(tmp_path, "page")) == 1


def test_a_page_that_is_away_for_a_night_keeps_its_content(server: Server, tmp_path: Path, run_id: str) -> None:
    server.on(LISTING, f"<ul>{ROW}</ul>")
    server.on(PAGE, ARTICLE)
    collect(server, tmp_path, f"{run_id}-a")
    server.instead(PAGE, "<title>系统维护中</title>")
    assert codes(collect(server, tmp_path, f"{run_id}-b")) == ["fetch.outage"]
    latest = Archive(tmp_path).latest(server.url(PAGE))
    assert latest is not None
    assert Archive(tmp_path).payload(latest) == ARTICLE.encode()
    server.instead(PAGE, ARTICLE)
    again = collect(server, tmp_path, f"{run_id}-c")
    assert (again.new_bodies, codes(again)) == (0, [])


def test_the_same_refusal_every_night_is_kept_once(server: Server, tmp_path: Path, run_id: str) -> None:
    server.on(LISTING, f"<ul>{ROW}</ul>")
    server.on(PAGE, "<title>系统维护中</title>")
    for night in "abc":
        collect(server, tmp_path, f"{run_id}-{night}")
    evidence = archived(tmp_path, "refused")
    assert [bool(each.refers_to) for each in evidence] == [False, True, True]


def test_a_page_that_was_edited_in_silence_is_a_new_version(server: Server, tmp_path: Path, run_id: str) -> None:
    server.on(LISTING, f"<ul>{ROW}</ul>")
    server.on(PAGE, ARTICLE, headers={"ETag": '"1"'})
    collect(server, tmp_path, f"{run_id}-a")
    server.instead(PAGE, ARTICLE.replace("九件", "十件"), headers={"ETag": '"2"'})
    again = collect(server, tmp_path, f"{run_id}-b")
    assert (again.new_bodies, codes(again)) == (1, [])
    assert [Archive(tmp_path).payload(page).decode()[-30:] for page in archived(tmp_path, "page")] == [
        ARTICLE[-30:],
        ARTICLE.replace("九件", "十件")[-30:],
    ]


def test_robots_that_forbids_is_kept_to(server: Server, tmp_path: Path, run_id: str) -> None:
    server.on("/robots.txt", "User-agent: *\nDisallow: /\n", content_type="text/plain")
    server.on(LISTING, f"<ul>{ROW}</ul>")
    with pytest.raises(FetchError, match="forbids it") as raised:
        collect(server, tmp_path, run_id)
    assert finding_of(raised.value).code == "fetch.refused"
    assert server.paths() == []
    assert Archive(tmp_path).warc_files() == []


def test_robots_that_fails_leaves_the_host_alone(server: Server, tmp_path: Path, run_id: str) -> None:
    server.on("/robots.txt", status=500)
    server.on(LISTING, f"<ul>{ROW}</ul>")
    with pytest.raises(FetchError, match=r"robots\.txt could not be had") as raised:
        collect(server, tmp_path, run_id)
    assert finding_of(raised.value).code == "fetch.failed"
    assert server.paths() == []
    assert Archive(tmp_path).warc_files() == []
