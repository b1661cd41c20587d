"""Indicator: what it counts, what it is mistaken for, how its values are distributed, and all of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from pydantic import Field

from explorer.answer import Answer, Row, Table
from explorer.charts import Spec, ValueWord, Word, spread_chart
from explorer.formats import within
from explorer.page import Page
from explorer.pages.choices import Province, provinces
from explorer.pages.stated import Stated
from explorer.parameters import IndicatorCode, Level, Paging, ProvinceCode, Year
from explorer.release import Release
from extract.errors import AbsentError


class Indicator(Row):
    """An entry of the taxonomy."""

    code: str
    zh: str
    en: str
    unit: str
    kind: str
    definition: str
    confusable_with: str | None = Field(None, description="Codes parted by blanks; none in releases of older versions")


class Named(Row):
    """Another indicator."""

    code: str
    zh: str
    en: str
    definition: str


class Identity(Row):
    """What must hold between indicators of one report."""

    kind: str = Field(
        description="at_most: part <= whole; ratio: rate = part / whole; sum: the parts together <= whole"
    )
    part: str
    whole: str
    rate: str | None

    @property
    def codes(self) -> list[str]:
        """The indicators of it."""
        return [code for code in (self.part, self.whole, self.rate) if code]


class Spread(Row):
    """How the values of a level and year are distributed."""

    level: str
    report_year: int
    divisions: int
    least: float
    quarter: float
    median: float
    three_quarters: float
    most: float


class StatedBy(Stated):
    """A value, and whose it is."""

    issuer: str
    province: str | None
    level: str


class IndicatorAnswer(Answer):
    """An indicator, the distribution of its values, and the values."""

    indicator: Indicator
    confusable: list[Named]
    identities: list[Identity]
    names: dict[str, Named] = Field(description="The indicators of the identities, by code")
    spread: list[Spread]
    values: Table[StatedBy]
    provinces: list[Province]

    def years(self) -> list[int]:
        """The years that have values."""
        return sorted({row.report_year for row in self.spread}, reverse=True)

    def spread_chart(self, unit: str, w: Word, value_word: ValueWord) -> Spec:
        """Medians and the middle halves by level and year."""
        rows = [row.model_dump() for row in self.spread]
        return spread_chart(rows, unit, self.indicator.kind, w, value_word)


def answer(
    release: Release,
    code: IndicatorCode,
    paging: Annotated[Paging, Depends()],
    year: Year = None,
    level: Level = None,
    province: ProvinceCode = None,
) -> IndicatorAnswer:
    """An indicator: definition, confusables, identities, distribution by level and year, and each division's values."""
    indicator = release.one(Indicator, "indicator", code=code)
    if indicator is None:
        raise AbsentError(f"no indicator has the code {code}", "The list of all indicators: /indicator.")
    identities = release.rows(Identity, "indicator_identities", code=code)
    confusable = (indicator.confusable_with or "").split()
    others = {other for identity in identities for other in identity.codes}
    named = release.rows(Named, "indicator_names", codes=sorted({*confusable, *others}))
    inside = within(province) if province else None
    return IndicatorAnswer(
        indicator=indicator,
        confusable=[row for row in named if row.code in confusable],
        identities=identities,
        names={row.code: row for row in named},
        spread=release.rows(Spread, "indicator_spread", code=code),
        values=release.table(StatedBy, "indicator_values", paging, code=code, year=year, level=level, within=inside),
        provinces=provinces(release),
    )


PAGE = Page("/indicator/{code}", "indicator.html", answer, table="values")
