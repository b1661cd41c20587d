"""Division: its reports and what is measured of them, what its government states, and the divisions below."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import Depends
from pydantic import Field

from explorer.answer import Answer, Row, Table
from explorer.grid import Grid, Line, grid
from explorer.page import Page
from explorer.pages.places import Place, place
from explorer.pages.stated import StatedFor
from explorer.parameters import DivisionCode, Paging, Year
from explorer.release import Release
from explorer.sparkline import Spark, spark


class Name(Row):
    """A name that the division has borne."""

    name: str
    valid_from: date | None
    valid_to: date | None


class Measured(Row):
    """A report, and what is measured of it."""

    report_year: int
    issuer: str | None
    issuer_kind: str | None
    title: str
    report_id: str
    published_on: date | None
    days_from_due: int | None = Field(description="From 1 April of the year after: negative is early, 0 and more late")
    has_opening: bool | None
    has_achievements: bool | None
    has_problems: bool | None
    has_leader_duty: bool | None
    has_plan: bool | None
    facts: int | None
    linked_facts: int | None
    reuse: float | None = Field(description="Which share of it stands word for word in the report of the year before")
    failed: int = Field(description="Values of it that fail a check; see consistency")


class Child(Row):
    """A division below, and the report of its government."""

    code: str
    name: str
    level: str
    is_published: bool
    reason: str | None
    report_id: str | None
    published_on: date | None
    days_from_due: int | None
    parts: int | None
    facts: int | None
    reuse: float | None


class Division(Answer):
    """A division: its reports, the values that its government states, and the divisions below in one year."""

    division: Place
    names: list[Name]
    reports: Table[Measured]
    values: list[StatedFor]
    year: int = Field(description="Of the divisions below: as asked, else the newest that reports are expected for")
    years: list[int]
    children: list[Child]

    def panel(self) -> Grid[StatedFor]:
        """Values by indicator and year, also the years between of which there is none."""
        years = [row.report_year for row in self.values]
        between = range(min(years, default=0), max(years, default=0))
        return grid(self.values, lambda row: row.indicator, lambda row: row.report_year, between)

    def themes(self) -> list[tuple[str, list[tuple[Line[StatedFor], Spark | None]]]]:
        """The panel's lines by theme, each with its sparkline."""
        lines = [(line, spark([cell.value if cell else None for cell in line.cells])) for line in self.panel().lines]
        return [(theme, list(found)) for theme, found in groupby(lines, lambda pair: pair[0].head.theme)]


class KnownYear(Row):
    """A year for which the divisions below are known."""

    year: int


def answer(release: Release, code: DivisionCode, paging: Annotated[Paging, Depends()], year: Year = None) -> Division:
    """A division: its reports with what is measured of them, its indicators by year, and the divisions below."""
    division = place(release, code)
    reports = release.table(Measured, "division_reports", paging, code=code)
    years = [row.year for row in release.rows(KnownYear, "division_years", code=code)]
    year = year or (years[-1] if years else 0)
    return Division(
        division=division,
        names=release.rows(Name, "division_names", code=code),
        reports=reports,
        values=release.rows(StatedFor, "division_values", code=code),
        year=year,
        years=years,
        children=release.rows(Child, "division_children", code=code, year=year),
    )


PAGE = Page("/division/{code}", "division.html", answer, table="reports")
