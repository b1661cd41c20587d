"""The figures of the synthetic nation: which indicators a report states, and as how much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random

from extract.knowledge import read_tsv
from extract.report.taxonomy import COLUMNS

PARTS = {
    "reconsideration.accepted": ("reconsideration.applications_received", 0.8, 1.0),
    "reconsideration.not_accepted": ("reconsideration.applications_received", 0.0, 0.2),
    "reconsideration.concluded": ("reconsideration.accepted", 0.85, 1.0),
    "reconsideration.upheld": ("reconsideration.concluded", 0.3, 0.45),
    "reconsideration.rejected": ("reconsideration.concluded", 0.05, 0.15),
    "reconsideration.corrected_total": ("reconsideration.concluded", 0.03, 0.12),
    "reconsideration.withdrawn_after_mediation": ("reconsideration.concluded", 0.1, 0.28),
    "litigation.lost": ("litigation.cases_as_defendant", 0.0, 0.2),
    "litigation.head_appearances": ("litigation.cases_as_defendant", 0.6, 1.0),
    "normdoc.filed": ("normdoc.issued", 0.9, 1.0),
    "review.legal_reviewers_qualified": ("review.legal_reviewers", 0.2, 0.7),
    "enforcement.criminal_cases_filed": ("enforcement.criminal_referrals", 0.3, 1.0),
    "service.cases_completed": ("service.cases_received", 0.95, 1.0),
    "service.items_online": ("service.items_total", 0.8, 1.0),
    "transparency.requests_answered": ("transparency.requests_received", 0.9, 1.0),
    "mediation.disputes_resolved": ("mediation.disputes_mediated", 0.9, 1.0),
    "reconsideration.conclusion_rate": ("reconsideration.accepted", 0.85, 1.0),
}
"""Indicators that are a part of another, and the least and the most share: identities hold, but for slips."""

SIZE = {"province": 2.5, "prefecture": 1.5, "county": 0.0, "township": -1.5}
"""How much larger the figures of a level are than a county's, as a logarithm; a department's are less by one."""

USUAL = {
    "件": 4.0,
    "人": 4.2,
    "人次": 6.5,
    "份": 7.5,
    "项": 3.5,
    "个": 2.8,
    "次": 2.0,
    "条": 4.0,
    "元": 15.0,
    "万元": 6.0,
}
"""The logarithm of a county's usual figure by its unit; 3 for others."""

OFTEN = 0.66
"""The share of reports that state the indicator that is stated most; it falls with the rank in its family."""

SLIPS, ROUNDED = 0.004, 0.12
"""Shares of figures that are a slip of the report, and that are rounded (500余件)."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An entry of the taxonomy, how reports word it, and how often they state it."""

    code: str
    family: str
    wordings: tuple[str, ...]
    unit: str
    kind: str
    chance: float
    usual: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as it is written."""

    quote: str
    value: Decimal
    unit: str
    comparator: str


@cache
def taxonomy() -> tuple[Indicator, ...]:
    """The project's indicators, in its order."""
    families: dict[str, int] = {}
    found = []
    for row in read_tsv("indicators.tsv", COLUMNS):
        family = row["code"].partition(".")[0]
        rank = families[family] = families.get(family, -1) + 1
        chance = OFTEN / (1 + rank) ** 0.6 / (1 + len(families)) ** 0.2
        listed = (each.removesuffix("第") for each in row["typical_wordings"].split(";"))
        wordings = [each for each in listed if len(each) > 1 and "…" not in each]
        usual = USUAL.get(row["unit"], 3.0) - 0.1 * rank
        found.append(
            Indicator(
                row["code"],
                family,
                tuple(wordings[:4]) or (row["zh"],),
                row["unit"],
                row["kind"],
                chance,
                usual,
            )
        )
    return tuple(found)


def spelled(rng: Random, value: int, unit: str) -> Figure:
    """A count, exact or rounded down, in 万 where that is how it is written."""
    if unit == "万元":
        return Figure(f"{value}万元", Decimal(value * 10_000), "元", "eq")
    if value >= 100_000:
        tens = value // 1_000
        return Figure(f"{tens / 10:g}万余{unit}", Decimal(tens * 1_000), unit, "at_least")
    if value >= 30 and rng.random() < ROUNDED:
        step = 10 ** (len(str(value)) - 1)
        return Figure(f"{value // step * step}余{unit}", Decimal(value // step * step), unit, "at_least")
    return Figure(f"{value}{unit}", Decimal(value), unit, "eq")


class Figures:
    """The figures of one report: each computed once, parts from their wholes."""

    def __init__(self, rng: Random, size: float, effects: dict[str, float]) -> None:
        self._rng = rng
        self._size = size
        self._effects = effects
        self._values: dict[str, float] = {}

    def _value(self, code: str, usual: float) -> float:
        if code not in self._values:
            if code in PARTS:
                whole, least, most = PARTS[code]
                value = self._value(whole, 4.0) * self._rng.uniform(least, most)
            else:
                value = math.exp(usual + self._size + self._effects.get(code, 0.0) + self._rng.gauss(0, 0.12))
            self._values[code] = value
        return self._values[code]

    def state(self, indicator: Indicator) -> Figure:
        """What the report says for an indicator."""
        rng = self._rng
        if indicator.kind == "rank":
            place = rng.randint(1, 40)
            return Figure(f"第{place}", Decimal(place), "rank", "eq")
        if indicator.kind in ("rate", "score"):
            tenths = round(min(1000.0, 1000 - abs(rng.gauss(0, 40))))
            unit = "%" if indicator.kind == "rate" else indicator.unit
            return Figure(f"{tenths / 10:g}{unit}", Decimal(tenths) / 10, unit, "eq")
        value = self._value(indicator.code, indicator.usual)
        if rng.random() < SLIPS:
            value *= rng.choice((10, 0.1, 1.5))
        return spelled(rng, max(1, int(value)), indicator.unit)
