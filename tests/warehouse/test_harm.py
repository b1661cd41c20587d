"""Attempts to harm through SQL: what leaves the release is refused, what takes too much is ended."""

from __future__ import annotations

import io
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from extract.errors import QueryError
from warehouse.answer import reply
from warehouse.ask import DEFAULTS, Limits, Question, ask
from warehouse.publish import publish
from warehouse.query import reader


@pytest.fixture(scope="module")
def released(module_desk: Any) -> Any:
    """A release that every test of this file may attack."""
    module_desk.load_rows(module_desk.source(), *module_desk.capture(0))
    publish(module_desk.file, module_desk.releases, "r1")
    return module_desk


def files(desk: Any) -> list[tuple[Path, int]]:
    return sorted((path, path.stat().st_size) for path in desk.root.rglob("*"))


REFUSED = [
    "COPY fact TO '{tmp}/out.csv'",
    "COPY (SELECT 1) TO '{tmp}/out.parquet' (FORMAT parquet)",
    "COPY snapshot FROM '/etc/passwd'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{tmp}/out.csv'",
    "EXPORT DATABASE '{tmp}/out'",
    "IMPORT DATABASE '{tmp}/out'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('{tmp}/warehouse/fazhi.duckdb')",
    "SELECT * FROM read_duckdb('{tmp}/warehouse/fazhi.duckdb', table_name = 'reading')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM parquet_metadata('{tmp}/staging/extract/yixian/0/report.parquet')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM '{tmp}/staging/extract/yixian/0/report.parquet'",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM read_parquet('http://127.0.0.1/x.parquet')",
    "SELECT * FROM query('FROM read_text(''/etc/passwd'')')",
    "SELECT * FROM query('DROP TABLE snapshot')",
    "SELECT * FROM query_table('/etc/passwd')",
    "FROM json_execute_serialized_sql('{\"statements\": []}')",
    "ATTACH '{tmp}/other.duckdb'",
    "ATTACH ':memory:' AS other",
    "EXPLAIN ANALYZE ATTACH ':memory:' AS other",
    "INSTALL fts",
    "LOAD fts",
    "EXPLAIN ANALYZE INSTALL fts",
    "SET memory_limit = '1TB'",
    "SET threads = 1000",
    "SET enable_external_access = true",
    "SET temp_directory = '{tmp}/spill'",
    "SET VARIABLE x = 1",
    "EXPLAIN ANALYZE SET threads = 1000",
    "RESET lock_configuration",
    "PRAGMA enable_external_access",
    "PRAGMA database_list",
    "FROM enable_logging()",
    "FROM enable_profiling()",
    "CALL pragma_version()",
    "INSERT INTO snapshot SELECT * FROM snapshot",
    "UPDATE snapshot SET url = ''",
    "DELETE FROM snapshot",
    "MERGE INTO snapshot AS s USING snapshot AS t USING (snapshot_id) WHEN MATCHED THEN DELETE",
    "TRUNCATE snapshot",
    "DROP TABLE snapshot",
    "ALTER TABLE snapshot ADD COLUMN a INTEGER",
    "CREATE TABLE t (a INTEGER)",
    "CREATE TEMP TABLE t AS SELECT 1",
    "CREATE MACRO m() AS 1",
    "CREATE SECRET (TYPE http, BEARER_TOKEN 'x')",
    "COMMENT ON TABLE snapshot IS 'gone'",
    "BEGIN TRANSACTION",
    "CHECKPOINT",
    "FROM force_checkpoint()",
    "VACUUM",
    "DETACH fazhi",
    "USE memory",
    "PREPARE q AS DELETE FROM snapshot",
    "EXECUTE q",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE snapshot",
    "SELECT 1\0; DROP TABLE snapshot",
    "SELECT 1 /* ; */; DROP TABLE snapshot --",
    "WITH gone AS (DELETE FROM snapshot RETURNING *) SELECT * FROM gone",
    "EXPLAIN ANALYZE DELETE FROM snapshot",
    "PIVOT (DELETE FROM snapshot RETURNING *) ON role USING count(*)",
    "PIVOT read_csv('/etc/passwd') ON column0 USING count(*)",
    "PIVOT fact ON unit USING count(*); DROP TABLE snapshot",
    "SELECT getenv('HOME')",
    "FROM duckdb_secrets()",
    "FROM duckdb_extensions()",
    "FROM which_secret('s3://bucket/key', 's3')",
    "SELECT current_setting('s3_secret_access_key')",
    "FROM released",
    "FROM pandas_scan(94000000000000)",
    "SELECT error('stop')",
    "",
    "-- nothing",
    "/* nothing",
    "\0",
]
"""By what they would do: read, write, attach, install, set, create, several at once, ask for secrets, say nothing."""


