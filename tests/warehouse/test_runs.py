"""Runs as they are staged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from extract.errors import StageError
from warehouse.issues import staged_issues
from warehouse.runs import has_ended, last_runs, stage_run, staged_run


def test_a_row_is_staged_anew_until_its_run_ends(desk: Any, tmp_path: Path) -> None:
    first = desk.run(0, state="failed")
    stage_run(tmp_path, first)
    stage_run(tmp_path, replace(first, summary='{"due": []}'))
    found = staged_run(tmp_path, first.run_id)
    assert found is not None
    assert found.summary == '{"due": []}'
    assert not has_ended(tmp_path, first.run_id)
    stage_run(tmp_path, replace(first, state="ok"), ended=True)
    assert has_ended(tmp_path, first.run_id)
    assert [row.state for row in last_runs(tmp_path, 5)] == ["ok"]


def test_the_last_row_wins_where_the_clock_was_moved_back(desk: Any, tmp_path: Path) -> None:
    row = desk.run(0, state="ok")
    stage_run(tmp_path, row)
    stage_run(tmp_path, replace(row, state="failed", finished_at=row.finished_at - timedelta(hours=1)), ended=True)
    found = staged_run(tmp_path, row.run_id)
    assert found is not None
    assert found.state == "failed"
    assert found.finished_at > row.finished_at


def test_the_newest_runs_come_first(desk: Any, tmp_path: Path) -> None:
    for number in range(4):
        stage_run(tmp_path, desk.run(number))
        stage_run(tmp_path, desk.run(number), ended=True)
    assert [row.run_id for row in last_runs(tmp_path, 2)] == [desk.run_id(3), desk.run_id(2)]
    assert last_runs(tmp_path / "none", 2) == []
    assert staged_run(tmp_path, "unknown") is None


def test_a_damaged_row_is_named(desk: Any, tmp_path: Path) -> None:
    stage_run(tmp_path, desk.run(0))
    (tmp_path / "run" / desk.run_id(0) / "run.parquet").write_bytes(b"PAR1")
    with pytest.raises(StageError, match=r"run\.parquet: is damaged"):
        last_runs(tmp_path, 1)


def test_what_is_staged_at_the_end_is_loaded_without_reading_all_again(desk: Any) -> None:
    row = desk.run(0)
    stage_run(desk.staging, row)
    desk.load()
    stage_run(desk.staging, replace(row, state="degraded", finished_at=row.finished_at + timedelta(1)), ended=True)
    assert not desk.load().rebuilt
    assert desk.ask("SELECT state FROM run") == [("degraded",)]


def test_the_issues_of_runs_are_read_from_all_their_sets(desk: Any, tmp_path: Path) -> None:
    stage_run(tmp_path, desk.run(1), [desk.issue(1)])
    stage_run(tmp_path, desk.run(2), [desk.issue(2, "page.empty_body", severity="error")])
    assert [issue.code for issue in staged_issues(tmp_path, [desk.run_id(1), desk.run_id(2)])] == [
        "page.empty_body",
        "fetch.gone",
    ]
    assert staged_issues(tmp_path, ["unknown"]) == []
