"""Divisions as they were in a year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extract.records import Division

PLACES = (
    Division("990000", "虚省", "province", None, None, None),
    Division("990100", "甲地区", "prefecture", "990000", None, date(2022, 6, 1)),
    Division("990100", "甲市", "prefecture", "990000", date(2022, 6, 1), None),
    Division("990101", "乙区", "county", "990100", None, None),
    Division("990101001", "丁街道", "township", "990101", None, None),
    Division("990103", "戊县", "county", "990100", date(2022, 12, 31), None),
    Division("990104", "己县", "county", "990100", None, date(2021, 12, 31)),
)


@pytest.fixture(scope="module")
def years(module_desk: Any) -> Any:
    """Reports on 2020 and 2023; 戊县's of 2021 is of the year before the lists have it; all were fetched in 2024."""
    module_desk.divisions = PLACES
    module_desk.load_rows(
        *(
            row
            for year, code in ((2020, "990101"), (2023, "990101"), (2021, "990103"))
            for row in module_desk.capture(0, f"http://portal.test/{code}/{year}", report_year=year, division_code=code)
        )
    )
    return module_desk


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("990100", {2020: "甲地区", 2021: "甲地区", 2022: "甲市", 2023: "甲市", 2024: "甲市"}),
        ("990103", {2021: "戊县", 2022: "戊县", 2023: "戊县", 2024: "戊县"}),
        ("990104", {2020: "己县", 2021: "己县"}),
    ],
)
def test_a_division_bears_the_name_of_the_years_end(years: Any, code: str, names: dict[int, str]) -> None:
    assert dict(years.ask(f"SELECT year, name FROM division_year WHERE code = '{code}'")) == names  # noqa: S608


def test_a_code_and_a_year_are_one_row(years: Any) -> None:
    assert years.ask("SELECT code, year FROM division_year GROUP BY ALL HAVING count(*) > 1") == []


def test_every_report_joins_the_division_of_its_year(years: Any) -> None:
    assert years.ask(
        "SELECT count(*) FROM report AS r"
        " JOIN division_year AS d ON d.code = r.division_code AND d.year = r.report_year"
    ) == [(3,)]


@pytest.mark.parametrize(("year", "prefecture"), [(2021, "甲地区"), (2023, "甲市")])
def test_what_a_division_lies_in_is_named_as_of_then(years: Any, year: int, prefecture: str) -> None:
    columns = "province_code, prefecture_code, prefecture, county, full_name"
    query = f"SELECT {columns} FROM division_year WHERE code = '990101001' AND year = {year}"  # noqa: S608
    assert years.ask(query) == [("990000", "990100", prefecture, "乙区", f"虚省{prefecture}乙区丁街道")]


@pytest.mark.parametrize(
    ("code", "standing"), [("990103", {2021: False, 2022: True}), ("990104", {2020: True, 2021: False})]
)
def test_it_says_whether_the_division_stood_at_the_years_end(years: Any, code: str, standing: dict[int, bool]) -> None:
    query = f"SELECT year, stood_at_end FROM division_year WHERE code = '{code}' AND year < 2023"  # noqa: S608
    assert dict(years.ask(query)) == standing


@pytest.mark.parametrize(
    ("code", "year", "issuer", "basis"),
    [
        ("990000", 2022, "虚省人民政府", "government"),
        ("990100", 2021, "甲地区行政公署", "office"),
        ("990100", 2022, "甲市人民政府", "government"),
        ("990101", 2022, "甲市乙区人民政府", "government"),
        ("990101001", 2022, "甲市乙区丁街道办事处", "office"),
        ("990103", 2021, "戊县人民政府", "published"),
    ],
)
def test_governments_are_expected_under_their_names(years: Any, code: str, year: int, issuer: str, basis: str) -> None:
    query = f"SELECT issuer, basis FROM expected_issuer WHERE division_code = '{code}' AND report_year = {year}"  # noqa: S608
    assert years.ask(query) == [(issuer, basis)]


def test_nothing_is_expected_of_a_division_that_stood_no_more(years: Any) -> None:
    assert years.ask("SELECT report_year FROM expected_issuer WHERE division_code = '990104'") == [(2020,)]


def test_without_a_report_there_are_no_years(desk: Any) -> None:
    desk.divisions = PLACES
    desk.load()
    assert desk.ask("SELECT (SELECT count(*) FROM division_year), (SELECT count(*) FROM coverage)") == [(0, 0)]
