"""Home: coverage by province and year, timeliness, gaps, and what the last nights brought."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Asked = Callable[..., list[tuple[Any, ...]]]

LEVELS = ["province", "prefecture", "county", "township"]


@pytest.mark.parametrize(("path", "title"), [("/", "谁公开了"), ("/en/", "who published")])
def test_tells_how_much_there_is(site: Any, asked: Asked, path: str, title: str) -> None:
    page = site.page(path)
    assert title in page.h1.text
    told = [int(each.text.replace(",", "")) for each in page.select(".figures dd")]
    assert told == [*asked("SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM fact)")[0], 173]


@pytest.mark.parametrize("level", LEVELS)
def test_cells_are_what_the_coverage_summary_counts(site: Any, asked: Asked, level: str) -> None:
    rows = asked(
        "SELECT report_year, found, expected FROM coverage_summary "
        "WHERE province = '青栎省' AND level = ? AND issuer_kind = 'government' ORDER BY ALL",
        level,
    )
    page = site.page(f"/?level={level}")
    (line,) = [row for row in page.select("table.heat tbody tr") if row.th.text == "青栎省"]
    years = [int(cell.text) for cell in page.select("table.heat thead th")[1:]]
    shown = [(year, cell.small.text) for year, cell in zip(years, line.select("td"), strict=True) if cell.small]
    assert shown == [(year, f"{found}/{expected}") for year, found, expected in rows]


def test_a_cell_leads_to_its_governments(site: Any) -> None:
    cell = site.page("/?level=county").select_one("table.heat td a")
    page = site.page(cell["href"])
    assert "青栎省" in page.h1.text
    assert page.select_one(".chosen [aria-current]").text == "县级"


def test_provinces_of_which_nothing_is_collected_stand_apart(site: Any) -> None:
    page = site.page("/")
    heads = [head.text for head in page.select("table.heat tbody th")]
    assert heads == ["全国", "青栎省"]
    apart = page.select_one("#coverage ~ details")
    assert "31" in apart.summary.text
    assert "浙江省" in apart.p.text


def test_the_histogram_counts_each_report_of_the_level_once(site: Any, asked: Asked) -> None:
    weeks = {week["week"]: week["reports"] for week in site.answer("/home?level=county")["weeks"]}
    rows = asked("SELECT floor(days_from_due / 7), count(*) FROM timeliness WHERE level = 'county' GROUP BY ALL")
    assert weeks == dict(rows)
    chart = json.loads(site.page("/?level=county").select_one(".chart script").text)
    assert {each["week"]: each["reports"] for each in chart["data"]["values"]} == weeks
    assert {each["when"] for each in chart["data"]["values"] if each["week"] >= 0} == {"逾期"}


def test_the_chart_has_its_numbers_as_a_table(site: Any) -> None:
    page = site.page("/?level=county")
    rows = [[cell.text for cell in row.select("td")][:2] for row in page.select("details.numbers tbody tr")]
    chart = json.loads(page.select_one(".chart script").text)
    assert rows == [[str(each["week"]), str(each["reports"])] for each in chart["data"]["values"]]


def test_gaps_are_told_by_reason_and_lead_to_the_list(site: Any) -> None:
    page = site.page("/?level=county")
    links = [link["href"] for link in page.select('[aria-labelledby="gaps"] td a')]
    assert links, "the demo has gaps"
    for href in links[:2]:
        total = site.answer(href)["gaps"]["total"]
        (link,) = [each for each in page.select("td a") if each["href"] == href]
        assert link.text == f"{total:,}"


def test_tells_what_became_of_reports(site: Any, asked: Asked) -> None:
    page = site.page("/en/")
    nights, events = page.select('[aria-labelledby="nights"] table')
    assert "No run is on record" in nights.tbody.text, "this release was made without a flow"
    newest = asked("SELECT report_id FROM event ORDER BY happened_at DESC, report_id LIMIT 12")
    links = [link["href"] for link in events.select("td.wide a")]
    assert links == [f"/en/report/{report_id}" for (report_id,) in newest]
    assert site.get(events.select_one("td a")["href"]).status_code == 200


@pytest.mark.parametrize("level", ["village", "", "all", "county'--"])
def test_takes_levels_only(site: Any, level: str) -> None:
    assert site.get(f"/?level={level}").status_code == (200 if level in ("", "all") else 400)


NIGHTS = """
INSERT INTO run BY NAME
SELECT
    'run-1' AS run_id, 'nightly' AS command, 'degraded' AS state, '3' AS extractor_version, '{}' AS summary,
    min(first_seen_at) - INTERVAL 1 MINUTE AS started_at, max(first_seen_at) + INTERVAL 1 MINUTE AS finished_at
FROM place
"""


def test_tells_how_the_last_nights_went(other: Callable[..., Any]) -> None:
    page = other(reports=4, change=NIGHTS).page("/")
    night = page.select_one('[aria-labelledby="nights"] tbody tr')
    assert [cell.text for cell in night.select("td")][1:] == ["4", "0", "0", "0", "0"]


def test_a_release_of_nothing_says_so(other: Callable[..., Any]) -> None:
    page = other(reports=0, change="DELETE FROM reading; DELETE FROM coverage_summary").page("/")
    assert page.select_one(".figures dd").text == "0"
    assert len(page.select(".nothing")) == 3
