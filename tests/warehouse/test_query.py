from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest

from extract.errors import QueryError, ReleaseError
from warehouse import query
from warehouse.publish import publish
from warehouse.query import latest_release, run_query


def release(desk: Any) -> Any:
    desk.load_rows(desk.source(), *desk.capture(0))
    publish(desk.file, desk.releases, "r1")
    return desk


@pytest.fixture(scope="module")
def released(module_desk: Any) -> Any:
    """A release that every test of this file may read, and none can change."""
    return release(module_desk)


def answer(desk: Any, sql: str, form: str = "csv") -> str:
    stream = io.StringIO()
    run_query(desk.releases, sql, format=form, stream=stream)
    return stream.getvalue()


def parquet(desk: Any, sql: str) -> bytes:
    content = io.BytesIO()
    stream = io.TextIOWrapper(content)
    run_query(desk.releases, sql, format="parquet", stream=stream)
    assert not stream.closed
    return content.getvalue()


QUESTION = """
    SELECT issuer, report_year, value FROM indicator_value
    WHERE indicator = 'reconsideration.applications_received'
"""


def test_a_question_in_sql_is_answered_with_the_number_on_the_page(released: Any) -> None:
    assert answer(released, QUESTION) == "issuer,report_year,value\n乙县人民政府,2023,58\n"


def test_a_table_is_aligned_under_chinese(released: Any) -> None:
    lines = answer(released, QUESTION, "table").splitlines()
    assert lines == [
        "issuer        report_year  value",
        "────────────  ───────────  ─────",
        "乙县人民政府         2023     58",
        "(1 row)",
    ]


def test_json_has_numbers_and_nulls(released: Any) -> None:
    stated = "SELECT value, 46.9::DECIMAL(20, 6) AS rate, topic FROM fact, report WHERE quote = '58件'"
    rows = json.loads(answer(released, stated, "json"))
    assert rows == [{"value": 58, "rate": 46.9, "topic": None}]


def test_no_rows_are_an_answer_too(released: Any) -> None:
    none = "SELECT fact_id FROM fact WHERE false"
    assert json.loads(answer(released, none, "json")) == []
    assert answer(released, none, "csv") == "fact_id\n"
    assert answer(released, none, "table").endswith("(0 rows)\n")


def test_csv_survives_commas_and_line_feeds(released: Any) -> None:
    rows = list(csv.reader(io.StringIO(answer(released, "SELECT body_text FROM report"), newline="")))
    assert [rows[1][0]] == [text for (text,) in released.ask("SELECT body_text FROM report")]


def test_parquet_goes_to_the_bytes_below_the_stream(released: Any) -> None:
    table = pq.read_table(io.BytesIO(parquet(released, "SELECT quote, value FROM fact")))
    assert sorted(table["quote"].to_pylist()) == ["10次", "54件", "58件"]


def test_times_are_told_in_utc(released: Any) -> None:
    assert answer(released, "SELECT first_seen_at FROM report") == "first_seen_at\n2024-05-01 18:00:00+00:00\n"


ASKED = pytest.mark.parametrize(
    "sql",
    [
        "SHOW TABLES",
        "DESCRIBE fact",
        "SUMMARIZE fact",
        "FROM report",
        "WITH f AS (SELECT * FROM fact) SELECT count(*) FROM f;",
        "EXPLAIN SELECT * FROM fact",
        "PIVOT indicator_value ON report_year USING sum(value) GROUP BY indicator",
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'fact'",
    ],
)


@ASKED
@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_readers_may_ask(released: Any, sql: str, form: str) -> None:
    assert answer(released, sql, form)


@ASKED
def test_every_answer_can_be_parquet(released: Any, sql: str) -> None:
    assert pq.read_table(io.BytesIO(parquet(released, sql))).num_rows


@pytest.mark.parametrize(
    "sql",
    [
        "COPY fact TO '{tmp}/out.csv'",
        "COPY (SELECT 1) TO '{tmp}/out.parquet' (FORMAT parquet)",
        "EXPORT DATABASE '{tmp}/out'",
        "IMPORT DATABASE '{tmp}/out'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('http://127.0.0.1/x.parquet')",
        "ATTACH '{tmp}/other.duckdb'",
        "ATTACH ':memory:' AS other",
        "INSTALL fts",
        "LOAD fts",
        "SET memory_limit = '1TB'",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "PRAGMA enable_external_access",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "INSERT INTO snapshot SELECT * FROM snapshot",
        "UPDATE snapshot SET url = ''",
        "DELETE FROM snapshot",
        "DROP TABLE snapshot",
        "CREATE TABLE t (a INTEGER)",
        "CREATE TEMP TABLE t AS SELECT 1",
        "CREATE MACRO m() AS 1",
        "BEGIN TRANSACTION",
        "CHECKPOINT",
        "DETACH fazhi",
        "USE memory",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE snapshot",
        "WITH gone AS (DELETE FROM snapshot RETURNING *) SELECT * FROM gone",
        "EXPLAIN ANALYZE DELETE FROM snapshot",
        "SELECT * FROM released",
        "",
        "-- nothing",
    ],
)
def test_readers_may_not(released: Any, sql: str) -> None:
    before = sorted(released.root.rglob("*"))
    with pytest.raises(QueryError):
        answer(released, sql.replace("{tmp}", str(released.root)))
    assert sorted(released.root.rglob("*")) == before


def test_an_error_shows_the_place(released: Any) -> None:
    with pytest.raises(QueryError, match=r"LINE 1: SELECT valeu FROM fact\n\s+\^") as caught:
        answer(released, "SELECT valeu FROM fact")
    assert '"value"' in caught.value.message
    assert "DESCRIBE" in caught.value.remedy


@pytest.mark.parametrize(
    "sql",
    [
        "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT max(a) FROM r",
        "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b WHERE a.range + b.range = 7",
    ],
)
def test_an_endless_query_is_stopped(released: Any, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    monkeypatch.setattr(query, "TIMEOUT_SECONDS", 0.2)
    with pytest.raises(QueryError, match="stopped after"):
        answer(released, sql)


def test_a_query_that_wants_too_much_memory_is_stopped(released: Any) -> None:
    with pytest.raises(QueryError, match="more than 1GB of memory"):
        answer(released, "SELECT list(repeat('法', 1000) || range) FROM range(1000000)")


def test_an_unknown_format_is_named(released: Any) -> None:
    with pytest.raises(QueryError, match='"xml" is no format'):
        answer(released, "SELECT 1", "xml")


def test_without_a_release_the_remedy_is_told(desk: Any) -> None:
    with pytest.raises(ReleaseError, match="there is no release") as caught:
        latest_release(desk.releases)
    assert "fazhi demo" in caught.value.remedy


def test_a_dangling_link_is_told(desk: Any) -> None:
    desk.releases.mkdir()
    (desk.releases / "latest").symlink_to("r9")
    with pytest.raises(ReleaseError, match="names the release r9"):
        answer(desk, "SELECT 1")


def test_a_damaged_release_is_told(desk: Any) -> None:
    file = latest_release(release(desk).releases)
    file.chmod(0o644)
    file.write_bytes(b"nothing" * 2000)
    with pytest.raises(ReleaseError, match="cannot be read"):
        answer(desk, "SELECT 1")
