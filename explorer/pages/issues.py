"""Issues: what a person should look at, as a list to work from."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from explorer.answer import Answer, Row, Table
from explorer.page import Page
from explorer.parameters import Paging
from explorer.release import Release

Severity = Annotated[str | None, Query(pattern="^(error|warning|info)$", description="How bad it is")]
Code = Annotated[str | None, Query(pattern=r"^[a-z_]+(\.[a-z_]+)*$", max_length=80, description="What kind it is")]
SourceId = Annotated[str | None, Query(pattern="^[A-Za-z0-9_.-]+$", max_length=100, description="Of a source")]


class Issue(Row):
    """Something that a person should look at."""

    severity: str
    code: str
    source_id: str | None
    url: str | None = Field(description="The page that it was raised of")
    report_id: str | None
    title: str | None = Field(description="Of the report")
    message: str
    remedy: str = Field(description="What to do")
    first_seen_at: datetime
    last_seen_at: datetime


class IssueCount(Row):
    """How many issues of a kind a source has."""

    severity: str
    code: str
    source_id: str | None
    issues: int


class Issues(Answer):
    """The work queue."""

    counts: list[IssueCount] = Field(description="Of all that stand, whatever is asked for")
    issues: Table[Issue]

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """Severity and code with how many there are, worst first."""
        found: Counter[tuple[str, str]] = Counter()
        for count in self.counts:
            found[count.severity, count.code] += count.issues
        return [(severity, code, number) for (severity, code), number in found.items()]

    @property
    def codes(self) -> list[str]:
        """The codes that there are."""
        return sorted({count.code for count in self.counts})

    @property
    def sources(self) -> list[str]:
        """The sources that have any."""
        return sorted({count.source_id for count in self.counts if count.source_id})


def answer(
    release: Release,
    paging: Annotated[Paging, Depends()],
    severity: Severity = None,
    code: Code = None,
    source: SourceId = None,
) -> Issues:
    """Issues that still stand, worst first, each with its page and what to do."""
    return Issues(
        counts=release.rows(IssueCount, "issues_counts"),
        issues=release.table(Issue, "issues", paging, severity=severity, code=code, source=source),
    )


PAGE = Page("/issues", "issues.html", answer, table="issues")
