"""Indicators: their list, and of one the definition, the distribution and the values of divisions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

Asked = Callable[..., list[tuple[Any, ...]]]

RECEIVED = "reconsideration.applications_received"


def test_all_indicators_are_listed_with_how_many_state_them(site: Any, asked: Asked) -> None:
    rows = {row["code"]: (row["facts"], row["reports"]) for row in site.answer("/indicator")["indicators"]["rows"]}
    stated = asked("SELECT indicator, count(*), count(DISTINCT report_id) FROM fact GROUP BY ALL")
    assert len(rows) == 173
    assert {code: counts for code, counts in rows.items() if counts[0]} == {
        code: (facts, reports) for code, facts, reports in stated if code
    }


@pytest.mark.parametrize(
    ("words", "found"), [("行政复议", "reconsideration.accepted"), ("COURT chief", "litigation.head_appearances")]
)
def test_indicators_are_found_by_their_words(site: Any, words: str, found: str) -> None:
    codes = [row["code"] for row in site.answer(f"/indicator?q={words}")["indicators"]["rows"]]
    assert found in codes
    assert len(codes) < 40


def test_no_such_indicator_is_told(site: Any) -> None:
    assert "没有这样的指标" in site.page("/indicator?q=%25%25").select_one(".nothing").text
    assert site.get("/indicator/no.such").status_code == 404
    assert site.get("/indicator/NO;SUCH").status_code in (400, 404)


def test_tells_what_it_counts_and_is_mistaken_for(site: Any, asked: Asked) -> None:
    page = site.page(f"/indicator/{RECEIVED}")
    ((zh, definition, confusable),) = asked(
        "SELECT zh, definition, confusable_with FROM indicator WHERE code = ?", RECEIVED
    )
    assert page.h1.text == zh
    told = page.select_one(".terms-list")
    assert definition in told.text
    links = {link["href"].removeprefix("/indicator/") for link in told.select("a")}
    assert set(confusable.split()) < links, "and those of the identities"
    assert "受理行政复议案件数 ≤ 收到行政复议申请数" in told.text


def test_the_spread_is_that_of_the_panel(site: Any, asked: Asked) -> None:
    rows = asked(
        "SELECT level, report_year, count(*), median(value)::DOUBLE FROM panel "
        "WHERE indicator = ? AND unit_fits GROUP BY ALL",
        RECEIVED,
    )
    spread = site.answer(f"/indicator/{RECEIVED}")["spread"]
    assert {(row["level"], row["report_year"], row["divisions"], row["median"]) for row in spread} == set(rows)
    chart = json.loads(site.page(f"/indicator/{RECEIVED}").select_one(".chart script").text)
    assert len(chart["data"]["values"]) == len(rows)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", "true"),
        ("year=2022", "report_year = 2022"),
        ("level=county", "level = 'county'"),
        ("province=990000&year=2021", "report_year = 2021"),
        ("province=330000", "false"),
    ],
)
def test_values_are_filtered_as_sql_would(site: Any, asked: Asked, query: str, where: str) -> None:
    rows = asked(f"SELECT fact_id FROM panel WHERE indicator = ? AND {where}", RECEIVED)  # noqa: S608
    values = site.answer(f"/indicator/{RECEIVED}?{query}")["values"]
    assert {row["fact_id"] for row in values["rows"]} == {fact for (fact,) in rows}
    page = site.page(f"/indicator/{RECEIVED}?{query}")
    assert len(page.select("#values tbody tr")) == values["total"]
    assert bool(page.select("#values .nothing")) == (not rows)


def test_the_form_shows_what_was_asked(site: Any) -> None:
    form = site.page(f"/indicator/{RECEIVED}?year=2021&level=county&province=990000&sort=-value").select_one(
        "form.filters"
    )
    assert [each["value"] if each.has_attr("value") else each.text for each in form.select("option[selected]")] == [
        "2021",
        "county",
        "990000",
    ]
    assert form.select_one('[name="sort"]')["value"] == "-value"


def test_values_are_sorted_both_ways_and_paged(site: Any) -> None:
    values = [row["value"] for row in site.answer(f"/indicator/{RECEIVED}?sort=-value")["values"]["rows"]]
    assert values == sorted(values, reverse=True)
    pages = [site.answer(f"/indicator/{RECEIVED}?sort=value&size=5&page={number}")["values"] for number in (1, 2, 3)]
    assert [row["value"] for page in pages for row in page["rows"]] == sorted(values)


def test_links_lead_to_sentences_and_divisions(site: Any) -> None:
    row = site.page(f"/en/indicator/{RECEIVED}?year=2022&level=county").select_one("#values tbody tr")
    number = row.select_one("a.number")
    address, _, fragment = number["href"].partition("#")
    mark = site.page(address).find(id=fragment)
    assert number.text.replace(",", "") in mark.text
    assert site.get(row.th.a["href"]).status_code == 200


def test_all_values_can_be_had_as_files(site: Any, tmp_path: Path) -> None:
    page = site.page(f"/indicator/{RECEIVED}?year=2022&size=1")
    links = {link.text: link["href"] for link in page.select("#values > p a")}
    total = site.answer(f"/indicator/{RECEIVED}?year=2022")["values"]["total"]
    rows = list(csv.DictReader(io.StringIO(site.get(links["CSV"]).text)))
    assert len(rows) == total > 1
    file = tmp_path / "values.parquet"
    file.write_bytes(site.get(links["Parquet"]).content)
    assert duckdb.read_parquet(str(file)).count("*").fetchall() == [(total,)]
    assert "panel" in links["所用查询"], "the query that gives them"


def test_what_is_doubtful_is_marked_by_sign_and_word(site: Any, asked: Asked) -> None:
    cells = asked("SELECT indicator, count(*) FROM panel WHERE NOT unit_fits GROUP BY ALL ORDER BY count(*) DESC")
    code, many = cells[0]
    flags = site.page(f"/indicator/{code}").select("#values .flag")
    assert [flag.text.strip() for flag in flags].count("∗ 计量单位不同") == many


CONFLICT = """
INSERT INTO reading_conflict BY NAME
SELECT
    reading_no, 'at_most' AS kind, fact_id, indicator, value, sentence, value AS expected, fact_id AS other_fact_id,
    indicator AS other_indicator, value AS other_value, sentence AS other_sentence
FROM reading_fact
WHERE fact_id IN (SELECT fact_id FROM panel WHERE indicator = 'reconsideration.applications_received')
ORDER BY fact_id
LIMIT 1
"""


def test_values_that_fail_a_check_are_marked_everywhere(other: Callable[..., Any]) -> None:
    site = other(change=CONFLICT)
    (row,) = [row for row in site.answer(f"/indicator/{RECEIVED}")["values"]["rows"] if row["failed"]]
    page = site.page(f"/en/indicator/{RECEIVED}")
    (marked,) = [line for line in page.select("#values tbody tr") if line.select_one(".flag")]
    assert marked.select_one("a.number")["href"].endswith(f"/report/{row['report_id']}#f-{row['fact_id']}")
    assert "fails a check" in marked.select_one(".flag").text
    division = site.page(f"/division/{row['division_code']}")
    (number,) = division.select(f'a[href$="#f-{row["fact_id"]}"]')
    assert number.parent.select_one(".flag")["title"] == "与其他数不合"
    (report,) = [line for line in division.select("#reports tbody tr") if line.select_one(".flag")]
    assert report.select_one("td a")["href"] == f"/report/{row['report_id']}"
