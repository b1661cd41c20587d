"""The demo portal's pages to rows, against what is true of them. The facts are measured by bench/gate.py."""

from __future__ import annotations

import hashlib
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demo.portal import Portal
from demo.truth import Neighbour, TrueReport, neighbours, truth
from extract.reading import Reading, read_snapshot, report_id_of
from extract.records import Snapshot
from extract.report.divisions import Gazetteer, load_divisions

DIVISIONS = Path(__file__).resolve().parents[2] / "demo" / "divisions.tsv"


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with Portal() as running:
        yield running


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rows(load_divisions(DIVISIONS))


def archived(url: str, content: bytes, content_type: str) -> Snapshot:
    return Snapshot(
        snapshot_id=hashlib.sha256(url.encode()).hexdigest()[:16],
        source_id="demo",
        run_id="r",
        url=url,
        role="page",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        status=200,
        content_type=content_type,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        warc_file="demo/r.warc.gz",
        warc_offset=0,
        warc_length=0,
        refers_to=None,
        parent_url=None,
        title_listed=None,
        published_listed=None,
    )


def get(url: str) -> tuple[Snapshot, bytes]:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 -- our own portal on loopback
        content = answer.read()
        return archived(url, content, answer.headers["Content-Type"]), content


def read(portal: Portal, gazetteer: Gazetteer, path: str) -> Reading:
    snapshot, content = get(portal.base_url + path)
    return read_snapshot(snapshot, content, gazetteer=gazetteer, context=None, find_attachment=get)


@pytest.mark.parametrize("true", truth(), ids=lambda true: true.title)
def test_a_page_gives_its_report(true: TrueReport, portal: Portal, gazetteer: Gazetteer) -> None:
    reading = read(portal, gazetteer, true.path)
    report = reading.report
    assert report is not None
    assert report.title == true.title
    assert (report.issuer, report.issuer_kind, report.level) == (true.issuer, true.issuer_kind, true.level)
    assert (report.division_code, report.report_year) == (true.division_code, true.report_year)
    assert (report.published_on, report.written_on) == (true.published_on, true.written_on)
    assert report.body_text == true.body_text
    assert (report.body_snapshot_id == report.snapshot_id) == (true.attachment is None)


@pytest.mark.parametrize("neighbour", neighbours(), ids=lambda neighbour: neighbour.title)
def test_a_neighbour_gives_no_report_and_says_why(neighbour: Neighbour, portal: Portal, gazetteer: Gazetteer) -> None:
    reading = read(portal, gazetteer, neighbour.path)
    assert reading.report is None
    assert [issue.code for issue in reading.issues if issue.code.startswith("page.")] == ["page.not_a_report"]


def test_reading_twice_gives_the_same_rows(portal: Portal, gazetteer: Gazetteer) -> None:
    path = truth()[0].path
    assert read(portal, gazetteer, path) == read(portal, gazetteer, path)


def test_undecodable_bytes_are_an_issue_and_never_text(gazetteer: Gazetteer) -> None:
    content = bytes(range(256)) * 40
    snapshot = archived("http://a.invalid/x.html", content, "text/html")
    reading = read_snapshot(snapshot, content, gazetteer=gazetteer, context=None, find_attachment=lambda _: None)
    assert reading.report is None
    assert [issue.code for issue in reading.issues] == ["page.undecodable"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.gov.cn/x.html", "https://www.a.gov.cn/x.html"),
        ("http://WWW.a.gov.cn/x.html", "http://www.a.gov.cn/x.html"),
        ("http://www.a.gov.cn/x.html#top", "http://www.a.gov.cn/x.html"),
    ],
)
def test_a_report_keeps_its_id_however_its_address_is_written(one: str, other: str) -> None:
    assert report_id_of(one) == report_id_of(other)


def test_reports_at_different_addresses_have_different_ids() -> None:
    assert len({report_id_of(url) for url in ("http://a/x", "http://a/y", "http://b/x", "file:x", "file:y")}) == 5
