"""What README's section "Asking" says, run against a release as far as it runs here."""

from __future__ import annotations

import csv
import io
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from warehouse.load import load
from warehouse.publish import publish

Fazhi = Callable[..., CompletedProcess[str]]

README = Path(__file__).parents[2] / "README.md"
ASKING = README.read_text(encoding="utf-8").partition("## Asking")[2].partition("\n## ")[0]


def blocks(first: str) -> list[str]:
    """The indented blocks that begin with a word, without their indentation."""
    found = [
        "\n".join(line.removeprefix("    ") for line in block.splitlines())
        for block in ASKING.split("\n\n")
        if block.startswith("    ")
    ]
    return [block for block in found if block.startswith(first)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with `data`, in which a release without rows is published."""
    root = tmp_path_factory.mktemp("asking")
    file = root / "data" / "warehouse" / "fazhi.duckdb"
    load(file, root / "data" / "staging", indicators=(), divisions=())
    publish(file, root / "data" / "releases", "r1")
    return root


@pytest.mark.parametrize("line", blocks(".venv/bin/fazhi"))
def test_the_command(fazhi: Fazhi, desk: Path, line: str) -> None:
    done = fazhi(*shlex.split(line.replace("\\\n", ""))[1:], cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")


def test_python(desk: Path) -> None:
    (code,) = blocks("import duckdb")
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "sentence" in done.stdout


def test_r_and_the_shell_ask_of_relations_that_there_are(fazhi: Fazhi, desk: Path) -> None:
    (r,), (shell,) = blocks("library(DBI)"), blocks("duckdb -readonly")
    for query in (shlex.split(shell)[-1], r.splitlines()[-1].split('"')[1]):
        assert fazhi("sql", query, cwd=desk).returncode == 0


def test_a_query_is_read_from_a_file_or_stdin(fazhi: Fazhi, desk: Path) -> None:
    (desk / "query.sql").write_text('\ufeffSELECT $word AS "词"', encoding="utf-8")
    asked = ["--param", "word=法治=政府", "--format", "csv"]
    assert fazhi("sql", "--file", "query.sql", *asked, cwd=desk).stdout == "词\n法治=政府\n"
    command = [sys.executable, "-m", "flows.cli", "sql", "-", *asked]
    done = subprocess.run(command, cwd=desk, input=(desk / "query.sql").read_bytes(), capture_output=True, check=True)
    assert done.stdout.decode() == "词\n法治=政府\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["SELECT 1", "--param", "x"], "NAME=VALUE"),
        (["SELECT 1", "--memory", "much"], "no size"),
        (["SELECT 1", "--timeout", "soon"], "no number of seconds"),
        (["SELECT 1", "--file", "query.sql"], "not allowed with"),
        (["--file", "empty.sql"], "there is no query in it"),
        (["--file", "gbk.sql"], "no text in UTF-8"),
    ],
)
def test_wrong_usage_is_told(fazhi: Fazhi, desk: Path, words: list[str], told: str) -> None:
    (desk / "empty.sql").write_text(" ", encoding="utf-8")
    (desk / "gbk.sql").write_text("SELECT '法治'", encoding="gbk")
    done = fazhi("sql", *words, cwd=desk)
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["SELECT 1", "--memory", "1MB"], "1 MB cannot be the limit of memory"),
        (["SELECT 1", "--timeout", "nan"], "cannot be the limit of seconds"),
        (["SELECT 1", "--release", "r0"], "The nearest is r1"),
        (["--file", "none.sql"], "none.sql: No such file"),
        (["SELECT 1", "--format", "csv", "--output", "/dev/full"], "No space left"),
    ],
)
def test_what_cannot_be_is_told(fazhi: Fazhi, desk: Path, words: list[str], told: str) -> None:
    done = fazhi("sql", *words, cwd=desk)
    assert done.returncode == 1
    assert told in done.stderr


def test_output_and_a_closed_pipe(desk: Path) -> None:
    command = [sys.executable, "-m", "flows.cli", "sql", "FROM range(3000000)", "--format", "csv"]
    with subprocess.Popen(command, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"range\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_ascii_terminal_is_told_chinese_all_the_same(desk: Path) -> None:
    command = [sys.executable, "-m", "flows.cli", "sql", "SELECT '法治' AS a", "--format", "csv"]
    ascii_only = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(command, cwd=desk, env=ascii_only, capture_output=True, check=True)
    assert list(csv.reader(io.StringIO(done.stdout.decode()))) == [["a"], ["法治"]]
