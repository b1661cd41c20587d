"""Coverage: who has published in a division and in all that lies in it, and who not."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from pydantic import Field

from explorer.answer import Answer, Row, Table
from explorer.formats import within
from explorer.grid import Grid, grid
from explorer.page import Page
from explorer.pages.places import Place, place
from explorer.parameters import DivisionCode, Level, Paging, Year
from explorer.release import Release

LEVELS = ("province", "prefecture", "county", "township")


class PartCovered(Row):
    """Governments of a part of the division in a year: how many must publish, and how many have."""

    code: str = Field(description="Of the part; the division's own code for its own government")
    name: str
    level: str
    report_year: int
    expected: int
    collected: int
    found: int
    report_id: str | None = Field(description="Where a single government is expected: its report")
    reason: str | None = Field(description="Where a single government is expected: why there is no report")

    @property
    def share(self) -> float:
        """Found of expected."""
        return self.found / self.expected


class Issuer(Row):
    """Who was expected to publish in the year."""

    division_code: str
    name: str
    issuer: str
    level: str
    issuer_kind: str
    basis: str
    is_collected: bool
    is_published: bool
    reason: str | None
    report_id: str | None


class Coverage(Answer):
    """Coverage of a division: by part and year, and the issuers of one year."""

    division: Place
    level: str | None
    year: int | None = Field(description="Of the issuers: as asked, else the newest that reports are expected for")
    parts: list[PartCovered]
    issuers: Table[Issuer]

    def levels(self) -> tuple[str, ...]:
        """The levels that can be told apart in it, the first for all of them."""
        below = LEVELS[LEVELS.index(self.division.level) :]
        return ("", *below) if len(below) > 1 else ()

    def map(self) -> Grid[PartCovered]:
        """Coverage by part and year."""
        return grid(self.parts, lambda row: row.code, lambda row: row.report_year)


def answer(
    release: Release,
    code: DivisionCode,
    paging: Annotated[Paging, Depends()],
    level: Level = None,
    year: Year = None,
) -> Coverage:
    """Coverage of a division by part and year, and who was expected to publish in one year."""
    division = place(release, code)
    inside = within(code)
    parts = release.rows(PartCovered, "coverage_children", code=code, within=inside, level=level)
    year = year or max((row.report_year for row in parts), default=None)
    issuers = release.table(Issuer, "coverage_issuers", paging, within=inside, level=level, year=year)
    return Coverage(division=division, level=level, year=year, parts=parts, issuers=issuers)


PAGE = Page("/coverage/{code}", "coverage.html", answer, table="issuers")
