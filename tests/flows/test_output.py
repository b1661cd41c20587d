"""`fazhi sql`: its answers and where they go, asked of one release that nobody changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import pytest

from demo.site import Site
from demo.truth import truth

Fazhi = Callable[..., CompletedProcess[str]]

REPORT = next(report for report in truth() if report.form == "plain")
DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"


@pytest.fixture(scope="module")
def data(fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a release of one report."""
    directory = tmp_path_factory.mktemp("asked")
    (directory / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    page = directory / "saved.html"
    page.write_bytes(Site("http://127.0.0.1:9").answer(REPORT.path, {}).body)
    done = fazhi("ingest", page, "--data", directory)
    assert done.returncode == 0, done.stderr
    return directory


def test_sql_answers_from_the_release_in_every_format(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    query = "SELECT issuer, report_year FROM report"
    told = fazhi("sql", query, "--data", data, "--format", "json")
    assert json.loads(told.stdout) == [{"issuer": REPORT.issuer, "report_year": REPORT.report_year}]
    assert REPORT.issuer in fazhi("sql", query, "--data", data).stdout
    assert fazhi("sql", query, "--data", data, "--format", "csv").stdout.startswith("issuer,report_year")
    fazhi("sql", query, "--data", data, "--format", "parquet", "--output", tmp_path / "out.parquet")
    assert duckdb.read_parquet(str(tmp_path / "out.parquet")).fetchall() == [(REPORT.issuer, REPORT.report_year)]


@pytest.mark.parametrize("query", ["SELECT nothing FROM report", "DROP TABLE issue"])
def test_a_wrong_query_is_a_message_and_status_1(fazhi: Fazhi, data: Path, query: str) -> None:
    done = fazhi("sql", query, "--data", data)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_an_output_file_appears_whole_or_not_at_all(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    done = fazhi("sql", "SELECT nothing FROM report", "--data", data, "--output", tmp_path / "out")
    assert done.returncode == 1
    assert not list(tmp_path.glob("*out*"))
    for output, said in [(tmp_path, "this is a directory"), (tmp_path / "none" / "out", "there is no directory")]:
        done = fazhi("sql", "SELECT 1", "--data", data, "--output", output)
        assert done.returncode == 1
        assert f"{output}: {said}" in done.stderr


def test_an_output_that_is_no_file_is_written_to_and_stays(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        fazhi("sql", "SELECT 1 AS n", "--format", "csv", "--data", data, "--output", tmp_path / "pipe")
        assert reader.communicate()[0] == "n\n1\n"
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "link").symlink_to("target")
    fazhi("sql", "SELECT 1 AS n", "--format", "csv", "--data", data, "--output", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "n\n1\n"
    for output in ("-", "/dev/stdout"):
        done = fazhi("sql", "SELECT 1 AS n", "--format", "csv", "--data", data, "--output", output)
        assert done.stdout == "n\n1\n"


@pytest.mark.parametrize(
    "settings", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_chinese_is_asked_for_and_told_in_every_locale(fazhi: Fazhi, data: Path, settings: dict[str, str]) -> None:
    query = "SELECT issuer, '法' AS law FROM report"
    done = fazhi("sql", query, "--format", "csv", "--data", data, env={**os.environ, **settings})
    assert done.stdout == f"issuer,law\n{REPORT.issuer},法\n", done.stderr


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "| true", "> /dev/full"])
def test_an_output_that_cannot_be_written_is_no_traceback(data: Path, redirection: str) -> None:
    command = f'"{sys.executable}" -m flows.cli sql "SELECT 1" --data "{data}" {redirection}'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert done.returncode == ("full" in redirection)
    assert ("No space left" if "full" in redirection else "") in done.stderr
    assert not any(word in done.stderr for word in ("Traceback", "Exception ignored"))
