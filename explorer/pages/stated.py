"""Stated values: what an indicator's value on any page has, and what is doubtful of it."""

from __future__ import annotations

from pydantic import Field

from explorer.answer import Row


class Stated(Row):
    """A value as the cell of the panel has it, and the fact that states it."""

    division_code: str
    report_year: int
    value: float
    unit: str
    comparator: str = Field(description="eq, at_least, at_most or approx")
    unit_fits: bool = Field(
        description="Whether the unit counts like the indicator's own; if not, the value is as stated"
    )
    is_conflicting: bool = Field(description="Whether the report states values that cannot all be right")
    failed: str | None = Field(description="The identity that the value breaks, or jump; see consistency.kind")
    report_id: str
    fact_id: str

    @property
    def doubts(self) -> list[str]:
        """What is doubtful of it: conflicting, failed, other_unit."""
        told = {
            "conflicting": self.is_conflicting,
            "failed": self.failed is not None,
            "other_unit": not self.unit_fits,
        }
        return [name for name, holds in told.items() if holds]


class StatedFor(Stated):
    """A value with the indicator that it answers."""

    indicator: str
    zh: str
    en: str
    kind: str

    @property
    def theme(self) -> str:
        """The first part of the indicator's code."""
        return self.indicator.partition(".")[0]
