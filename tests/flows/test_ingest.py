"""`fazhi ingest`: what is loaded, what is refused, and that both are said."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from demo.site import Site
from demo.truth import TrueReport, truth
from extract.issues import KINDS

Fazhi = Callable[..., CompletedProcess[str]]

SITE = Site("http://127.0.0.1:9")
PLAIN = [report for report in truth() if report.form == "plain"]
DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"
NO_REPORT = "<html><head><title>溪砚县图书馆开放时间公告</title></head><body><p>本馆每日九时开馆。</p></body></html>"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory that knows the divisions of the demo's invented places."""
    directory = tmp_path / "data"
    directory.mkdir()
    (directory / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    return directory


def page(report: TrueReport) -> bytes:
    return SITE.answer(report.path, {}).body


def saved(directory: Path, name: str, report: TrueReport, head: str = "") -> Path:
    """A report's page in a file, with `head` added to what it says of itself."""
    path = directory / name
    path.write_bytes(page(report).replace(b"</head>", head.encode() + b"</head>", 1))
    return path


def rows(data: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(data / "releases" / "latest" / "fazhi.duckdb", read_only=True) as release:
        return release.execute(sql).fetchall()


def warc(pages: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for url, body in pages.items():
        answered = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=answered))
    return buffer.getvalue()


def test_a_saved_page_is_loaded_under_the_address_it_states(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    report = PLAIN[0]
    url = "http://www.example.gov.cn/art/1.html"
    path = saved(tmp_path, "saved.html", report, f'<link rel="canonical" href="{url}">')
    done = fazhi("ingest", path, "--data", data)
    assert done.returncode == 0, done.stderr
    assert rows(data, "SELECT url, report_year FROM report") == [(url, report.report_year)]
    assert rows(data, "SELECT count(*) > 0 FROM fact") == [(True,)]


@pytest.mark.parametrize(
    ("options", "url"), [([], "file:page.html"), (["--url", "http://a.example/1.html"], "http://a.example/1.html")]
)
def test_a_page_that_states_no_address_has_the_given_one_or_its_name(
    fazhi: Fazhi, data: Path, tmp_path: Path, options: list[str], url: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f"<html><head><title>{PLAIN[0].title}</title></head><body><h1>{PLAIN[0].title}</h1><div>"
        + "".join(f"<p>{line}</p>" for line in PLAIN[0].body_text.split("\n"))
        + "</div></body></html>"
    )
    done = fazhi("ingest", path, "--data", data, *options)
    assert done.returncode == 0, done.stderr
    assert rows(data, "SELECT url FROM report") == [(url,)]


def test_reports_in_other_formats_are_loaded_under_their_names(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    as_word = (Path(__file__).parents[1] / "fixtures" / "files" / "report.doc").read_bytes()
    for name in ("a.doc", "b.wps"):
        (tmp_path / name).write_bytes(as_word)
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("report.doc", as_word)
    done = fazhi("ingest", *(tmp_path / name for name in ("a.doc", "b.wps", "c.zip")), "--data", data)
    assert done.returncode == 0, done.stderr
    assert rows(
        data,
        "SELECT p.url, r.title, r.report_year FROM report_place AS p JOIN report AS r USING (report_id) ORDER BY ALL",
    ) == [(f"file:{name}", "青禾县2022年法治政府建设情况报告", 2022) for name in ("a.doc", "b.wps", "c.zip")]


def test_the_same_page_again_changes_nothing_and_says_so(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    path = saved(tmp_path, "saved.html", PLAIN[0])
    fazhi("ingest", path, "--data", data)
    again = fazhi("ingest", path, "--data", data)
    assert again.returncode == 0, again.stderr
    assert "no new response bodies, no changed rows" in again.stdout
    assert rows(data, "SELECT count(*) FROM report_version") == [(1,)]


def test_a_page_that_is_no_report_is_told_each_time(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    (tmp_path / "notice.html").write_text(NO_REPORT)
    for _ in range(2):
        done = fazhi("ingest", tmp_path / "notice.html", "--data", data)
        assert done.returncode == 1
        assert "notice.html" in done.stderr


def test_of_a_crawl_the_pages_are_taken_whose_titles_are_those_of_reports(
    fazhi: Fazhi, data: Path, tmp_path: Path
) -> None:
    others = {f"http://www.example.gov.cn/{n}.html": f"<title>政务动态{n}</title>".encode() for n in range(40)}
    (tmp_path / "crawl.warc.gz").write_bytes(warc({**others, "http://www.example.gov.cn/a.html": page(PLAIN[0])}))
    done = fazhi("ingest", tmp_path / "crawl.warc.gz", "--data", data)
    assert done.returncode == 0, done.stderr
    assert "1 pages of reports, 40 others" in done.stderr
    assert rows(data, "SELECT count(*) FROM snapshot") == [(1,)]
    (tmp_path / "none.warc.gz").write_bytes(warc(others))
    refused = fazhi("ingest", tmp_path / "none.warc.gz", "--data", data)
    assert refused.returncode == 1
    assert "none of its 40 pages has the title of a report" in refused.stdout + refused.stderr


def test_pages_of_another_programs_warc_file_are_loaded(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    pages = {f"http://www.example.gov.cn/{report.path}": page(report) for report in PLAIN[:2]}
    (tmp_path / "crawl.warc.gz").write_bytes(warc(pages))
    done = fazhi("ingest", tmp_path / "crawl.warc.gz", "--data", data)
    assert done.returncode == 0, done.stderr
    assert {url for (url,) in rows(data, "SELECT url FROM report")} == set(pages)


def test_what_cannot_be_loaded_is_named_and_the_rest_is_loaded(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "notice.html").write_text(NO_REPORT)
    (tmp_path / "noise.html").write_bytes(b"\xff\xfe\xff\x00\x81" * 40)
    pages = {f"http://www.example.gov.cn/{report.path}": page(report) for report in PLAIN[:2]}
    (tmp_path / "cut.warc.gz").write_bytes(warc(pages)[:-40])
    (tmp_path / "no.warc.gz").write_bytes(gzip.compress(b"not a record"))
    (tmp_path / "random.warc.gz").write_bytes(b"\x07\xfe random bytes")
    (tmp_path / "random.docx").write_bytes(b"\x07\xfe random bytes")
    os.mkfifo(tmp_path / "pipe.html")
    unread = ["notice.html", "noise.html", "scan.pdf"]
    refused = ["missing.html", "empty", "no.warc.gz", "random.warc.gz", "random.docx", "pipe.html"]
    names = [*refused, *unread, "cut.warc.gz"]

    done = fazhi("ingest", *(tmp_path / name for name in names), "--data", data)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in names:
        (line,) = [line for line in done.stderr.splitlines() if line.startswith("not loaded: ") and name in line]
        assert line.count(name) == 1 or name in unread
    assert done.stderr.count(f"\n  {KINDS['ingest.unreadable'].remedy}") == len(refused)
    assert "random.docx: this is no .docx document" in done.stderr
    assert "pipe.html: not a regular file" in done.stderr
    assert "no.warc.gz: this is no WARC file" in done.stderr
    issues = dict(rows(data, "SELECT code, count(*) FROM issue WHERE severity <> 'info' GROUP BY code"))
    assert issues["ingest.unreadable"] == len(refused)
    assert issues["ingest.truncated"] == 1
    assert issues["page.undecodable"] == 1
    assert rows(data, "SELECT url FROM report") == [(next(iter(pages)),)]
    assert rows(data, "SELECT state FROM run") == [("degraded",)]


def test_a_text_is_a_page_under_its_name(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    report = PLAIN[0]
    (tmp_path / "page.txt").write_text(f"当前位置：首页\n{report.title}\n\n{report.body_text}\n")
    done = fazhi("ingest", tmp_path / "page.txt", "--data", data)
    assert done.returncode == 0, done.stderr
    assert rows(data, "SELECT url, title FROM report") == [("file:page.txt", report.title)]


def test_a_warehouse_held_by_another_process_is_named_and_nothing_is_lost(
    fazhi: Fazhi, data: Path, tmp_path: Path
) -> None:
    path = saved(tmp_path, "saved.html", PLAIN[0])
    (data / "warehouse").mkdir()
    with duckdb.connect(data / "warehouse" / "fazhi.duckdb"):
        held = fazhi("ingest", path, "--data", data)
    assert held.returncode == 1
    assert "fazhi.duckdb" in held.stderr
    assert str(os.getpid()) in held.stderr
    assert "Traceback" not in held.stderr
    assert fazhi("ingest", path, "--data", data).returncode == 0
    assert rows(data, "SELECT state FROM run ORDER BY started_at") == [("failed",), ("ok",)]
    assert rows(data, "SELECT count(*) FROM report") == [(1,)]


def test_nothing_but_a_missing_path_publishes_nothing_and_leaves_its_issue(
    fazhi: Fazhi, data: Path, tmp_path: Path
) -> None:
    done = fazhi("ingest", "nowhere", "--data", data)
    assert done.returncode == 1
    assert "not loaded: nowhere: there is no such file" in done.stderr
    assert "nothing was published" in done.stdout
    assert not (data / "releases").exists()
    fazhi("ingest", saved(tmp_path, "saved.html", PLAIN[0]), "--data", data)
    assert rows(data, "SELECT code FROM issue WHERE source_id = 'ingest'") == [("ingest.unreadable",)]
    assert rows(data, "SELECT state FROM run ORDER BY started_at") == [("failed",), ("ok",)]


def test_status_tells_runs_and_issues(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    (tmp_path / "notice.html").write_text(NO_REPORT)
    fazhi("ingest", tmp_path / "notice.html", "nowhere", "--data", data)
    told = fazhi("status", "--data", data)
    assert told.returncode == 0, told.stderr
    assert "ingest.unreadable" in told.stdout
    assert "ingest" in told.stdout


def test_a_new_version_of_the_extractor_reads_the_archive_again(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    fazhi("ingest", saved(tmp_path, "first.html", PLAIN[0]), "--data", data)
    (data / "staging" / "extractor-version").write_text("0")
    done = fazhi("ingest", saved(tmp_path, "second.html", PLAIN[1]), "--data", data)
    assert done.returncode == 0, done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("extract ingest/")]) == 2
    assert rows(data, "SELECT count(*) FROM report") == [(2,)]


def test_of_two_files_of_one_name_the_second_is_refused(data: Path, tmp_path: Path, fazhi: Fazhi) -> None:
    for folder, report in zip(("a", "b"), PLAIN[:2], strict=True):
        (tmp_path / folder).mkdir()
        saved(tmp_path / folder, "page.html", report)
    done = fazhi("ingest", tmp_path / "a" / "page.html", tmp_path / "b" / "page.html", "--data", data)
    assert done.returncode == 1
    assert "another file is already taken in as file:page.html" in done.stderr
    assert rows(data, "SELECT title FROM report") == [(PLAIN[0].title,)]
