"""The API: the same answers as JSON, CSV and Parquet, in pages or whole, kept by whoever has them."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from explorer.pages import PAGES

TABLE = "/api/gaps"


def told(site: Any, path: str) -> Any:
    got = site.get(path)
    assert got.status_code == 200, got.text
    return got.json()


def test_every_page_is_documented_with_bounded_parameters(site: Any) -> None:
    document = told(site, "/api/openapi.json")
    for page in PAGES:
        operation = document["paths"][page.api_path]["get"]
        assert operation["description"], page.api_path
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (page.api_path, parameter["name"])
            kinds = parameter["schema"].get("anyOf", [parameter["schema"]])
            bounded = [{"pattern", "maxLength", "maximum", "enum", "const", "$ref"} & set(kind) for kind in kinds]
            unbounded = [kind for kind, bounds in zip(kinds, bounded, strict=True) if not bounds]
            assert all(kind["type"] in ("null", "boolean") for kind in unbounded), (page.api_path, parameter)
    assert set(document["paths"]["/api/home"]["get"]["responses"]) == {"200", "default"}


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_documentation_page_has_every_address(site: Any, language: str) -> None:
    page = site.get(f"{language}/api").text
    for path in told(site, "/api/openapi.json")["paths"]:
        assert path in page


def test_a_table_comes_in_pages_that_follow_each_other(site: Any) -> None:
    (table,) = (told(site, f"{TABLE}?size=7&page={number}")["answer"]["gaps"] for number in [1])
    again = [told(site, f"{TABLE}?size=7&page={number}")["answer"]["gaps"]["rows"] for number in (1, 2)]
    both = told(site, f"{TABLE}?size=14")["answer"]["gaps"]["rows"]
    assert (table["rows"], again[0] + again[1]) == (again[0], both)
    assert told(site, f"{TABLE}?page=99999")["answer"]["gaps"]["rows"] == []


def test_a_table_is_sorted_by_any_of_its_columns(site: Any) -> None:
    for column, falls in (("division_code", False), ("-division_code", True)):
        rows = told(site, f"{TABLE}?sort={column}&size=1000")["answer"]["gaps"]["rows"]
        codes = [row["division_code"] for row in rows]
        assert codes == sorted(codes, reverse=falls)


def test_csv_has_the_rows_of_the_page(site: Any) -> None:
    rows = told(site, f"{TABLE}?size=5")["answer"]["gaps"]["rows"]
    written = list(csv.DictReader(io.StringIO(site.get(f"{TABLE}.csv?size=5").text)))
    assert [row["division_code"] for row in written] == [row["division_code"] for row in rows]
    assert list(written[0]) == list(rows[0])


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_whole_table_is_a_file_that_duckdb_reads(site: Any, tmp_path: Path, form: str) -> None:
    chosen = "level=county&year=2022"
    answer = told(site, f"{TABLE}?{chosen}")["answer"]["gaps"]
    file = tmp_path / f"all.{form}"
    file.write_bytes(site.get(f"{TABLE}/all.{form}?{chosen}").content)
    assert duckdb.sql(f"FROM '{file}'").aggregate("count(*)").fetchall() == [(answer["total"],)]
    assert duckdb.sql(f"FROM '{file}'").columns == answer["columns"]


def test_the_queries_that_are_told_give_what_was_told(site: Any) -> None:
    home = told(site, "/api/home")
    (query,) = [asked["sql"] for asked in home["queries"] if asked["name"] == "home_counts"]
    got = site.get("/api/sql", params={"query": query, "format": "json"})
    assert json.loads(got.text) == [home["answer"]["counted"]]


def test_what_a_browser_has_is_not_sent_again(site: Any) -> None:
    for path in ("/api/home", "/en/"):
        first = site.get(path)
        again = site.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
        assert site.get(path, headers={"If-None-Match": '"another"'}).status_code == 200
    assert site.get("/").headers["ETag"] != site.get("/en/").headers["ETag"]


def test_fields_of_a_form_that_were_left_empty_do_not_count(site: Any) -> None:
    filled = site.get(f"{TABLE}?year=2022&level=county&province=&reason=&page=&sort=")
    assert filled.status_code == 200
    assert filled.json() == told(site, f"{TABLE}?year=2022&level=county")


def test_what_many_ask_at_once_is_the_same(site: Any) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: site.get("/api/home?level=township").text, range(40)))
    assert len(set(answers)) == 1


def test_a_file_that_is_named_with_its_version_may_be_kept(site: Any) -> None:
    assert "immutable" in site.get("/static/app.css?v=1").headers["Cache-Control"]
    assert site.get("/static/app.css").headers["Cache-Control"] == "no-cache"
