"""Search: the hit in its sentence, and what narrows a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from tests.explorer.conftest import Site


def found(site: Site, query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = site.answer(f"/search?{query}")["hits"]["rows"]
    return rows


def test_every_hit_has_all_the_words_and_its_sentence_one(site: Site) -> None:
    rows = found(site, "q=行政复议 负责人")
    assert rows
    for row in rows:
        text = site.answer(f"/report/{row['report_id']}")["report"]["body_text"]
        assert "行政复议" in text and "负责人" in text
        assert "行政复议" in row["snippet"] or "负责人" in row["snippet"]


@pytest.mark.parametrize(
    ("query", "column", "values"),
    [
        ("year=2022", "report_year", {2022}),
        ("level=township", "level", {"township"}),
        ("province=990000&level=prefecture", "level", {"prefecture"}),
        ("province=110000", "level", set()),
    ],
)
def test_a_filter_leaves_what_fits(site: Site, query: str, column: str, values: set[object]) -> None:
    assert {row[column] for row in found(site, f"q=行政复议&{query}")} == values


@pytest.mark.parametrize("query", ["", "q=", "q=   ", "q=，。", "q=无此词语", "q=%25", "q=_"])
def test_words_that_no_report_has_find_nothing(site: Site, query: str) -> None:
    assert found(site, query) == []
    assert "nothing" in site.get(f"/search?{query}").text


@pytest.mark.parametrize("query", ["q=" + "复" * 101, "level=village", "province=99", "year=20", "province=x' OR 1=1"])
def test_what_is_out_of_bounds_is_told(site: Site, query: str) -> None:
    assert site.get(f"/search?{query}").status_code == 400


def test_pages_of_a_search_follow_each_other(site: Site) -> None:
    whole = [row["report_id"] for row in found(site, "q=法治政府")]
    parts = [row["report_id"] for page in (1, 2) for row in found(site, f"q=法治政府&size=13&page={page}")]
    assert len(whole) == 25
    assert parts == whole


def test_a_sentence_leads_to_its_place_in_the_report(site: Site) -> None:
    page = BeautifulSoup(site.get("/search?q=行政复议").text, "lxml")
    link = page.select(".hits blockquote a")[0]
    address, _, place = str(link["href"]).partition("#")
    assert place.startswith("hit-1:~:text=")
    report = BeautifulSoup(site.get(address).text, "lxml")
    assert [hit.get_text() for hit in report.select("article em.hit")][:1] == ["行政复议"]
    assert report.select("article em.hit")[0]["id"] == "hit-1"
