"""The list of indicators, by theme, and how many reports state each."""

from __future__ import annotations

from itertools import groupby

from pydantic import Field

from explorer.answer import Answer, Row, Table
from explorer.page import Page
from explorer.parameters import PAGE_ROWS_MOST, Paging, Words
from explorer.release import Release


class Counted(Row):
    """An indicator, and how often reports state it."""

    code: str
    zh: str
    en: str
    unit: str
    kind: str = Field(description="flow, stock, rate, rank, score, amount, duration or kind")
    definition: str
    facts: int
    reports: int


class Indicators(Answer):
    """All indicators of the taxonomy, or those that have the words."""

    words: str
    indicators: Table[Counted]

    def themes(self) -> list[tuple[str, list[Counted]]]:
        """The indicators by the first part of their codes."""
        found = groupby(self.indicators.rows, lambda row: row.code.partition(".")[0])
        return [(theme, list(rows)) for theme, rows in found]


def answer(release: Release, q: Words = "") -> Indicators:
    """The indicators whose name, code or definition has the words `q`, and how many reports state each."""
    words = " ".join(q.split())
    table = release.table(Counted, "indicator_list", Paging(size=PAGE_ROWS_MOST), words=words)
    return Indicators(words=words, indicators=table)


PAGE = Page("/indicator", "indicator_list.html", answer, table="indicators")
