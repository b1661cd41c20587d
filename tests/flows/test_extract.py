"""From the archive to staged rows: a page is read together with what belongs to it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.collect.archive import Archive
from extract.report.divisions import load_divisions
from flows.datadir import DataDirectory
from flows.progress import watching
from flows.steps.extract import extract_warc, pending_warcs
from flows.steps.knowledge import Knowledge, load_knowledge
from flows.summary import WarcResult

DIVISIONS = Path(__file__).resolve().parents[2] / "demo" / "divisions.tsv"
URL = "http://a.example/fz/202403/t20240328_17.html"
PART = "http://a.example/fz/202403/t20240328_17_1.html"
TITLE = "溪砚县2023年度法治政府建设情况报告"
FIRST = "2023年，我县把依法行政贯穿各项工作，全年收到行政复议申请58件，现将有关情况报告如下。"
SECOND = "全年办结行政复议案件49件，行政机关负责人出庭应诉率达到100%，执法水平稳步提升。"
EDITED = "全年办结行政复议案件48件，行政机关负责人出庭应诉率达到100%，执法水平稳步提升。"


def page(text: str, number: int) -> bytes:
    return (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>发布时间：2024-03-28</div>"
        f"<div class='TRS_Editor'><p>{text}</p></div>"
        f"<script>createPageHTML(2, {number}, 't20240328_17', 'html');</script></body></html>"
    ).encode()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(load_divisions(DIVISIONS))


def archive_run(data: DataDirectory, run_id: str, second: str | None, status: int = 200) -> None:
    """Archive the document's pages; the first is answered with `status`."""
    moment = datetime.strptime(run_id[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    html = [("Content-Type", "text/html; charset=utf-8")]
    with Archive(data.archive).writer("xiyan", run_id) as writer:
        first = page(FIRST, 0)
        writer.add(url=URL, role="page", fetched_at=moment, status=status, reason="OK", headers=html, body=first)
        if second:
            writer.add(
                url=PART,
                role="part",
                fetched_at=moment,
                status=200,
                reason="OK",
                headers=html,
                body=page(second, 1),
                parent_url=URL,
            )


def extract_all(data: DataDirectory, knowledge: Knowledge) -> list[WarcResult]:
    with watching(io.StringIO()) as watch:
        return [extract_warc(data, warc, knowledge, watch) for warc in pending_warcs(data)]


@pytest.mark.parametrize("status", [200, 304])
def test_a_document_on_two_pages_is_one_report_and_is_read_again_when_its_second_changes(
    tmp_path: Path, knowledge: Knowledge, status: int
) -> None:
    data = DataDirectory(tmp_path)
    archive_run(data, "20260101T010000Z-0001", SECOND)
    (first,) = extract_all(data, knowledge)
    assert (first.pages, first.reports, first.facts, first.issues) == (1, 1, 3, 0)
    archive_run(data, "20260102T010000Z-0002", EDITED, status)
    (again,) = extract_all(data, knowledge)
    assert (again.pages, again.reports) == (1, 1)
    archive_run(data, "20260103T010000Z-0003", EDITED, status)
    (quiet,) = extract_all(data, knowledge)
    assert quiet.pages == 0


def test_a_part_that_no_run_had_is_an_issue_and_the_rest_is_read(tmp_path: Path, knowledge: Knowledge) -> None:
    data = DataDirectory(tmp_path)
    archive_run(data, "20260101T010000Z-0001", None)
    (result,) = extract_all(data, knowledge)
    assert (result.reports, result.facts, result.issues) == (1, 1, 1)
