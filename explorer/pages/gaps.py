"""Gaps: the reports that were expected and that the release does not have, as a list to work from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from explorer.answer import Answer, Row, Table
from explorer.console import LIMITS
from explorer.page import Page
from explorer.pages.choices import Province, ReportYear, provinces
from explorer.parameters import Level, Paging, ProvinceCode, Year
from explorer.release import Release

REASONS = ("no entry", "gone", "refused", "unreachable", "unreadable", "not collected")

Reason = Annotated[str | None, Query(pattern=f"^({'|'.join(REASONS)})$", description="Why a report is not there")]
Collected = Annotated[bool | None, Query(description="Whether a source of ours covers the issuer")]


class Gap(Row):
    """A report that was expected and is not there."""

    report_year: int
    division_code: str
    name: str
    level: str
    province: str | None
    issuer: str
    issuer_kind: str
    basis: str = Field(description="Why it was expected: the rule for governments, or that the body published before")
    reason: str = Field(description="What stopped the listed page, no entry, or not collected")
    is_collected: bool
    due_on: date


class ReasonCount(Row):
    """How many gaps have a reason."""

    reason: str
    is_collected: bool
    gaps: int


class Gaps(Answer):
    """The reports that are missing, and why."""

    reasons: list[ReasonCount] = Field(description="Of the place, year and level, whatever reason is asked for")
    years: list[ReportYear]
    provinces: list[Province]
    gaps: Table[Gap]

    @property
    def fits_a_file(self) -> bool:
        """Whether all of them may be downloaded at once."""
        return LIMITS.rows is None or self.gaps.total <= LIMITS.rows

    @property
    def all_reasons(self) -> tuple[str, ...]:
        """What can be asked for."""
        return REASONS


def answer(
    release: Release,
    paging: Annotated[Paging, Depends()],
    province: ProvinceCode = None,
    year: Year = None,
    level: Level = None,
    reason: Reason = None,
    collected: Collected = None,
) -> Gaps:
    """Expected reports that the release does not have, with the reason; those that are collected first."""
    of = {"province": province, "year": year, "level": level}
    reasons = release.rows(ReasonCount, "gaps_reasons", **of)
    total = sum(
        each.gaps for each in reasons if reason in (None, each.reason) and collected in (None, each.is_collected)
    )
    return Gaps(
        reasons=reasons,
        years=release.rows(ReportYear, "report_years"),
        provinces=provinces(release),
        gaps=release.table(Gap, "gaps", paging, total=total, **of, reason=reason, collected=collected),
    )


PAGE = Page("/gaps", "gaps.html", answer, table="gaps")
