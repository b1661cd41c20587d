from __future__ import annotations

import json
from typing import Any

import pytest

from extract.errors import ReleaseError
from warehouse.publish import publish
from warehouse.status import read_status


@pytest.fixture
def released(desk: Any) -> Any:
    desk.load_rows(desk.run(0), desk.run(1, state="degraded"))
    desk.load_rows(
        desk.issue(1),
        desk.issue(1, "page.empty_body", "http://portal.test/b.html", severity="error"),
        desk.issue(1, "header.bad_date", "http://portal.test/c.html"),
        desk.issue(1, "header.bad_date", "http://portal.test/d.html"),
    )
    desk.load_rows(desk.source(division_code="990100"), *desk.capture(0, report_year=2022, issuer=None))
    publish(desk.file, desk.releases, "r1")
    return desk


def test_runs_are_told_newest_first(released: Any) -> None:
    status = read_status(released.releases)
    assert [(run["run_id"], run["state"]) for run in status.runs] == [
        (released.run_id(1), "degraded"),
        (released.run_id(0), "ok"),
    ]


def test_open_issues_are_grouped_worst_first(released: Any) -> None:
    issues = read_status(released.releases).issues
    assert [(row["severity"], row["code"], row["issues"]) for row in issues] == [
        ("error", "page.empty_body", 1),
        ("warning", "header.bad_date", 2),
        ("warning", "check.report_has_issuer_and_year", 1),
        ("warning", "fetch.gone", 1),
    ]
    assert all(row["a_day_old"] + row["a_week_old"] + row["older"] == row["issues"] for row in issues)
    assert {(row["since"],) for row in issues} == set(released.ask("SELECT DISTINCT first_seen_at FROM open_issue"))
    assert issues[0]["remedy"] == "Wait."
    assert issues[0]["example"] == "http://portal.test/b.html: answered 404"


def test_what_is_late_is_told_for_the_last_year_that_is_due(released: Any) -> None:
    assert [(row["name"], row["report_year"], row["reason"]) for row in read_status(released.releases).missing] == [
        ("甲市", 2022, "no entry")
    ]


def test_growth_is_told_by_month(released: Any) -> None:
    (month,) = read_status(released.releases).growth
    ((fetched, archived),) = released.ask("SELECT strftime(fetched_at, '%Y-%m'), warc_length FROM snapshot")
    assert month == {"month": fetched, "runs": 1, "answers": 1, "archived": archived, "reports": 1}


def test_sources_that_shrank_are_told(released: Any) -> None:
    assert read_status(released.releases).sources == ()
    for number, entries in enumerate((100, 50), start=2):
        collected = [{"source_id": released.source().source_id, "taken": entries, "refused": 0, "error": None}]
        released.load_rows(released.run(number, summary=json.dumps({"collect": collected})))
    publish(released.file, released.releases, "r2")
    (row,) = read_status(released.releases).sources
    assert (row["size_state"], row["entries"], row["entries_before"]) == ("shrunk", 50, 100)


def test_the_release_is_told_with_its_counts_and_warnings(released: Any) -> None:
    status = read_status(released.releases)
    assert (status.release_id, status.counts["report"], status.counts["run"]) == ("r1", 1, 2)
    assert [(row["name"], row["failing"]) for row in status.warnings] == [("report_has_issuer_and_year", 1)]
    assert [row["version"] for row in status.reports] == [1]


def test_without_a_release_there_is_no_status(desk: Any) -> None:
    with pytest.raises(ReleaseError, match="there is no release"):
        read_status(desk.releases)


@pytest.mark.parametrize("content", ["", '{"release_id": "r1", "cr', "[]", "{}"])
def test_a_damaged_manifest_is_named(released: Any, content: str) -> None:
    manifest = released.releases / "r1" / "manifest.json"
    manifest.write_text(content)
    with pytest.raises(ReleaseError, match=r"r1/manifest\.json") as raised:
        read_status(released.releases)
    assert raised.value.remedy
