"""How divisions are named: their short names, and which names stand without the city above them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.errors import KnowledgeError
from extract.knowledge import read_yaml
from extract.records import Division

DATA_FILE = "places.yml"
KEYS = {"peoples", "autonomous", "short_names", "alone", "common_words", "common_stems"}
PROVINCE_ENDS = ("省", "市")


@dataclass(frozen=True, slots=True)
class _Knowledge:
    autonomous: re.Pattern[str]
    ends: dict[str, str]
    short_names: dict[str, list[str]]
    alone: tuple[str, ...]
    common_words: frozenset[str]
    common_stems: frozenset[str]


def short_names(division: Division) -> tuple[str, ...]:
    """What the division is called for short, in its level's own form: 延边州, 景宁县, 四川, 广西."""
    knowledge = _knowledge()
    listed = knowledge.short_names.get(division.name, [])
    if division.level == "province" and division.name.endswith(PROVINCE_ENDS):
        return (division.name[:-1], *listed)
    if match := knowledge.autonomous.fullmatch(division.name):
        return (match["stem"] + knowledge.ends[match["end"]], match["stem"] + match["end"], *listed)
    return tuple(listed)


def stands_alone(division: Division) -> bool:
    """Whether a county's name is used without the city above it (昌乐县, 建德市; not 安居区)."""
    return division.name.endswith(_knowledge().alone)


def is_common_word(name: str) -> bool:
    """Whether the name is also an everyday word (城区), which proves nothing where it merely occurs."""
    return name in _knowledge().common_words


def is_common_stem(stem: str) -> bool:
    """Whether a place's name without its rank is an everyday word (建设 of 建设镇)."""
    return stem in _knowledge().common_stems


@cache
def _knowledge() -> _Knowledge:
    data = read_yaml(DATA_FILE)
    if unknown := set(data) ^ KEYS:
        raise KnowledgeError(f"extract/data/{DATA_FILE}: unknown or missing keys {sorted(unknown)}", "Mend the file.")
    peoples = "|".join(sorted(data["peoples"], key=len, reverse=True))
    ends = "|".join(data["autonomous"])
    return _Knowledge(
        autonomous=re.compile(f"(?P<stem>.{{2,}}?)(?:{peoples})+(?P<end>{ends})"),
        ends=data["autonomous"],
        short_names=data["short_names"],
        alone=tuple(data["alone"]),
        common_words=frozenset(data["common_words"]),
        common_stems=frozenset(data["common_stems"]),
    )
