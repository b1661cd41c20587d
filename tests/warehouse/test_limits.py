"""Limits of an answer: rows that are left out, files that may not grow, a process that is killed."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extract.errors import QueryError
from warehouse.ask import Limits, Process, Question, ask
from warehouse.publish import publish

ROWS = "SELECT i, i::VARCHAR AS text FROM range(25000) AS t(i) ORDER BY i"
"""More than are written at a time."""

COUNT = {
    "csv": lambda content: content.count(b"\n") - 1,
    "json": lambda content: len(json.loads(content)),
    "parquet": lambda content: pq.read_table(io.BytesIO(content)).num_rows,
    "table": lambda content: content.count(b"\n") - 3,
}


@pytest.fixture(scope="module")
def releases(module_desk: Any) -> Path:
    module_desk.load_rows(module_desk.source(), *module_desk.capture(0))
    publish(module_desk.file, module_desk.releases, "r1")
    return Path(module_desk.releases)


def asked(releases: Path, question: Question, limits: Limits, **more: Any) -> tuple[bool, bytes]:
    """Whether an answer is whole, and its bytes."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as file:
        is_whole = ask(releases, question, file, limits, **more)
        file.seek(0)
        return is_whole, file.buffer.read()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("form", "rows", "whole", "written"),
    [
        ("csv", 3, False, 3),
        ("csv", 24_999, False, 24_999),
        ("csv", 25_000, True, 25_000),
        ("csv", 0, False, 0),
        ("json", 10_000, False, 10_000),
        ("json", None, True, 25_000),
        ("parquet", 10_001, False, 10_001),
        ("parquet", 30_000, True, 25_000),
        ("table", 5, False, 5),
    ],
)
def test_rows_after_the_limit_are_left_out_and_that_is_told(
    releases: Path, form: str, rows: int | None, whole: bool, written: int
) -> None:
    is_whole, content = asked(releases, Question(ROWS, form), Limits(rows=rows))
    assert (is_whole, COUNT[form](content)) == (whole, written)


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_a_file_may_not_grow_beyond_its_limit(releases: Path, form: str) -> None:
    long = Question("SELECT sha256(i::VARCHAR) FROM range(100000) AS t(i)", form)
    with pytest.raises(QueryError, match="longer than 1 MB"):
        asked(releases, long, Limits(size=1))
    assert asked(releases, long, Limits(size=20))[0]


def test_a_process_may_be_killed_and_the_asker_is_told(releases: Path) -> None:
    endless = Question("SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b", "csv")
    with pytest.raises(QueryError, match="SIGKILL"):
        asked(releases, endless, Limits(), begun=Process.kill)
