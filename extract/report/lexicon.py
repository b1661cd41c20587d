"""Measure words, masks and approximators, read strictly from the project's data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.errors import KnowledgeError
from extract.knowledge import read_tsv, read_yaml

CHINESE_ANSWERS = ("yes", "plural", "listed", "no")
UNIT_KINDS = ("count", "duration", "area", "length", "weight", "money", "rate", "points", "score")


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word.

    `chinese` says whether a Chinese numeral before it states a count: `yes`; `plural` (三起, but 在一起 is no count);
    `no` (三类, 四张: names and slogans); `listed` (四个, 三项: only beside the words of counting.yml). What the
    expression `not_before` reads must not follow it (人 before 口).
    """

    unit: str
    kind: str
    chinese: str
    not_before: str


@cache
def units() -> dict[str, Unit]:
    """Every measure word of units.tsv by its spelling. Raises KnowledgeError for an unknown kind or a bad cell."""
    table: dict[str, Unit] = {}
    for row in read_tsv("units.tsv", ("unit", "kind", "chinese", "not_before")):
        if row["kind"] not in UNIT_KINDS or row["chinese"] not in CHINESE_ANSWERS or row["unit"] in table:
            raise KnowledgeError(f"extract/data/units.tsv: unknown kind, unknown answer or repeated unit in {row}")
        table[row["unit"]] = Unit(**row)
    return table


def unit_pattern() -> str:
    """A regular expression of every measure word, longest first, each with what must not follow it."""
    longest_first = sorted(units().values(), key=lambda unit: -len(unit.unit))
    return "|".join(
        re.escape(unit.unit) + (f"(?!{unit.not_before})" if unit.not_before else "") for unit in longest_first
    )


def _list_of_patterns(name: str, keys: tuple[str, ...]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = read_yaml(name)
    for row in rows:
        if tuple(row) != keys or not all(isinstance(value, str) for value in row.values()):
            raise KnowledgeError(f"extract/data/{name}: an entry has the keys {list(row)}, not {list(keys)}")
    return rows


@cache
def mask_pattern() -> re.Pattern[str]:
    """One expression for everything that looks like a quantity and is none (masks.yml)."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in _list_of_patterns("masks.yml", ("why", "pattern"))))


@dataclass(frozen=True, slots=True)
class Counting:
    """Words around a number that change its reading (counting.yml)."""

    comparators_before: tuple[tuple[re.Pattern[str], str], ...]
    comparators_after: tuple[tuple[re.Pattern[str], str], ...]
    counted_nouns: re.Pattern[str]
    counting_cues: re.Pattern[str]
    rank_cues: re.Pattern[str]
    from_cues: re.Pattern[str]


@cache
def counting() -> Counting:
    """The content of counting.yml. Raises KnowledgeError where a key is missing or unknown."""
    data = read_yaml("counting.yml")
    known = ("before", "after", "counted_nouns", "counting_cues", "rank_cues", "from_cues")
    if set(data) != set(known):
        raise KnowledgeError(f"extract/data/counting.yml has the keys {sorted(data)}, not {sorted(known)}")
    return Counting(
        tuple((re.compile(f"(?:{pattern})$"), name) for name, pattern in data["before"].items()),
        tuple((re.compile(pattern), name) for name, pattern in data["after"].items()),
        re.compile(data["counted_nouns"]),
        re.compile(f"(?:{data['counting_cues']})$"),
        re.compile(f"(?:{data['rank_cues']})$"),
        re.compile(f"(?:{data['from_cues']})$"),
    )
