"""The same reports in the markup of every family of sites: found once each, read to the same document and facts."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from demo.families import FAMILIES
from demo.portal import Portal
from demo.site import Site
from demo.sources import write_sources
from demo.truth import TrueReport, neighbours, truth
from extract.collect.archive import Archive
from extract.collect.portal import collect_portal
from extract.collect.registry import load_sources
from extract.platforms import PLATFORMS
from extract.reading import Reading, read_snapshot
from extract.records import Snapshot
from extract.report.divisions import Gazetteer, load_divisions

BASE = "http://www.example.gov.cn"
ROOT = Path(__file__).resolve().parents[2]
RUN_ID = "20260101T000000Z"
OWN = ("report_id", "snapshot_id", "fact_id")
"""What a row takes from its page's address."""


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rows(load_divisions(ROOT / "demo" / "divisions.tsv"))


@cache
def site(family: str) -> Site:
    return Site(BASE, family)


def served(family: str, url: str) -> tuple[Snapshot, bytes]:
    answer = site(family).answer(urlsplit(url).path, {})
    snapshot = Snapshot(
        snapshot_id=hashlib.sha256(url.encode()).hexdigest()[:16],
        source_id="demo",
        run_id="r",
        url=url,
        role="page",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        status=answer.status,
        content_type=answer.content_type,
        sha256=hashlib.sha256(answer.body).hexdigest(),
        size=len(answer.body),
        warc_file="demo/r.warc.gz",
        warc_offset=0,
        warc_length=0,
        refers_to=None,
        parent_url=None,
        title_listed=None,
        published_listed=None,
    )
    return snapshot, answer.body


@cache
def reading(family: str, path: str) -> Reading:
    snapshot, content = served(family, BASE + path)
    return read_snapshot(
        snapshot, content, gazetteer=gazetteer(), context=None, find_attachment=lambda url: served(family, url)
    )


def path_of(family: str, true: TrueReport) -> str:
    return next(each.path for each in truth(family) if each.title == true.title)


def stated(read: Reading) -> list[dict[str, Any]]:
    rows = [asdict(fact) for fact in read.facts]
    return [{name: value for name, value in row.items() if name not in OWN} for row in rows]


def test_the_demo_has_every_platform() -> None:
    assert set(FAMILIES) == set(PLATFORMS)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("true", truth(), ids=lambda true: true.title)
def test_a_report_is_the_same_document_whatever_its_family(true: TrueReport, family: str) -> None:
    read = reading(family, path_of(family, true))
    report = read.report
    assert report is not None
    assert report.body_text == true.body_text
    assert report.title == true.title
    assert (report.issuer, report.division_code, report.report_year) == (
        true.issuer,
        true.division_code,
        true.report_year,
    )
    assert (report.published_on, report.written_on) == (true.published_on, true.written_on)
    assert stated(read) == stated(reading(true.portal, path_of(true.portal, true)))


@pytest.mark.parametrize("family", FAMILIES)
def test_pages_are_recognised_by_the_family_that_makes_them(family: str) -> None:
    maker = PLATFORMS[family].pages_of or family
    for true in truth(family):
        snapshot, content = served(family, BASE + true.path)
        text = content.decode("gb18030" if "gb2312" in snapshot.content_type else "utf-8")
        found = [name for name, platform in PLATFORMS.items() if platform.recognise(snapshot.url, text)]
        assert found == ([] if family == "generic" else [maker]), true.path


@pytest.mark.parametrize("family", FAMILIES)
def test_every_report_is_found_once_and_no_neighbour(family: str, tmp_path: Path) -> None:
    with Portal(family=family) as portal:
        write_sources(tmp_path / "sources", portal.base_url, family)
        (source,) = load_sources(tmp_path / "sources", {"990000"})
        collected = collect_portal(source, Archive(tmp_path / "archive"), f"{RUN_ID}-{family}")
    paths = [(entry.url.removeprefix(portal.base_url), entry) for entry in collected.entries]
    taken = sorted(path for path, entry in paths if entry.verdict == "report")
    assert taken == sorted(each.path for each in truth(family))
    refused = {path: entry.reason for path, entry in paths if entry.verdict != "report" and entry.reason != "gone"}
    assert refused == {each.path: each.kind for each in neighbours(family)}
    assert not [issue.code for issue in collected.issues if issue.code != "fetch.gone"]
