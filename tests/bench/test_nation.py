"""The synthetic nation: rows that a warehouse takes and no check refuses, the same whenever they are made."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from bench.nation import write_nation, write_night
from bench.nation_issuers import published
from bench.nation_prose import divisions
from extract.report.taxonomy import load_indicators
from warehouse.check import run_checks
from warehouse.database import database
from warehouse.load import load
from warehouse.sets import fingerprint, set_names

REPORTS, NIGHT = 60, 6


def _prints(staging: Path) -> dict[str, str]:
    return {name: fingerprint(staging, name) for name in set_names(staging)}


@pytest.fixture(scope="module")
def staging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history of two crawls with a copy, and a night."""
    directory = tmp_path_factory.mktemp("nation")
    write_nation(directory, reports=2 * REPORTS, copies=2)
    write_night(directory, 1, reports=REPORTS, night_reports=NIGHT)
    return directory


def test_the_same_seed_gives_the_same_rows(staging: Path, tmp_path: Path) -> None:
    write_nation(tmp_path, reports=2 * REPORTS, copies=2)
    history = {name: mark for name, mark in _prints(staging).items() if "-n001" not in name}
    assert _prints(tmp_path) == history


def test_another_seed_gives_other_reports() -> None:
    assert list(islice(published(1), REPORTS)) != list(islice(published(2), REPORTS))


def test_a_nation_loads_and_no_check_stops_it(staging: Path, tmp_path: Path) -> None:
    file = tmp_path / "warehouse.duckdb"
    summary = load(file, staging, indicators=load_indicators(), divisions=divisions())
    with database(file) as connection:
        results = run_checks(connection, "bench", datetime(2026, 12, 1, tzinfo=UTC))
        asked = "SELECT count(*), count(DISTINCT report_year), count(DISTINCT division_code) FROM report"
        ((reports, years, issuers),) = connection.execute(asked).fetchall()
        told = connection.execute("SELECT DISTINCT event FROM event ORDER BY ALL").fetchall()
    assert [check for check in results if check.severity == "error" and check.failing] == []
    assert (reports, years) == (2 * REPORTS + NIGHT, 10)
    assert issuers > 5
    assert summary.counts["fact"].added > 40 * REPORTS
    assert {("edited",), ("published",)} <= set(told)
