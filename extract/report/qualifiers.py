"""The words that narrow a figure: its level, instance, channel or kind, as the page writes them (qualifiers.yml)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extract.errors import KnowledgeError
from extract.knowledge import nearest, read_yaml
from extract.report.taxonomy import load_indicators
from extract.report.zones import Zone
from extract.search import last_match, opened

KEYS = {"what", "indicators", "pattern"}


@cache
def _narrowings() -> dict[str, list[re.Pattern[str]]]:
    """The patterns of each indicator, in their order."""
    codes = {row.code for row in load_indicators()}
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for raw in read_yaml("qualifiers.yml"):
        _check(raw, codes)
        pattern = opened(raw["pattern"])
        for code in dict.fromkeys(raw["indicators"]):
            patterns.setdefault(code, []).append(pattern)
    return patterns


def _check(raw: dict[str, Any], codes: set[str]) -> None:
    if set(raw) != KEYS:
        raise KnowledgeError(f"extract/data/qualifiers.yml: an entry has the keys {sorted(raw)}, not {sorted(KEYS)}")
    for code in raw["indicators"]:
        if code not in codes:
            raise KnowledgeError(f"extract/data/qualifiers.yml: {code!r} is no indicator{nearest(code, codes)}")


def narrowing_words(indicator: str, zone: Zone) -> str | None:
    """The word that narrows a figure of this indicator, the nearest before the number, or None."""
    for pattern in _narrowings().get(indicator, ()):
        for text in (zone.before, zone.carried):
            if found := last_match(pattern, text):
                return found[0]
    return None
