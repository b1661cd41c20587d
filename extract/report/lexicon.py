"""Measure words, masks and approximators, read strictly from the project's data."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from extract.errors import KnowledgeError
from extract.knowledge import read_tsv, read_yaml

CHINESE_ANSWERS = ("yes", "plural", "listed", "no", "cued")
FOLLOWING = ("counted_nouns", "no_rank_before")
UNIT_KINDS = ("count", "duration", "area", "length", "weight", "money", "rate", "points", "score")


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word.

    `chinese` says whether a Chinese numeral before it states a count: `yes`; `plural` (三起, but 在一起 is no count);
    `no` (三类, 四张: names and slogans); `listed` (四个, 三项: only at the end of a clause or beside the words of
    counting.yml); `cued` (3年: in either script only behind the words for durations). What the expression
    `not_before` reads must not follow it (人 before 口).
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
    """A regular expression of every measure word, longest first, each with what must not follow it.

    A 次 of two is also read in brackets: 场(次). `unit_of` gives the word that such a match stands for.
    """
    longest_first = sorted(units().values(), key=lambda unit: -len(unit.unit))
    return "|".join(
        _spelling(unit.unit) + (f"(?!{unit.not_before})" if unit.not_before else "") for unit in longest_first
    )


def _spelling(unit: str) -> str:
    if len(unit) == 2 and unit[1] == "次":
        return rf"{unit[0]}(?:次| ?\( ?次 ?\))"
    return re.escape(unit)


def unit_of(found: str) -> Unit:
    """The measure word that `unit_pattern` found in a text."""
    return units()[re.sub(r"[() ]", "", found)]


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
    """Words around a number that change its reading (counting.yml). Those of FOLLOWING stand behind it."""

    before: tuple[tuple[re.Pattern[str], str], ...]
    after: tuple[tuple[re.Pattern[str], str], ...]
    before_round: re.Pattern[str]
    counted_nouns: re.Pattern[str]
    counting_cues: re.Pattern[str]
    no_rank_before: re.Pattern[str]
    rank_cues: re.Pattern[str]
    from_cues: re.Pattern[str]
    no_count_after: re.Pattern[str]
    duration_cues: re.Pattern[str]
    sharing_cues: re.Pattern[str]
    sign_cues: re.Pattern[str]
    whole_cues: re.Pattern[str]


@cache
def counting() -> Counting:
    """The content of counting.yml. Raises KnowledgeError where a key is missing or unknown."""
    data = dict(read_yaml("counting.yml"))
    known = [field.name for field in fields(Counting)]
    if sorted(data) != sorted(known):
        raise KnowledgeError(f"extract/data/counting.yml has the keys {sorted(data)}, not {sorted(known)}")
    before = tuple((_ending(pattern), name) for name, pattern in data.pop("before").items())
    after = tuple((re.compile(pattern), name) for name, pattern in data.pop("after").items())
    words = {name: re.compile(words) if name in FOLLOWING else _ending(words) for name, words in data.items()}
    return Counting(before, after, **words)


def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$")
