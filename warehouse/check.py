"""Check: each file of checks/ is a query that returns the failing rows; its header says how severe that is.

A check of scope `reading` judges each reading by itself, as a report of its own: it looks at those that this very text
of it has not looked at yet, so that a night's checks grow with the night. One of scope `release` judges all there is,
each time, and must be cheap. What fails is kept in `check_failure` and stands in `issue` until it fails no more.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from extract.errors import KnowledgeError
from extract.records import stable_id
from warehouse.database import sql_files
from warehouse.excerpt import excerpt
from warehouse.failures import CheckResult, Judgement, find_failures, record_failures

__all__ = ["Check", "CheckResult", "read_check", "run_checks"]

_HEADER = re.compile(r"-- (?P<key>\w+): (?P<value>\S.*)\n")
_WORDS = {"severity": ("error", "warning"), "scope": ("reading", "release")}


@dataclass(frozen=True, slots=True)
class Check:
    """A check as its file says: what is wrong with a row that `query` returns, and what to do."""

    name: str
    severity: str
    scope: str
    remedy: str
    query: str


def read_check(file: Path) -> Check:
    """A check file. Raises KnowledgeError unless its header states its name, severity, scope and remedy, once each."""
    text = file.read_text(encoding="utf-8")
    header: list[tuple[str, str]] = []
    while line := _HEADER.match(text):
        header.append((line["key"], line["value"]))
        text = text[line.end() :]
    stated = dict(header)
    is_whole = sorted(key for key, _ in header) == ["name", "remedy", "scope", "severity"]
    if not is_whole or stated["name"] != file.stem or any(stated[key] not in words for key, words in _WORDS.items()):
        raise KnowledgeError(
            f"{file}: the header is not that of the check {file.stem}",
            "Begin with four lines: -- name: <the file's>, -- severity: error or warning, -- scope: reading or release,"
            " -- remedy: <a sentence>.",
        )
    return Check(query=text, **stated)


def run_checks(
    connection: duckdb.DuckDBPyConnection, run_id: str, at: datetime, accept: Collection[str] = ()
) -> tuple[CheckResult, ...]:
    """Run every check on a loaded warehouse, within the caller's transaction, and record what fails.

    Checks of severity error that `accept` names stop nothing: their readings count as looked at. Raises duckdb.Error.
    """
    ((newest,),) = connection.execute("SELECT coalesce(max(reading_no), 0) FROM version_span").fetchall()
    passed = dict(connection.execute("SELECT (check_name, text_id), passed_no FROM check_state").fetchall())
    base = _base(connection)
    results = []
    for check in (read_check(file) for file in sql_files("checks")):
        text_id = stable_id(check.query, base if check.scope == "reading" else "")
        first = passed.get((check.name, text_id), 0) + 1 if check.scope == "reading" else 1
        if check.scope == "reading":
            with excerpt(connection, first, newest, alone=True):
                find_failures(connection, check.name, check.query, of_readings=True)
        else:
            find_failures(connection, check.name, check.query, of_readings=False)
        judgement = Judgement(check.name, check.severity, check.remedy, text_id, first, newest)
        results.append(record_failures(connection, judgement, run_id, at, accepted=check.name in accept))
    return tuple(results)


def _base(connection: duckdb.DuckDBPyConnection) -> str:
    """What a reading's checks rest on besides their text: the views that they ask, the taxonomy, and corrections."""
    ((base,),) = connection.execute(
        "SELECT concat_ws(' ', (SELECT arg_max(name, applied_at) FROM schema_change WHERE name LIKE 'views %'),"
        " (SELECT sum(hash(hash(i))) FROM indicator AS i),"
        " (SELECT sum(hash(hash(c))) FROM stated_correction AS c))"
    ).fetchall()
    return str(base)
