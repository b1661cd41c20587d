"""Check: each file of checks/ is a query that returns the failing rows; its header says how severe that is.

A check of scope `reading` judges each reading by itself, as a report of its own: it looks at those that this very text
of it has not looked at yet, so that a night's checks grow with the night. One of scope `release` judges all there is,
each time, and must be cheap. What fails is kept in `check_failure` and stands in `issue` until it fails no more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
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
    states = connection.execute("SELECT check_name, text_id, passed_no FROM check_state").fetchall()
    passed = {(name, text_id): passed_no for name, text_id, passed_no in states}
    base = _base(connection)
    checks = [read_check(file) for file in sql_files("checks")]
    judged = [_judgement(check, passed, newest, base) for check in checks]
    _find(connection, list(zip(checks, judged, strict=True)))
    return tuple(record_failures(connection, each, run_id, at, accepted=each.name in accept) for each in judged)


def _find(connection: duckdb.DuckDBPyConnection, judged: list[tuple[Check, Judgement]]) -> None:
    """Find what fails. Checks that look at the same readings share an excerpt, which takes as long as a check."""
    for (scope, first, last), alike in groupby(sorted(judged, key=_looked_at), key=_looked_at):
        of_readings = scope == "reading"
        with excerpt(connection, first, last, alone=True) if of_readings else nullcontext():
            for check, _ in alike:
                find_failures(connection, check.name, check.query, of_readings=of_readings)


def _looked_at(judged: tuple[Check, Judgement]) -> tuple[str, int, int]:
    check, judgement = judged
    return check.scope, judgement.first, judgement.last


def _judgement(check: Check, passed: Mapping[tuple[str, str], int], newest: int, base: str) -> Judgement:
    """Which readings a check is to look at: of scope reading, those after the last that this very text of it passed."""
    text_id = stable_id(check.query, base if check.scope == "reading" else "")
    first = passed.get((check.name, text_id), 0) + 1 if check.scope == "reading" else 1
    return Judgement(check.name, check.severity, check.remedy, text_id, first, newest)


def _base(connection: duckdb.DuckDBPyConnection) -> str:
    """What a reading's checks rest on besides their text: the views that they ask, the taxonomy, and corrections."""
    ((base,),) = connection.execute(
        "SELECT concat_ws(' ', (SELECT arg_max(name, applied_at) FROM schema_change WHERE name LIKE 'views %'),"
        " (SELECT sum(hash(hash(i))) FROM indicator AS i),"
        " (SELECT sum(hash(hash(c))) FROM stated_correction AS c))"
    ).fetchall()
    return str(base)
