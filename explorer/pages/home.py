"""Home: what the release holds, who has published, when, and what the last nights brought."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import Field

from explorer.answer import Answer, Row
from explorer.charts import Spec, Word, weeks_chart
from explorer.grid import Grid, grid
from explorer.page import Page
from explorer.release import Release

LevelOrAll = Annotated[
    str, Query(pattern="^(all|province|prefecture|county|township)$", description="Of the governments that count")
]


class Counted(Row):
    """How much there is."""

    reports: int
    facts: int
    indicators: int


class Covered(Row):
    """Governments of a province and year: how many must publish, and how many have."""

    province_code: str | None = Field(description="None for the whole country")
    province: str | None
    report_year: int
    expected: int
    collected: int
    found: int
    not_collected: int
    no_entry: int
    gone: int
    refused: int
    unreachable: int
    unreadable: int

    @property
    def share(self) -> float:
        """Found of expected."""
        return self.found / self.expected


class Week(Row):
    """Reports that came so many weeks from 1 April."""

    week: int | None = Field(
        description="0 is the week from 1 April; the first and last hold all beyond; None: no date"
    )
    reports: int


class Night(Row):
    """A run, and what became of reports in it."""

    run_id: str
    command: str
    state: str
    started_at: datetime
    finished_at: datetime | None
    published: int
    mirrored: int
    edited: int
    withdrawn: int
    returned: int


class Event(Row):
    """What became of a report."""

    happened_at: datetime
    event: str
    report_id: str
    issuer: str | None
    report_year: int | None
    title: str
    division_code: str | None


class Home(Answer):
    """The release at a glance."""

    level: str
    counted: Counted
    covered: list[Covered]
    weeks: list[Week]
    nights: list[Night]
    events: list[Event]

    def provinces(self) -> Grid[Covered]:
        """Coverage by province and year, the whole country first; provinces of which nothing is collected left out."""
        known = {row.province_code for row in self.covered if row.collected or row.province_code is None}
        rows = [row for row in self.covered if row.province_code in known]
        return grid(rows, lambda row: row.province_code, lambda row: row.report_year)

    def uncollected(self) -> list[Covered]:
        """The provinces of which nothing is collected, each in its newest year."""
        known = {row.province_code for row in self.covered if row.collected or row.province_code is None}
        newest = {row.province_code: row for row in self.covered if row.province_code not in known}
        return list(newest.values())

    def nation(self) -> list[Covered]:
        """The whole country by year."""
        return [row for row in self.covered if row.province_code is None]

    def dated(self) -> list[tuple[int, int]]:
        """Weeks from 1 April and their reports, of those whose date is known."""
        return [(row.week, row.reports) for row in self.weeks if row.week is not None]

    def weeks_chart(self, w: Word) -> Spec:
        """The histogram."""
        return weeks_chart(self.dated(), w)


def answer(release: Release, level: LevelOrAll = "county") -> Home:
    """The release at a glance: coverage by province and year, timeliness, and what the last nights brought."""
    counted = release.rows(Counted, "home_counts")[0]
    only = None if level == "all" else level
    return Home(
        level=level,
        counted=counted,
        covered=release.rows(Covered, "home_coverage", level=only),
        weeks=release.rows(Week, "home_timeliness", level=only),
        nights=release.rows(Night, "home_runs"),
        events=release.rows(Event, "home_events"),
    )


PAGE = Page("/", "home.html", answer)
