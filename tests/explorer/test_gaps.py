"""Gaps and issues: the lists say what the warehouse says, and their filters narrow them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.explorer.conftest import Site

PROVINCE = "province=990000"


def counted(site: Site, condition: str) -> int:
    """How many rows of `coverage` fit, by the SQL console, which asks in a process of its own."""
    got = site.get("/api/sql", params={"query": f"SELECT count(*) AS gaps FROM coverage WHERE {condition}"})  # noqa: S608
    ((count,),) = (row.values() for row in got.json())
    return int(count)


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("", "true"),
        (PROVINCE, "province_code = '990000'"),
        ("year=2022", "report_year = 2022"),
        ("level=township", "level = 'township'"),
        ("reason=no entry", "reason = 'no entry'"),
        ("collected=true", "is_collected"),
        ("collected=false&year=2021", "NOT is_collected AND report_year = 2021"),
    ],
)
def test_the_gaps_are_those_of_the_warehouse(site: Site, query: str, condition: str) -> None:
    assert site.answer(f"/gaps?{query}")["gaps"]["total"] == counted(site, f"NOT is_published AND {condition}")


def test_what_is_collected_comes_first_and_the_reasons_add_up(site: Site) -> None:
    answer = site.answer("/gaps")
    collected = [row["is_collected"] for row in answer["gaps"]["rows"]]
    assert collected == sorted(collected, reverse=True)
    assert collected[0]
    assert sum(each["gaps"] for each in answer["reasons"]) == answer["gaps"]["total"]


def test_the_gaps_can_be_taken_along(site: Site) -> None:
    got = site.get(f"/api/gaps/all.csv?{PROVINCE}")
    rows = list(csv.DictReader(io.StringIO(got.text)))
    assert len(rows) == counted(site, "NOT is_published AND province_code = '990000'")
    assert f'href="/api/gaps/all.csv?{PROVINCE}"' in site.get(f"/gaps?{PROVINCE}").text
    assert "all.csv" not in site.get("/gaps").text.partition("<footer")[0]  # more rows than a file may have


@pytest.mark.parametrize(
    "path", ["/gaps?reason=unknown", "/gaps?collected=maybe", "/issues?code=x'", "/issues?severity=x"]
)
def test_what_is_out_of_bounds_is_told(site: Site, path: str) -> None:
    assert site.get(path).status_code == 400


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("code=fetch.gone", 1),
        ("severity=warning&source=demo_xiyan", 1),
        ("severity=error", 0),
        ("source=x", 0),
    ],
)
def test_issues_are_found_by_severity_code_and_source(site: Site, query: str, count: int) -> None:
    answer = site.answer(f"/issues?{query}")
    assert len(answer["issues"]["rows"]) == count
    assert [(each["code"], each["issues"]) for each in answer["counts"]] == [("fetch.gone", 1)]


def test_an_issue_says_what_to_do_and_names_its_page(site: Site) -> None:
    (issue,) = site.answer("/issues")["issues"]["rows"]
    text = site.get("/issues").text
    told: list[Any] = [issue["remedy"], issue["url"], issue["source_id"]]
    assert all(str(each) in text for each in told)
