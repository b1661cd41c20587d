"""Compare: two to five divisions or years side by side."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import Query
from pydantic import Field

from explorer.answer import Answer, Row, Table
from explorer.page import Page
from explorer.pages.division_list import Found, divisions_of
from explorer.pages.places import place
from explorer.pages.stated import StatedFor
from explorer.parameters import Paging, Words
from explorer.release import Release

MOST = 5
"""Sides that still stand side by side on a desk's screen."""

FOUND_MOST = 20
"""Divisions that a search offers; who does not see theirs writes more of its name."""

_SIDE = r"\d{6}(\d{3})?-(19|20)\d\d"

Sides = Annotated[
    str,
    Query(
        pattern=f"^({_SIDE}(,{_SIDE}){{0,{MOST - 1}}})?$", description="Divisions and years: 990121-2022,990102-2022"
    ),
]


class Compared(Row):
    """A report of a government, and what is measured of it."""

    division_code: str
    report_year: int
    report_id: str
    title: str
    issuer: str | None
    published_on: date | None
    days_from_due: int | None
    parts: int | None
    facts: int | None
    linked_facts: int | None
    body_characters: int | None
    problem_share: float | None
    reuse: float | None


class Side(Answer):
    """A division in a year."""

    code: str
    name: str
    year: int
    report: Compared | None = Field(description="The last that its government published of the year, if any")
    others: str = Field(description="The address's `sides` without this one")


class Compare(Answer):
    """Sides, and each indicator that one of them states."""

    sides: list[Side]
    values: list[StatedFor]
    words: str
    found: Table[Found] | None = Field(description="Divisions that can be added")

    @property
    def chosen(self) -> str:
        """The sides as the address has them."""
        return ",".join(f"{side.code}-{side.year}" for side in self.sides)

    @property
    def is_full(self) -> bool:
        """Whether no side can be added."""
        return len(self.sides) >= MOST

    def plus(self, code: str, year: int) -> str:
        """The address's `sides` with one more."""
        return ",".join(filter(None, [self.chosen, f"{code}-{year}"]))

    def has(self, code: str, year: int) -> bool:
        """Whether it is one of the sides."""
        return any((side.code, side.year) == (code, year) for side in self.sides)

    def themes(self) -> list[tuple[str, list[list[StatedFor | None]]]]:
        """By theme: the values of each indicator, one a side."""
        lines = []
        for _, rows in groupby(self.values, lambda row: row.indicator):
            stated = {(row.division_code, row.report_year): row for row in rows}
            lines.append([stated.get((side.code, side.year)) for side in self.sides])
        told = [(next(filter(None, line)), line) for line in lines if any(line)]
        return [(theme, [line for _, line in found]) for theme, found in groupby(told, lambda pair: pair[0].theme)]


def answer(release: Release, sides: Sides = "", q: Words = "") -> Compare:
    """Two to five divisions or years side by side: their reports, and each indicator that one of them states."""
    chosen = list(dict.fromkeys(filter(None, sides.split(","))))
    pairs = [(code, int(year)) for code, _, year in (side.partition("-") for side in chosen)]
    asked = {"codes": sorted({code for code, _ in pairs}), "years": sorted({year for _, year in pairs})}
    reports = release.rows(Compared, "compare_reports", **asked) if pairs else []
    last = {(row.division_code, row.report_year): row for row in reports}
    values = release.rows(StatedFor, "compare_values", **asked) if pairs else []
    words = " ".join(q.split())
    return Compare(
        sides=[
            Side(
                code=code,
                name=place(release, code).name,
                year=year,
                report=last.get((code, year)),
                others=",".join(other for other in chosen if other != f"{code}-{year}"),
            )
            for code, year in pairs
        ],
        values=[row for row in values if (row.division_code, row.report_year) in pairs],
        words=words,
        found=divisions_of(release, words, Paging(size=FOUND_MOST)) if words else None,
    )


PAGE = Page("/compare", "compare.html", answer)
