"""Questions of readers, and what they are answered: formats, parameters, and mistakes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest

from extract.errors import QueryError
from warehouse.answer import reply
from warehouse.ask import DEFAULTS, Question
from warehouse.publish import publish
from warehouse.query import reader


@pytest.fixture(scope="module")
def released(module_desk: Any) -> Any:
    """A release that every test of this file may read, and none can change."""
    module_desk.load_rows(module_desk.source(), *module_desk.capture(0))
    publish(module_desk.file, module_desk.releases, "r1")
    return module_desk


def answered(desk: Any, sql: str, form: str, **parameters: str) -> bytes:
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="utf-8", newline="")
    with reader(desk.releases) as connection:
        reply(connection, Question(sql, form, parameters), stream, DEFAULTS)
    stream.flush()
    assert not stream.closed
    return content.getvalue()


def answer(desk: Any, sql: str, form: str = "csv", **parameters: str) -> str:
    return answered(desk, sql, form, **parameters).decode()


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


def test_times_are_told_in_utc(released: Any) -> None:
    assert answer(released, "SELECT first_seen_at FROM report") == "first_seen_at\n2024-05-01 18:00:00+00:00\n"


def test_columns_of_one_name_are_all_told(released: Any) -> None:
    twice = "SELECT f.quote, g.quote FROM fact AS f JOIN fact AS g USING (fact_id) WHERE f.value = 10"
    assert json.loads(answer(released, twice, "json")) == [{"quote": "10次", "quote_1": "10次"}]
    assert answer(released, twice) == "quote,quote_1\n10次,10次\n"


ASKED = pytest.mark.parametrize(
    "sql",
    [
        "SHOW TABLES",
        "DESCRIBE fact",
        "SUMMARIZE fact",
        "FROM report",
        "WITH f AS (SELECT * FROM fact) SELECT count(*) FROM f;",
        "EXPLAIN SELECT * FROM fact",
        "EXPLAIN ANALYZE SELECT * FROM fact",
        "PIVOT indicator_value ON report_year USING sum(value) GROUP BY indicator",
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'fact'",
        "SELECT histogram(value), {'a': [1]}, 'nan'::DOUBLE, 'b'::BLOB, 'infinity'::DATE FROM fact",
        "/* a; comment */ SELECT ';' -- and; another",
    ],
)


@ASKED
@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_readers_may_ask(released: Any, sql: str, form: str) -> None:
    assert answer(released, sql, form)


@ASKED
def test_every_answer_can_be_parquet(released: Any, sql: str) -> None:
    assert pq.read_table(io.BytesIO(answered(released, sql, "parquet"))).num_rows


@pytest.mark.parametrize(
    ("condition", "given"),
    [
        ("report_year = $x", "2023"),
        ("report_year IN ($x, 1999)", "2023"),
        ("report_year BETWEEN $x AND $x", "2023"),
        ("$x::INTEGER + 1 = report_year + 1", "2023"),
        ("published_on >= $x", "2024-03-20"),
        ("division_code = $x", "990101"),
        ("issuer = $x", "乙县人民政府"),
        ("title LIKE '%' || $x || '%'", "2023"),
        ("length(title) > $x", "3"),
        ("title <> $x", "'; DROP TABLE reading; --"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_parameter_is_read_as_what_it_is_compared_with(released: Any, condition: str, given: str, form: str) -> None:
    asked = f"SELECT division_code FROM report WHERE {condition}"  # noqa: S608
    assert b"990101" in answered(released, asked, form, x=given)


@pytest.mark.parametrize(
    ("sql", "given", "message", "remedy"),
    [
        ("SELECT $year, $code", {"year": "1"}, r"\$code stands for nothing", "--param code="),
        ("SELECT $year", {"year": "1", "yaer": "1"}, r"the query has no \$yaer", "Its parameters: $year."),
        ("SELECT 1", {"x": "1"}, r"the query has no \$x", "Its parameters: none"),
        ("FROM report WHERE report_year = $x", {"x": "甲"}, "Could not convert string '甲' to INT32", "SHOW TABLES"),
        ("SELECT $x + 1", {"x": "1"}, "Could not choose a best candidate", "write its type"),
    ],
)
def test_a_parameter_that_does_not_fit_is_told(
    released: Any, sql: str, given: dict[str, str], message: str, remedy: str
) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        answer(released, sql, **given)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("sql", "shown", "remedy"),
    [
        ("SELECT valeu FROM fact", "LINE 1: SELECT valeu FROM fact\n               ^^^^^", "value is a column of "),
        ("SELECT '法治', valeu FROM fact", "\n                       ^^^^^", "value is a column of "),
        ("SELECT sentence FROM report", "^", "sentence is a column of consistency, fact, fact_context"),
        ("SELECT f.titel FROM report AS f", "^", "title is a column of "),
        (
            "SELECT *\nFROM reports",
            'Did you mean "report"?\n\nLINE 2: FROM reports\n             ^^^^^^^',
            "SHOW TABLES",
        ),
        ("SELECT zqx FROM report", "^", "DESCRIBE fact"),
        ("SELEC 1", "LINE 1: SELEC 1\n        ^^^^^", "SHOW TABLES"),
        ("SELECT coutn(*) FROM fact", 'Did you mean "count"?', "SHOW TABLES"),
        ("SELECT 'a'::INTEGER", "LINE 1: SELECT 'a'::INTEGER\n", "SHOW TABLES"),
        ("SELECT " + "(" * 2000 + "1" + ")" * 2000, "depth limit", "WITH"),
    ],
)
def test_an_error_shows_the_place_and_what_was_probably_meant(released: Any, sql: str, shown: str, remedy: str) -> None:
    with pytest.raises(QueryError) as caught:
        answer(released, sql)
    assert shown in caught.value.message
    assert remedy in caught.value.remedy


def test_an_error_does_not_repeat_a_whole_megabyte(released: Any) -> None:
    with pytest.raises(QueryError) as caught:
        answer(released, "SELECT " + "x" * 1_000_000)
    assert len(caught.value.message) <= 2_000
