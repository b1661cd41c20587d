"""The command line: usage, messages, exit statuses, and how little is imported to say them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Fazhi = Callable[..., CompletedProcess[str]]

HEAVY = {"prefect", "rich", "pyarrow", "requests", "lxml", "duckdb"}


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nightl"],
        ["sql"],
        ["sql", "SELECT 1", "--format", "xml"],
        ["ingest"],
        ["status", "--sources", "x"],
        ["ingest", "a.html", "b.html", "--url", "http://a.example/"],
        ["ingest", "a.html", "--url", "nonsense"],
        ["ingest", "a.html", "--url", "http://"],
        ["ingest", "a.html", "--url", ""],
        ["ingest", ""],
        ["ingest", "a.html", "--data", ""],
        ["nightly", "--sources", ""],
        ["sql", "SELECT 1", "--output", ""],
        ["sql", " "],
        ["report", ""],
        ["sources"],
        ["sources", "lst"],
        ["sources", "probe"],
        ["sources", "probe", "www.songxi.example"],
        ["sources", "probe", "http://www.songxi.example/", "--output", ""],
    ],
)
def test_wrong_usage_is_status_2_with_a_message(fazhi: Fazhi, words: list[str], tmp_path: Path) -> None:
    done = fazhi(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_version_is_told(fazhi: Fazhi) -> None:
    assert fazhi("--version").stdout.startswith("fazhi 0.")


@pytest.mark.parametrize("word", ["demo", "nightly", "ingest", "replay", "sql", "status", "sources check"])
def test_every_command_has_help_and_a_data_directory(fazhi: Fazhi, word: str) -> None:
    done = fazhi(*word.split(), "--help")
    assert done.returncode == 0
    assert "--data DIR" in done.stdout


def _imported_by(code: str) -> set[str]:
    script = f"import sys; {code}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_alone_imports_nothing_heavy() -> None:
    assert not HEAVY & _imported_by("import flows.cli; flows.cli.build_parser()")


@pytest.mark.parametrize("word", ["ingest", "sql", "status", "sources_list", "sources_check", "sources_probe"])
def test_quick_commands_never_import_prefect(word: str) -> None:
    assert "prefect" not in _imported_by(f"import flows.commands.{word}")


@pytest.mark.parametrize("words", [["sql", "SELECT 1"], ["status"]])
def test_asking_where_nothing_is_published_says_what_to_do(fazhi: Fazhi, words: list[str], tmp_path: Path) -> None:
    done = fazhi(*words, "--data", tmp_path / "none")
    assert done.returncode == 1
    assert str(tmp_path / "none") in done.stderr
    assert "fazhi nightly" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_data_directory_that_cannot_be_made_is_named(fazhi: Fazhi, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for words in (["ingest", "page.html"], ["status"]):
        done = fazhi(*words, "--data", tmp_path / "file")
        assert done.returncode == 1
        assert f"{tmp_path / 'file'}: this is a file, not a directory" in done.stderr
        assert "Traceback" not in done.stderr


def test_an_address_of_prefect_that_is_none_is_named(fazhi: Fazhi, tmp_path: Path) -> None:
    done = fazhi("nightly", "--data", tmp_path / "data", env={**os.environ, "PREFECT_API_URL": "garbage"})
    assert done.returncode == 1
    assert "the Prefect server at garbage does not answer" in done.stderr
    assert "Traceback" not in done.stderr
