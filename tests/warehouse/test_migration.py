"""A warehouse file of an earlier schema, with rows in it, is brought up to date by the next load."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from extract.records import stable_id
from warehouse.check import run_checks
from warehouse.database import database, sql_files

URL, OTHER = "http://portal.test/2023.html", "http://portal.test/zwgk/2023.html"

KNOWN = stable_id("report", URL)

RUN = """
INSERT INTO snapshot BY NAME SELECT
    'shot' AS snapshot_id, 'yixian' AS source_id, 'run' AS run_id, $url AS url, 'page' AS role,
    TIMESTAMPTZ '2024-04-01 00:00:00+00' AS fetched_at, 200 AS status, 'text/html' AS content_type, 'bytes' AS sha256,
    9 AS size, 'w' AS warc_file, 0 AS warc_offset, 9 AS warc_length;
INSERT INTO issue SELECT
    'i', 'fetch.gone', 'warning', 'yixian', $url, $known, 'm', 'r', 'run',
    TIMESTAMPTZ '2024-04-01 00:00:00+00', TIMESTAMPTZ '2024-04-01 00:00:00+00';
CREATE VIEW open_issue AS FROM issue;
"""

REPORT = """
INSERT INTO reading BY NAME SELECT
    1 AS reading_id, 1 AS content_id, $known AS report_id, 't' AS title, 'report' AS kind,
    '乙县人民政府' AS issuer, 'county' AS level, '990101' AS division_code, 2023 AS report_year, $url AS url,
    '' AS body_text, 'text' AS body_method, sha256('') AS text_sha256;
INSERT INTO capture SELECT $known, 'shot', 'shot', 'yixian', '1', 1;
INSERT INTO version_span BY NAME SELECT
    $known AS report_id, 1 AS version, 1 AS reading_id, 'shot' AS snapshot_id,
    'shot' AS body_snapshot_id, 'yixian' AS source_id, '1' AS extractor_version,
    TIMESTAMPTZ '2024-04-01 00:00:00+00' AS valid_from, TIMESTAMPTZ '2024-04-01 00:00:00+00' AS first_seen_at,
    TIMESTAMPTZ '2024-04-01 00:00:00+00' AS last_seen_at;
CREATE VIEW report_version AS FROM version_span JOIN reading USING (reading_id);
"""


def _fill(connection: duckdb.DuckDBPyConnection, script: str) -> None:
    for statement in filter(str.strip, script.split(";")):
        given = {"url": URL, "known": KNOWN}
        connection.execute(statement, {name: value for name, value in given.items() if f"${name}" in statement})


@pytest.fixture(params=range(1, len(sql_files("schema"))))
def old(request: pytest.FixtureRequest, desk: Any) -> Any:
    """A desk with a warehouse file of the schema up to the file of that number."""
    desk.file.parent.mkdir(parents=True)
    with database(desk.file) as connection:
        connection.execute(
            "CREATE TABLE schema_change (number INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMPTZ)"
        )
        for number, file in enumerate(sql_files("schema")[: request.param], start=1):
            connection.execute(file.read_text(encoding="utf-8"))
            connection.execute("INSERT INTO schema_change VALUES (?, ?, now())", [number, file.stem])
        _fill(connection, RUN)
        if request.param >= 3:
            _fill(connection, REPORT)
    desk.has_report = request.param >= 3
    return desk


def test_what_stood_in_it_stands_there_still(old: Any) -> None:
    old.load()
    assert old.ask("SELECT snapshot_id FROM snapshot") == [("shot",)]
    assert old.ask("SELECT issue_id, report_id FROM issue") == [("i", KNOWN)]
    assert old.ask("SELECT report_id, url, version FROM report") == ([(KNOWN, URL, 1)] if old.has_report else [])
    assert all(not result.failing for result in run_checks(old.file) if result.severity == "error")


def test_the_next_night_goes_on_from_there(old: Any) -> None:
    old.load()
    old.load_rows(old.source(), *old.capture(0, words_sha256="X"), *old.capture(1, OTHER, words_sha256="X"))
    assert old.ask("SELECT count(*), max(version) FROM report") == [(1, 2 if old.has_report else 1)]
    assert old.ask("SELECT report_id, is_own FROM report_place") == [(KNOWN, True)] * 2
    assert all(not result.failing for result in run_checks(old.file))
