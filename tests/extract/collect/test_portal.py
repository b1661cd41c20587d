"""One source whole, from a real server into a real archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.collect.archive import Archive
from extract.collect.portal import Collected, collect_portal
from extract.collect.source import Cadence
from extract.errors import ArchiveError, FetchError, ListingError

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

REPORT = "松溪区{}年度法治政府建设工作报告"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def row(address: str, title: str, day: str = "2024-03-29") -> str:
    return f'<li><a href="{address}">{title}</a><span>{day}</span></li>'


def listing(*rows: str, pages: int = 1) -> str:
    return f'<ul>{"".join(rows)}</ul><script>createPageHTML({pages},0,"index","html");</script>'


def article(body: str) -> str:
    return f'<html><body><div class="TRS_Editor">{body}</div></body></html>'


def portal_of_two(server: Server) -> None:
    rows = (
        row("t20240329_1.html", REPORT.format(2023)),
        row("t20230330_2.html", REPORT.format(2022), "2023-03-30"),
        row("t20230401_3.html", "《松溪区2022年度法治政府建设工作报告》解读", "2023-04-01"),
    )
    server.on("/fz/index.html", listing(*rows))
    server.on("/fz/t20240329_1.html", article("全年收到行政复议申请九件。"))
    server.on("/fz/t20230330_2.html", article('全文见附件。<a href="./P02.docx">附件</a><a href="P03.pdf">附表</a>'))
    server.on("/fz/P02.docx", b"PK\x03\x04 docx", content_type=DOCX)
    server.on("/fz/P03.pdf", status=404)


def collect(server: Server, root: Path, run_id: str, **changes: object) -> Collected:
    return collect_portal(server.source(**changes), Archive(root), run_id)


def verdicts(collected: Collected) -> list[tuple[str, str]]:
    return [(entry.verdict, entry.reason) for entry in collected.entries]


def test_reports_and_their_documents_are_archived_and_the_rest_is_refused(
    server: Server, tmp_path: Path, run_id: str
) -> None:
    portal_of_two(server)
    collected = collect(server, tmp_path, run_id)
    assert verdicts(collected) == [("report", "report"), ("report", "report"), ("refused", "interpretation")]
    assert [issue.code for issue in collected.issues] == ["fetch.gone"]
    assert (collected.new_bodies, collected.revisits, collected.requests) == (4, 0, 6)
    archive = Archive(tmp_path)
    (warc,) = archive.warc_files()
    assert warc == tmp_path / "songxi" / f"{run_id}.warc.gz"
    listed, first, second, document = archive.snapshots(warc)
    assert [each.role for each in (listed, first, second, document)] == ["listing", "page", "page", "attachment"]
    assert (first.title_listed, str(first.published_listed)) == (REPORT.format(2023), "2024-03-29")
    assert (document.parent_url, document.content_type) == (second.url, DOCX)
    assert archive.payload(document) == b"PK\x03\x04 docx"


def test_every_page_is_asked_for_once(server: Server, tmp_path: Path, run_id: str) -> None:
    portal_of_two(server)
    server.instead("/fz/t20240329_1.html", article('全文见附件。<a href="./P02.docx">附件</a>'))
    collect(server, tmp_path, run_id)
    assert len(server.paths()) == len(set(server.paths()))
    assert "/fz/t20230401_3.html" not in server.paths()


def test_an_unchanged_portal_adds_no_body(server: Server, tmp_path: Path, run_id: str) -> None:
    portal_of_two(server)
    all_again = Cadence(recheck_days=0)
    collect(server, tmp_path, f"{run_id}-a", cadence=all_again)
    again = collect(server, tmp_path, f"{run_id}-b", cadence=all_again)
    assert (again.new_bodies, again.revisits) == (0, 4)
    server.instead("/fz/t20240329_1.html", article("全年收到行政复议申请十件。"))
    changed = collect(server, tmp_path, f"{run_id}-c", cadence=all_again)
    assert (changed.new_bodies, changed.revisits) == (1, 3)
    latest = Archive(tmp_path).latest(server.url("/fz/t20240329_1.html"))
    assert latest is not None
    assert "十件" in Archive(tmp_path).payload(latest).decode()


@pytest.mark.parametrize(
    ("answer", "reason", "code"),
    [
        ({"status": 404}, "gone", "fetch.gone"),
        ({"status": 410}, "gone", "fetch.gone"),
        ({"status": 403}, "failed", "fetch.failed"),
        ({"status": 500}, "failed", "fetch.failed"),
        ({"status": 302, "headers": {"Location": "http://www.example.org/"}}, "forbidden", "fetch.refused"),
    ],
)
def test_a_page_that_cannot_be_had_is_an_issue_and_a_reason(
    server: Server, tmp_path: Path, run_id: str, answer: dict[str, object], reason: str, code: str
) -> None:
    portal_of_two(server)
    server.instead("/fz/t20240329_1.html", **answer)
    collected = collect(server, tmp_path, run_id)
    assert verdicts(collected)[:2] == [("refused", reason), ("report", "report")]
    issue = collected.issues[0]
    assert (issue.code, issue.url, issue.source_id) == (code, server.url("/fz/t20240329_1.html"), "songxi")
    assert issue.run_id == run_id


def test_what_robots_forbids_is_refused_page_by_page(server: Server, tmp_path: Path, run_id: str) -> None:
    portal_of_two(server)
    server.on("/robots.txt", "User-agent: *\nDisallow: /fz/t2024\n", content_type="text/plain")
    collected = collect(server, tmp_path, run_id)
    assert verdicts(collected)[0] == ("refused", "forbidden")
    assert [issue.code for issue in collected.issues] == ["fetch.refused", "fetch.gone"]


def test_a_source_whose_listing_fails_is_an_error_after_what_was_fetched_is_archived(
    server: Server, tmp_path: Path, run_id: str
) -> None:
    server.on("/fz/index.html", listing())
    with pytest.raises(ListingError, match="the listing has no entry"):
        collect(server, tmp_path, run_id)
    (warc,) = Archive(tmp_path).warc_files()
    assert [snapshot.role for snapshot in Archive(tmp_path).snapshots(warc)] == ["listing"]


def test_a_listing_in_no_encoding_is_an_error(server: Server, tmp_path: Path, run_id: str) -> None:
    server.on("/fz/index.html", b"\xff\xff\xff\x81\x00", content_type="text/html")
    with pytest.raises(ListingError, match="text in none of"):
        collect(server, tmp_path, run_id)


def test_a_portal_that_is_down_is_an_error(server: Server, tmp_path: Path, run_id: str) -> None:
    server.on("/robots.txt", status=500)
    with pytest.raises(FetchError, match=r"robots\.txt could not be had"):
        collect(server, tmp_path, run_id)
    assert Archive(tmp_path).warc_files() == []


def test_one_of_several_listings_that_fails_is_an_issue(server: Server, tmp_path: Path, run_id: str) -> None:
    portal_of_two(server)
    server.on("/old/index.html", "<html><body>系统维护</body></html>")
    server.on("/new/index.html", listing(row("/fz/t20240329_1.html", REPORT.format(2023)), row("t1_4.html", "")))
    listings = tuple(server.url(f"/{name}/index.html") for name in ("old", "fz", "new"))
    collected = collect(server, tmp_path, run_id, listings=listings)
    assert len(collected.entries) == 3
    assert [(issue.code, issue.url) for issue in collected.issues if issue.url == listings[0]] == [
        ("fetch.outage", listings[0])
    ]


def test_progress_is_told_answer_by_answer(server: Server, tmp_path: Path, run_id: str) -> None:
    portal_of_two(server)
    told: list[str] = []
    collect_portal(server.source(), Archive(tmp_path), run_id, progress=told.append)
    assert told == [
        f"listing {server.url('/fz/index.html')}",
        REPORT.format(2023),
        REPORT.format(2022),
        f"attachment {server.url('/fz/P02.docx')}",
    ]


def test_an_archive_that_cannot_be_written_is_an_error(server: Server, tmp_path: Path, run_id: str) -> None:
    portal_of_two(server)
    (tmp_path / "songxi").write_text("a file where a folder should be")
    with pytest.raises(ArchiveError, match="songxi cannot be written"):
        collect(server, tmp_path, run_id)
