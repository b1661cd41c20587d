"""Values are compared once: what is kept of it follows readings, rules and corrections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

A = "reconsideration.applications_received"
B = "reconsideration.accepted"
OFFICERS = "enforcement.licensed_officers"


def page(desk: Any, year: int, received: int, accepted: int) -> list[Any]:
    """A report on a year that states what was received and accepted, and how many officers there are."""
    lines = [("achievements", f"一、收到{received}件,受理{accepted}件,持证{year * received}人。")]
    facts = [
        (f"{received}件", str(received), A),
        (f"{accepted}件", str(accepted), B),
        (f"{year * received}人", str(year * received), OFFICERS),
    ]
    rows: list[Any] = desk.capture(0, f"http://portal.test/{year}", lines=lines, facts=facts, report_year=year)
    return rows


def told(desk: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = desk.ask("SELECT report_year, kind FROM consistency ORDER BY ALL")
    return rows


@pytest.fixture
def two_years(desk: Any) -> Any:
    desk.stage("extract/yixian/0", *page(desk, 2022, 54, 58))
    desk.load()
    desk.stage("extract/yixian/1", *page(desk, 2023, 1900, 1300))
    desk.load()
    return desk


def test_readings_of_several_loads_are_held_against_each_other(two_years: Any) -> None:
    assert told(two_years) == [(2022, "at_most"), (2023, "jump")]


def test_loading_again_adds_nothing(two_years: Any) -> None:
    two_years.load()
    assert two_years.ask("SELECT count(*) FROM reading_conflict") == [(1,)]
    assert two_years.ask("SELECT count(*) FROM reading_stock") == [(2,)]


def test_what_a_replaced_set_told_is_forgotten(two_years: Any) -> None:
    two_years.stage("extract/yixian/0", *page(two_years, 2022, 1800, 1200))
    two_years.load()
    assert told(two_years) == []


def test_all_is_compared_again_where_the_taxonomy_has_changed(two_years: Any) -> None:
    two_years.indicators = tuple(
        replace(row, kind="flow") if row.code == OFFICERS else row for row in two_years.indicators
    )
    two_years.load()
    assert told(two_years) == [(2022, "at_most")]
    assert two_years.ask("FROM reading_stock") == []
