"""Search: reports that have all the words, each with a hit in its sentence."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends
from pydantic import Field

from explorer.answer import Answer, Row, Table
from explorer.hits import pieces
from explorer.page import Page
from explorer.pages.choices import Province, ReportYear, provinces
from explorer.parameters import Level, Paging, ProvinceCode, Words, Year
from explorer.release import Release

MOST = 200
"""Reports that a search ranks. For a common word in 30,000 reports the 200 best take 0.37 s, the 20 best 0.28 s. Who
needs all of them needs SQL."""


class Hit(Row):
    """A report that has the words."""

    report_id: str
    title: str
    issuer: str | None
    level: str | None
    report_year: int | None
    division_code: str | None
    published_on: date | None
    hits: int = Field(description="How often the words occur")
    snippet: str = Field(description="The sentence that has most of the words")
    heading: str | None = Field(description="The heading above it")
    found_in: str = Field(description="title, heading or text: the best place that has a word")
    score: float


class Search(Answer):
    """What a search found."""

    words: str
    most: int = Field(description="Reports that a search ranks: where it found as many, there are more")
    years: list[ReportYear]
    provinces: list[Province]
    hits: Table[Hit]

    def pieces(self, sentence: str) -> list[tuple[str, bool]]:
        """A sentence in pieces, each with whether it is one of the words."""
        return pieces(sentence, self.words)

    def place(self, hit: Hit) -> str:
        """The end of a report's address that leads to the sentence, or, in a browser that cannot, to the first hit."""
        sentence = quote(hit.snippet.strip("…"), safe="").replace("-", "%2D")
        return f"#hit-1:~:text={sentence}"


def answer(
    release: Release,
    paging: Annotated[Paging, Depends()],
    q: Words = "",
    year: Year = None,
    level: Level = None,
    province: ProvinceCode = None,
) -> Search:
    """Reports whose text has all the words of `q`, best first, each with a hit in its sentence."""
    words = q.strip()
    found = release.table(Hit, "search", paging, words=words, most=MOST, year=year, level=level, province=province)
    return Search(
        words=words,
        most=MOST,
        years=release.rows(ReportYear, "report_years"),
        provinces=provinces(release),
        hits=found,
    )


PAGE = Page("/search", "search.html", answer, table="hits")
