"""The parameters of pages, each with its bounds: what is outside of them is told, never mended."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from extract.records import ID_LENGTH

PAGE_ROWS = 100
"""Rows that a page of a table shows unless asked otherwise."""

PAGE_ROWS_MOST = 1000
PAGES_MOST = 100_000

DivisionCode = Annotated[
    str, Path(pattern=r"^\d{6}(\d{3})?$", description="Of a division: six digits, nine of a township")
]
IndicatorCode = Annotated[str, Path(pattern=r"^[a-z_]+\.[a-z0-9_]+$", max_length=80, description="Of an indicator")]
ReportId = Annotated[str, Path(pattern=f"^[0-9a-f]{{{ID_LENGTH}}}$", description="Of a report")]
Year = Annotated[int | None, Query(ge=1990, le=2100, description="Of the reports")]
Level = Annotated[str | None, Query(pattern="^(province|prefecture|county|township)$", description="Of the divisions")]
ProvinceCode = Annotated[str | None, Query(pattern=r"^\d{6}$", description="Of a province: six digits")]
Words = Annotated[str, Query(max_length=100, description="What is looked for")]


class Paging:
    """Which rows of a table: its page, the rows of a page, and the column that sorts them."""

    def __init__(
        self,
        page: Annotated[int, Query(ge=1, le=PAGES_MOST, description="Of the table, from 1")] = 1,
        size: Annotated[int, Query(ge=1, le=PAGE_ROWS_MOST, description="Rows of a page")] = PAGE_ROWS,
        sort: Annotated[
            str | None,
            Query(pattern="^-?[a-z][a-z0-9_]{0,39}$", description="A column; with - before it the largest first"),
        ] = None,
    ) -> None:
        self.page = page
        self.size = size
        self.sort = sort
