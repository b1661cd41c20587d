"""`fazhi report`: a report of the release as a page that needs nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import pytest
from bs4 import BeautifulSoup

from demo.site import Site
from demo.truth import truth
from warehouse.dossier import read_dossier

Fazhi = Callable[..., CompletedProcess[str]]

SITE = Site("http://127.0.0.1:9")
DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"

WORDS = """虚谷县人民政府2023年度<script>alert(1)</script>法治政府建设情况的报告
发布日期：2024-03-05 来源：虚谷县司法局

虚谷县人民政府2023年度<script>alert(1)</script>法治政府建设情况的报告
2023年，我县依据《某某督察规定》推进各项工作。<b>现将</b>有关情况报告如下。
一、主要工作
（一）行政复议。全年收到行政复议申请40件，受理52件。一是办复率、满意率均达到100%；二是举办活动3至5场 & "座谈"。
二、下一年打算
组织执法培训不少于10次。
"""


@pytest.fixture(scope="module")
def data(fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two reports of the demo portal, and one in plain text."""
    directory = tmp_path_factory.mktemp("report")
    (directory / "data").mkdir()
    (directory / "data" / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    plain = [report for report in truth() if report.form == "plain"]
    for number, report in enumerate(plain[:2]):
        (directory / f"{number}.html").write_bytes(SITE.answer(report.path, {}).body)
    (directory / "words.txt").write_text(WORDS, encoding="utf-8")
    paths = [directory / name for name in ("0.html", "1.html", "words.txt")]
    done = fazhi("ingest", *paths, "--data", directory / "data")
    assert done.returncode == 0, done.stderr
    return directory / "data"


def ids(data: Path) -> list[str]:
    with duckdb.connect(data / "releases" / "latest" / "fazhi.duckdb", read_only=True) as release:
        return [row[0] for row in release.execute("SELECT report_id FROM report ORDER BY url").fetchall()]


def test_markup_in_a_title_or_body_is_shown_as_text(fazhi: Fazhi, data: Path) -> None:
    done = fazhi("report", "file:words.txt", "--data", data, "--output", "-")
    soup = BeautifulSoup(done.stdout, "lxml")
    assert not soup.select("script, article p > b:not(.run-in)")
    assert [title.get_text() for title in soup.select("h1")] == [WORDS.partition("\n")[0]]
    assert "<b>现将</b>" in soup.select("article")[0].get_text()


def test_a_page_needs_nothing_but_itself(fazhi: Fazhi, data: Path) -> None:
    page = fazhi("report", "file:words.txt", "--data", data, "--output", "-").stdout
    soup = BeautifulSoup(page, "lxml")
    assert not soup.select("script, link, img, iframe, [src], [onclick], [style]")
    assert "url(" not in page and "@import" not in page


def test_a_report_is_found_by_its_address_in_another_spelling_and_by_its_id(fazhi: Fazhi, data: Path) -> None:
    for report_id in ids(data):
        held = read_dossier(data / "releases", report_id, "")
        for wanted in (report_id, held.report.url, f"{held.report.url}#top"):
            done = fazhi("report", wanted, "--data", data)
            assert (done.returncode, done.stdout) == (0, f"{data / 'pages' / report_id}.html\n")


def test_the_page_is_written_where_output_says(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    done = fazhi("report", "file:words.txt", "--data", data, "--output", "here.html", cwd=tmp_path)
    assert done.stdout == "here.html\n"
    assert [path.name for path in tmp_path.iterdir()] == ["here.html"]
    assert (tmp_path / "here.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("wanted", ["file:word.txt", "0123456789abcdef", "http://nowhere.test/x"])
def test_an_unknown_report_is_status_1_with_the_nearest(fazhi: Fazhi, data: Path, wanted: str) -> None:
    done = fazhi("report", wanted, "--data", data)
    assert done.returncode == 1
    assert wanted in done.stderr and "Nearest" in done.stderr
    assert "Traceback" not in done.stderr
    if wanted.startswith("file:"):
        assert "file:words.txt" in done.stderr.splitlines()[2]


def test_the_command_never_imports_prefect() -> None:
    script = "import sys, flows.commands.report; print('prefect' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
    )
