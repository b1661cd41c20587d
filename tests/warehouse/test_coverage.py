"""Who is expected to publish besides governments, and how much of it was found."""

from __future__ import annotations

from typing import Any

import pytest

SCHOOLS = {"issuer": "乙县教育局", "issuer_kind": "department"}


@pytest.fixture(scope="module")
def years(module_desk: Any) -> Any:
    """乙县 has published 2021, its 教育局 2022; a bureau of 甲市 has a portal; nothing else is collected."""
    module_desk.load_rows(
        module_desk.source(source_id="bureau", publisher="甲市司法局", division_code="990100"),
        *module_desk.capture(0, "http://portal.test/a", report_year=2021),
        *module_desk.capture(0, "http://portal.test/b", report_year=2022, **SCHOOLS),
        *module_desk.capture(0, "http://portal.test/c", report_year=2023, kind="news"),
        *module_desk.capture(0, "http://portal.test/d", report_year=2023, issuer="甲市公安局", **_city()),
    )
    return module_desk


def _city() -> dict[str, Any]:
    return {"issuer_kind": "department", "division_code": "990100", "level": "prefecture"}


@pytest.mark.parametrize(
    ("issuer", "basis", "found"),
    [
        ("乙县人民政府", "government", {2021: True, 2022: False, 2023: False}),
        ("乙县教育局", "published", {2022: True, 2023: False}),
        ("甲市司法局", "source", {2021: False, 2022: False, 2023: False}),
        ("甲市公安局", "published", {2023: True}),
    ],
)
def test_a_department_is_expected_once_it_is_known(years: Any, issuer: str, basis: str, found: dict[int, bool]) -> None:
    query = f"SELECT report_year, basis, is_collected, is_published FROM coverage WHERE issuer = '{issuer}'"  # noqa: S608
    rows = years.ask(query)
    assert {(row[1], row[2]) for row in rows} == {(basis, True)}
    assert {year: is_published for year, *_, is_published in rows} == found


def test_before_2015_only_who_published_is_expected(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, "http://portal.test/a", report_year=2010), *desk.capture(0, report_year=2016))
    years = desk.ask(
        "SELECT DISTINCT report_year, basis FROM expected_issuer WHERE division_code = '990101' ORDER BY 1"
    )
    assert years == [(2010, "published"), (2015, "government"), (2016, "government")]


def test_the_summary_adds_up_to_the_rows(years: Any) -> None:
    assert years.ask(
        "SELECT sum(expected), sum(collected), sum(found), sum(not_collected), sum(no_entry) FROM coverage_summary"
    ) == years.ask(
        "SELECT count(*), count_if(is_collected), count(report_id), count_if(reason = 'not collected'),"
        " count_if(reason = 'no entry') FROM coverage"
    )


def test_the_summary_parts_governments_from_departments(years: Any) -> None:
    assert years.ask(
        "SELECT level, issuer_kind, expected, collected, found, share, share_of_collected FROM coverage_summary"
        " WHERE report_year = 2022 AND level <> 'province'"
        " ORDER BY level, issuer_kind"
    ) == [
        ("county", "department", 1, 1, 1, 1.0, 1.0),
        ("county", "government", 1, 1, 0, 0.0, 0.0),
        ("prefecture", "department", 1, 1, 0, 0.0, 0.0),
        ("prefecture", "government", 1, 1, 0, 0.0, 0.0),
    ]
