"""Zeros said in words (未收到行政复议申请): facts where they answer an indicator, and only there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.errors import KnowledgeError
from extract.knowledge import nearest, read_yaml
from extract.report.quantities import Mention
from extract.report.taxonomy import ROLES, load_indicators

KEYS = {"indicator", "role", "pattern"}

CONDITIONAL = re.compile(r"(?:的[,，]|的情形|的情况下|如果?|若|凡|应当|不得|禁止|杜绝|防止|避免|力争|确保|正当理由)")
"""What makes a clause a rule or a wish instead of a statement: there a zero states nothing of the year."""


@dataclass(frozen=True, slots=True)
class _ZeroRule:
    name: str
    indicator: str
    unit: str
    roles: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Zero:
    """A zero in words, already linked."""

    mention: Mention
    indicator: str


@cache
def _rules() -> tuple[_ZeroRule, ...]:
    units = {row.code: row.unit for row in load_indicators()}
    rules = []
    for number, raw in enumerate(read_yaml("zeros.yml"), start=1):
        roles = frozenset(str(raw.get("role", "")).split())
        code = raw.get("indicator", "")
        if set(raw) - KEYS or code not in units or roles - set(ROLES) or "(?P<word>" not in raw.get("pattern", ""):
            raise KnowledgeError(
                f"extract/data/zeros.yml entry {number}: unknown key, code or role{nearest(code, units)}"
            )
        rules.append(_ZeroRule(f"zero#{number}", code, units[code], roles, re.compile(raw["pattern"])))
    return tuple(rules)


def find_zeros(folded: str, role: str) -> list[Zero]:
    """The zeros in words of a folded text that answer an indicator for an issuer of this role, in order.

    Two rules may read one phrase (无行政复议、行政诉讼案件): two zeros with one span.
    """
    zeros = [
        Zero(
            Mention(*match.span("word"), Decimal(0), None, rule.unit, "zero", "eq", rule.name),
            rule.indicator,
        )
        for rule in _rules()
        if not rule.roles or role in rule.roles
        for match in rule.pattern.finditer(folded)
        if not CONDITIONAL.search(folded[max(0, match.start() - 6) : match.end() + 6])
    ]
    return sorted(zeros, key=lambda zero: (zero.mention.start, zero.indicator))
