"""The words that narrow a figure: its level, instance, channel or kind, as the page writes them (qualifiers.yml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.errors import KnowledgeError
from extract.knowledge import nearest, read_yaml
from extract.report.search import last_match
from extract.report.taxonomy import load_indicators
from extract.report.zones import Zone

KEYS = {"what", "indicators", "pattern"}


@dataclass(frozen=True, slots=True)
class _Narrowing:
    indicators: frozenset[str]
    pattern: re.Pattern[str]


@cache
def _narrowings() -> tuple[_Narrowing, ...]:
    codes = {row.code for row in load_indicators()}
    return tuple(_narrowing(raw, codes) for raw in read_yaml("qualifiers.yml"))


def _narrowing(raw: dict[str, Any], codes: set[str]) -> _Narrowing:
    if set(raw) != KEYS:
        raise KnowledgeError(f"extract/data/qualifiers.yml: an entry has the keys {sorted(raw)}, not {sorted(KEYS)}")
    for code in raw["indicators"]:
        if code not in codes:
            raise KnowledgeError(f"extract/data/qualifiers.yml: {code!r} is no indicator{nearest(code, codes)}")
    return _Narrowing(frozenset(raw["indicators"]), re.compile(raw["pattern"]))


def narrowing_words(indicator: str, zone: Zone) -> str | None:
    """The word that narrows a figure of this indicator, the nearest before the number, or None."""
    for narrowing in _narrowings():
        if indicator in narrowing.indicators:
            for text in (zone.before, zone.carried):
                found = last_match(narrowing.pattern, text)
                if found:
                    return found[0]
    return None
