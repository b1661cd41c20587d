"""Compare: sides are found, added and taken out by plain links and forms, and their numbers stand beside each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Asked = Callable[..., list[tuple[Any, ...]]]

TWO = "990121-2022,990102-2022"


def test_sides_are_built_by_links_alone(site: Any) -> None:
    page = site.page("/compare")
    assert page.select_one(".nothing")
    found = site.page("/compare?q=溪砚县")
    link = found.select_one("td a.tag")
    one = site.page(link["href"])
    assert "再加一项" in one.text or one.select("td a.tag")
    two = site.page(one.select_one("td a.tag")["href"])
    assert len(two.select("table.beside thead th")) == 3
    again = site.page(two.select_one(".chosen a")["href"])
    assert len(again.select("table.beside thead th")) == 2


def test_the_form_keeps_the_sides(site: Any) -> None:
    form = site.page(f"/compare?sides={TWO}").select_one("form.filters")
    assert form["method"] == "get"
    assert form.select_one('[name="sides"]')["value"] == TWO


def test_values_stand_beside_each_other(site: Any, asked: Asked) -> None:
    page = site.page(f"/compare?sides={TWO}")
    (line,) = [row for row in page.select("table.beside tr") if row.th and row.th.text == "收到行政复议申请数"]
    stated = dict(
        asked(
            "SELECT division_code, value::INTEGER FROM panel WHERE report_year = 2022 "
            "AND indicator = 'reconsideration.applications_received' AND division_code IN ('990121', '990102')"
        )
    )
    assert [cell.a.text for cell in line.select("td")] == [f"{stated[code]:,}\xa0件" for code in ("990121", "990102")]
    assert all("#f-" in cell.a["href"] for cell in line.select("td"))


def test_only_the_sides_are_told(site: Any, asked: Asked) -> None:
    answer = site.answer("/compare?sides=990121-2022,990102-2023")
    ((cells,),) = asked(
        "SELECT count(*) FROM panel WHERE (division_code, report_year) IN (('990121', 2022), ('990102', 2023))"
    )
    assert len(answer["values"]) == cells
    assert [side["report"]["report_year"] for side in answer["sides"]] == [2022, 2023]


def test_years_of_one_division_are_compared_too(site: Any) -> None:
    page = site.page("/en/compare?sides=990121-2021,990121-2022,990121-2023")
    assert [head.text for head in page.select("table.beside thead th")][1:] == [
        f"溪砚县{year}" for year in (2021, 2022, 2023)
    ]


def test_a_side_without_a_report_has_blanks(site: Any) -> None:
    page = site.page("/compare?sides=330000-2022,990000-2022")
    cells = [row.select("td") for row in page.select("table.beside tbody tr:not(.group)")]
    assert {row[0].text.strip() for row in cells} == {"–"}


def test_a_side_counts_once_and_five_are_the_most(site: Any) -> None:
    assert len(site.answer(f"/compare?sides={TWO},990121-2022")["sides"]) == 2
    five = ",".join(f"990121-{year}" for year in range(2019, 2024))
    page = site.page(f"/compare?sides={five}")
    assert not page.select("form.filters")
    assert "五项" in page.text
    assert site.get(f"/compare?sides={five},990102-2022").status_code == 400


@pytest.mark.parametrize("sides", ["990121", "990121-22", "x-2022", "990121-2022;", "990121-2022,"])
def test_sides_are_divisions_and_years_only(site: Any, sides: str) -> None:
    assert site.get(f"/compare?sides={sides}").status_code == 400


def test_an_unknown_division_is_told(site: Any) -> None:
    assert site.get("/compare?sides=123456-2022").status_code == 404


def test_the_language_switch_keeps_the_sides(site: Any) -> None:
    link = site.page(f"/compare?sides={TWO}").select_one("a.language")["href"]
    page = site.page(link)
    assert page.html["lang"] == "en"
    assert len(page.select("table.beside thead th")) == 3
