"""How much the pages of a WARC file give, held against what their source asserts."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from extract.collect.archive import Archive
from extract.collect.source import Fill
from extract.report.divisions import load_divisions
from flows.datadir import DataDirectory
from flows.progress import watching
from flows.steps.extract import extract_warc
from flows.steps.knowledge import Knowledge

RUN = "20261121T190000Z-aaaa"
DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"
PAGE = """<html><head><title>青栎省溪砚县{year}年法治政府建设年度报告</title>{date}</head><body><div class="TRS_Editor">
<p>{year}年，溪砚县人民政府坚持依法行政。</p><p>一、主要做法</p><p>全年收到行政复议申请{year}件，审结九件。</p>
<p>二、存在的问题</p><p>执法队伍力量仍然薄弱，培训还不够经常。</p></div></body></html>"""
BARE = "<html><head><title>青栎省溪砚县{year}年法治政府建设年度报告</title></head><body></body></html>"
NEWS = PAGE.replace("年法治政府建设年度报告", "年法治政府建设推进会召开")


def told(root: Path, pages: list[str], fill: Fill) -> list[tuple[str, str]]:
    """Message and address of the issues that extracting a WARC file of these pages stages about what they lack."""
    data = DataDirectory(root)
    with Archive(data.archive).writer("songxi", RUN) as writer:
        for number, page in enumerate(pages):
            writer.add(
                url=f"http://www.songxi.example/{number}.html",
                role="page",
                fetched_at=datetime(2026, 11, 21, 19, 0, number, tzinfo=UTC),
                status=200,
                reason="OK",
                headers=(("Content-Type", "text/html; charset=utf-8"),),
                body=page.format(
                    year=2010 + number, date=f'<meta name="PubDate" content="{2011 + number}-03-28">'
                ).encode(),
            )
    (warc,) = Archive(data.archive).warc_files()
    knowledge = Knowledge(load_divisions(DIVISIONS), {}, {"songxi": fill})
    with watching(io.StringIO()) as watch:
        extract_warc(data, warc, knowledge, watch)
    staged = [str(path) for path in data.staging.glob("**/issue.parquet")]
    issues = duckdb.read_parquet(staged).filter("code = 'extract.below_fill'") if staged else None
    return issues.order("message").project("message, url").fetchall() if issues else []


@pytest.mark.parametrize(
    ("pages", "fill", "expected"),
    [
        ([PAGE] * 4 + [BARE] * 2, Fill(body=0.8), [("4 of 6 pages have body, at least 80% asserted", 4)]),
        ([PAGE] * 4 + [BARE] * 2, Fill(body=0.6), []),
        ([PAGE] * 4 + [BARE] * 2, Fill(), []),
        ([PAGE] * 5 + [NEWS] * 4, Fill(body=1), []),
        ([PAGE] * 2 + [BARE] * 2, Fill(body=1), []),
        ([PAGE] * 5, Fill(issuer=1), []),
    ],
)
def test_a_share_below_the_asserted_one_is_an_issue(
    tmp_path: Path, pages: list[str], fill: Fill, expected: list[tuple[str, int]]
) -> None:
    assert told(tmp_path, pages, fill) == [
        (says, f"http://www.songxi.example/{number}.html") for says, number in expected
    ]


def test_dates_and_issuers_are_counted_among_reports(tmp_path: Path) -> None:
    nameless = PAGE.replace("青栎省溪砚县", "").replace("溪砚县人民政府", "").replace("{date}", "")
    found = told(tmp_path, [PAGE, *[nameless] * 5], Fill(published_on=0.9, issuer=0.9))
    assert [says.partition(",")[0] for says, _ in found] == [
        "1 of 6 pages have issuer",
        "1 of 6 pages have published_on",
    ]
