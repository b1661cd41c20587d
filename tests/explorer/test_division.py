"""Division: its reports, the values that its government states, the divisions below; and how one is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

Asked = Callable[..., list[tuple[Any, ...]]]

COUNTY = "990121"


def test_reports_are_told_with_what_sql_measures(site: Any, asked: Asked) -> None:
    rows = asked(
        "SELECT report_id, days_from_due, parts, facts FROM timeliness JOIN completeness USING (report_id) "
        "JOIN fact_density USING (report_id) WHERE timeliness.division_code = ?",
        COUNTY,
    )
    reports = site.answer(f"/division/{COUNTY}")["reports"]["rows"]
    told = [
        (
            row["report_id"],
            row["days_from_due"],
            sum(row[name] for name in row if name.startswith("has_")),
            row["facts"],
        )
        for row in reports
    ]
    assert sorted(told) == sorted(rows)
    assert [row["report_year"] for row in reports] == sorted((row["report_year"] for row in reports), reverse=True)


def test_reuse_is_that_of_the_year_before(site: Any, asked: Asked) -> None:
    rows = asked(
        "SELECT report_id, containment FROM text_reuse WHERE division_code = ? AND relation = 'year before'", COUNTY
    )
    reports = site.answer(f"/division/{COUNTY}")["reports"]["rows"]
    assert {row["report_id"]: row["reuse"] for row in reports if row["reuse"] is not None} == pytest.approx(dict(rows))


def test_each_number_leads_to_its_sentence(site: Any, asked: Asked) -> None:
    page = site.page(f"/division/{COUNTY}")
    links = {link["href"] for link in page.select("a.number")}
    cells = asked("SELECT report_id, fact_id FROM panel WHERE division_code = ?", COUNTY)
    assert links == {f"/report/{report}#f-{fact}" for report, fact in cells}
    address = urlsplit(sorted(links)[0])
    assert site.page(address.path).find(id=address.fragment) is not None


@pytest.mark.parametrize(
    ("prefix", "name", "theme"),
    [("", "收到行政复议申请数", "行政复议"), ("/en", "Reconsideration applications received", "Reconsideration")],
)
def test_indicators_are_by_year_and_theme(site: Any, asked: Asked, prefix: str, name: str, theme: str) -> None:
    page = site.page(f"{prefix}/division/{COUNTY}")
    (line,) = [row for row in page.select("tbody tr") if row.th.text == name]
    years = [head.text for head in line.find_parent("table").select("thead th.n")]
    stated = dict(
        asked(
            "SELECT report_year::VARCHAR, value::INTEGER FROM panel "
            "WHERE division_code = ? AND indicator = 'reconsideration.applications_received'",
            COUNTY,
        )
    )
    shown = {year: cell.a.text for year, cell in zip(years, line.select("td.n"), strict=True) if cell.a}
    assert shown == {year: f"{value:,}" for year, value in stated.items()}
    assert len(line.select("svg.spark circle")) == len(stated)
    assert line.find_parent("tbody").th.text == theme


def test_the_divisions_below_are_those_of_the_year(site: Any, asked: Asked) -> None:
    children = site.answer("/division/990100?year=2022")["children"]
    rows = asked("SELECT code FROM division_year WHERE parent_code = '990100' AND year = 2022 ORDER BY code")
    assert [child["code"] for child in children] == [code for (code,) in rows]
    published = asked(
        "SELECT report_id FROM report WHERE report_year = 2022 AND division_code IN ('990102', '990121') "
        "AND issuer_kind = 'government'"
    )
    assert {child["report_id"] for child in children if child["report_id"]} == {report for (report,) in published}


def test_sorts_its_reports(site: Any) -> None:
    page = site.page(f"/division/{COUNTY}?sort=days_from_due")
    (head,) = page.select('[aria-sort="ascending"]')
    assert "sort=-days_from_due" in head.a["href"], "the next click turns it round"
    days = [row["days_from_due"] for row in site.answer(f"/division/{COUNTY}?sort=days_from_due")["reports"]["rows"]]
    assert days == sorted(days)
    assert site.get(f"/division/{COUNTY}?sort=body_text").status_code == 400


def test_a_division_without_reports_says_so(site: Any) -> None:
    page = site.page("/division/330000")
    assert len(page.select(".nothing")) == 2
    assert page.select_one('.nothing a[href="/coverage/330000"]')


def test_the_crumbs_lead_up(site: Any) -> None:
    links = [link["href"] for link in site.page(f"/division/{COUNTY}").select(".crumbs a")]
    assert links == ["/division", "/division/990000", "/division/990100"]


@pytest.mark.parametrize(
    ("words", "first"),
    [("溪砚", "溪砚县"), ("青栎 枧陂", "枧陂镇"), ("9901", "岫川市"), ("", "青栎省"), ("990121", "溪砚县")],
)
def test_is_found_by_name_or_code(site: Any, words: str, first: str) -> None:
    assert site.answer(f"/division?q={words}")["found"]["rows"][0]["name"] == first


def test_what_is_not_found_is_said(site: Any) -> None:
    assert "没有这样的地区" in site.page("/division?q=%25_").select_one(".nothing").text


def test_a_division_that_is_not_there_is_told(site: Any) -> None:
    assert site.get("/division/000000").status_code == 404
