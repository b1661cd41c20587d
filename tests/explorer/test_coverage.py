"""Coverage of a division: by part and year, and who was expected in one year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Asked = Callable[..., list[tuple[Any, ...]]]


def test_parts_sum_up_to_what_sql_counts(site: Any, asked: Asked) -> None:
    parts = site.answer("/coverage/990000")["parts"]
    for year in {part["report_year"] for part in parts}:
        shown = [part for part in parts if part["report_year"] == year]
        ((expected, found),) = asked(
            "SELECT count(*), count(*) FILTER (is_published) FROM coverage "
            "WHERE province_code = '990000' AND issuer_kind = 'government' AND report_year = ?",
            year,
        )
        assert (sum(part["expected"] for part in shown), sum(part["found"] for part in shown)) == (expected, found)


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("990000", ["青栎省（本级）", "岫川市"]),
        ("990100", ["岫川市（本级）", "临砚区", "溪砚县", "汀砚县"]),
        ("990121", ["溪砚县（本级）", "枧陂镇", "蒂坡乡"]),
    ],
)
def test_goes_down_from_the_province_to_the_townships(site: Any, asked: Asked, code: str, parts: list[str]) -> None:
    page = site.page(f"/coverage/{code}")
    heads = [head.text for head in page.select("table.heat tbody th")]
    below = asked("SELECT DISTINCT name FROM division WHERE parent_code = ?", code)
    assert heads[0] == parts[0]
    assert set(heads[1:]) == {name for (name,) in below}
    for link in page.select("table.heat tbody th a")[:1] + page.select("table.heat td a")[:1]:
        assert site.get(link["href"]).status_code == 200


def test_a_single_government_leads_to_its_report_or_says_why_there_is_none(site: Any) -> None:
    page = site.page("/coverage/990121?level=county")
    cells = page.select("table.heat tbody tr td")
    assert {"已公开"} < {cell.small.text for cell in cells} | {"列表无此报告"}
    assert all(cell.a["href"].startswith("/report/") for cell in cells if cell.a)


def test_issuers_of_a_year_are_sorted_and_filtered(site: Any) -> None:
    answer = site.answer("/coverage/990000?year=2022&level=county&sort=-is_published")
    issuers = answer["issuers"]["rows"]
    assert answer["year"] == 2022
    assert {row["level"] for row in issuers} == {"county"}
    published = [row["is_published"] for row in issuers]
    assert published == sorted(published, reverse=True)


def test_the_newest_year_comes_first_where_none_is_asked(site: Any) -> None:
    answer = site.answer("/coverage/990000")
    assert answer["year"] == max(part["report_year"] for part in answer["parts"])


def test_pages_have_all_issuers_once(site: Any) -> None:
    pages = [site.answer(f"/coverage/990000?size=4&page={number}")["issuers"] for number in (1, 2, 3)]
    issuers = [row["issuer"] for page in pages for row in page["rows"]]
    assert len(issuers) == len(set(issuers)) == pages[0]["total"]
    shown = site.page("/coverage/990000?size=4&page=2")
    assert [link["rel"] for link in shown.select(".pager a")] == [["prev"], ["next"]]


def test_an_unknown_division_is_not_there(site: Any) -> None:
    assert site.get("/coverage/123456").status_code == 404
    assert site.get("/coverage/12").status_code in (400, 422)


def test_reads_in_english(site: Any) -> None:
    page = site.page("/en/coverage/990100")
    assert page.h1.text == "岫川市 coverage"
    assert all(link["href"].startswith("/en/") for link in page.select("table a"))
