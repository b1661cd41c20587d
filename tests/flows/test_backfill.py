"""`fazhi backfill` and `fazhi recheck`: history within bounds, and known pages asked for again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import duckdb
import pytest

Fazhi = Callable[..., CompletedProcess[str]]

DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"
SOURCE = "demo_xiyan"


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(data / "releases" / "latest" / "fazhi.duckdb", read_only=True) as release:
        return release.execute(sql).fetchall()


@pytest.fixture(scope="module")
def data(fazhi: Fazhi, sources: Path, prefect_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory into which the years 2021 and 2022 of one source were filled."""
    place = tmp_path_factory.mktemp("backfill") / "data"
    place.mkdir()
    (place / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    words = ["backfill", "--source", SOURCE, "--years", "2021-2022", "--data", place, "--sources", sources]
    done = fazhi(*words, env=prefect_env)
    assert done.returncode == 0, done.stderr
    return place


def test_only_the_years_that_were_asked_for_are_fetched(data: Path) -> None:
    years = {year for (year,) in rows(data, "SELECT report_year FROM report")}
    assert years == {2021, 2022}
    assert rows(data, "SELECT command, state FROM run") == [("backfill", "ok")]


def test_a_recheck_asks_for_every_known_page_and_a_night_is_due_after_a_backfill(
    data: Path, fazhi: Fazhi, sources: Path, prefect_env: dict[str, str]
) -> None:
    had = rows(data, "SELECT count(*) FROM snapshot WHERE role = 'page'")[0][0]
    words = ["recheck", "--everything", "--source", SOURCE, "--data", data, "--sources", sources]
    done = fazhi(*words, env=prefect_env)
    assert done.returncode == 0, done.stderr
    again = "SELECT count(*) FROM snapshot JOIN run USING (run_id) WHERE role = 'page' AND refers_to IS NOT NULL"
    assert rows(data, f"{again} AND command = 'recheck'") == [(had,)]
    assert rows(data, "SELECT count(*) > 3 FROM (SELECT DISTINCT report_year FROM report)") == [(True,)]
