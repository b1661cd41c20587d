"""Check: each file of checks/ is a query that returns the failing rows; its header says how severe that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extract.errors import KnowledgeError, ReleaseError
from warehouse.database import Rows, count_rows, database, named_rows, sql_files

SAMPLE_ROWS = 5
"""Failing rows that a result carries: enough to see the pattern, short enough for a log."""

_HEADER = re.compile(
    r"-- name: (?P<name>[a-z0-9_]+)\n-- severity: (?P<severity>error|warning)\n-- remedy: (?P<remedy>\S.*)\n(?!-- \w+:)"
)


@dataclass(frozen=True, slots=True)
class Check:
    """A check as its file says: what is wrong with a row that `query` returns, and what to do."""

    name: str
    severity: str
    remedy: str
    query: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: how many rows fail, and the first of them."""

    name: str
    severity: str
    failing: int
    sample: Rows
    remedy: str


def read_check(file: Path) -> Check:
    """A check file. Raises KnowledgeError unless it begins with its name, a severity and a remedy, in that order."""
    text = file.read_text(encoding="utf-8")
    header = _HEADER.match(text)
    if header is None or header["name"] != file.stem:
        raise KnowledgeError(
            f"{file}: the header is not that of the check {file.stem}",
            "Begin with three lines: -- name: <the file's>, -- severity: error or warning, -- remedy: <a sentence>.",
        )
    return Check(header["name"], header["severity"], header["remedy"], text[header.end() :])


def run_checks(warehouse_file: Path) -> tuple[CheckResult, ...]:
    """Run every check on a warehouse file, which is only read.

    Raises ReleaseError where the file is no warehouse, and HeldError where another process is writing it.
    """
    checks = [read_check(file) for file in sql_files("checks")]
    try:
        with database(warehouse_file, read_only=True) as connection:
            return tuple(_run(connection, check) for check in checks)
    except duckdb.Error as error:
        raise ReleaseError(
            f"{warehouse_file}: cannot be checked: {error}", "Load it first; if it is damaged, build it anew."
        ) from error


def _run(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE failing AS {check.query}")
    failing = count_rows(connection, "failing")
    sample = named_rows(connection, "SELECT * FROM failing ORDER BY ALL LIMIT ?", [SAMPLE_ROWS])
    return CheckResult(check.name, check.severity, failing, sample, check.remedy)