@pytest.mark.parametrize("sql", REFUSED)
def test_what_leaves_or_changes_the_release_is_refused(released: Any, sql: str) -> None:
    before = files(released)
    with reader(released.releases) as connection, pytest.raises(QueryError):
        asked = Question(sql.replace("{tmp}", str(released.root)), "csv")
        reply(connection, asked, io.StringIO(), DEFAULTS)
    assert files(released) == before


def asked(desk: Any, sql: str, form: str = "csv", limits: Limits = DEFAULTS) -> str:
    """The answer that a process of its own gives."""
    output = desk.root.parent / "answer"
    with output.open("w", encoding="utf-8") as stream:
        ask(desk.releases, Question(sql, form), stream, limits)
    return output.read_text(encoding="utf-8")


SOON = Limits(0.5, 1000)

ENDLESS = [
    "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT max(a) FROM r",
    "FROM range(100000000000)",
    "SELECT levenshtein(repeat('a', 1000000), repeat('b', 1000000))",  # does not heed an interruption
    "SELECT 1" + " UNION ALL SELECT 1" * 100_000,  # nor does the parser
    "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b WHERE a.range + b.range = 7",
]

GREEDY = [
    "FROM range(1000000000) ORDER BY hash(range)",
    "SELECT list(repeat('法', 1000) || range) FROM range(1000000)",
    "SELECT length(range(1000000000))",  # DuckDB does not count what lists take
    "SELECT string_agg(repeat('法', 100000), '') FROM range(100000)",
]


@pytest.mark.parametrize("sql", ENDLESS)
def test_what_takes_too_long_is_ended(released: Any, sql: str) -> None:
    before = files(released)
    with pytest.raises(QueryError, match=r"was stopped after 0\.5 seconds") as caught:
        asked(released, sql, limits=SOON)
    assert "--timeout" in caught.value.remedy
    assert files(released) == before


@pytest.mark.parametrize("sql", GREEDY)
def test_what_takes_too_much_memory_is_ended_with_a_remedy(released: Any, sql: str) -> None:
    before = files(released)
    with pytest.raises(QueryError, match="needs more than 300 MB of memory") as caught:
        asked(released, sql, limits=Limits(60, 300))
    assert "fewer columns" in caught.value.remedy
    assert "--memory" in caught.value.remedy
    assert files(released) == before


def test_what_overflows_the_parser_ends_no_process_but_its_own(released: Any) -> None:
    deep = "SELECT * FROM (" * 50_000 + "SELECT 1" + ")" * 50_000
    with pytest.raises(QueryError, match=r"ended DuckDB \(SIG|was stopped after") as caught:
        asked(released, deep, limits=Limits(60, 2000))
    assert caught.value.remedy


def test_secrets_of_the_environment_are_out_of_reach(released: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://name:swordfish@127.0.0.1:1")
    assert "swordfish" not in asked(released, "SELECT value FROM duckdb_settings()")


def test_a_slow_query_keeps_no_other_waiting(released: Any, tmp_path: Path) -> None:
    told: list[str] = []

    def run_slow() -> None:
        with (tmp_path / "slow").open("w", encoding="utf-8") as stream, pytest.raises(QueryError):
            ask(released.releases, Question(ENDLESS[2]), stream, Limits(8, 300))
        told.append("slow")

    slow = Thread(target=run_slow)
    slow.start()
    assert asked(released, "SELECT count(*) FROM fact") == "count_star()\n3\n"
    assert not told
    slow.join()
