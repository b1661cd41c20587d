"""Measure words, masks and approximators, read strictly from the project's data."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from extract.errors import KnowledgeError
from extract.knowledge import read_tsv, read_yaml
from extract.search import Ending, ending, opened

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
    """A regular expression of every measure word: by first character, longest first, each with what must not follow it.

    A 次 of two is also read in brackets: 场(次). `unit_of` gives the word that such a match stands for.
    """
    by_character: dict[str, list[str]] = {}
    for unit in sorted(units().values(), key=lambda unit: -len(unit.unit)):
        rest = _spelling(unit.unit[1:]) + (f"(?!{unit.not_before})" if unit.not_before else "")
        by_character.setdefault(re.escape(unit.unit[0]), []).append(rest)
    pattern = "|".join(f"{character}(?:{'|'.join(rests)})" for character, rests in by_character.items())
    return f"(?=[{''.join(by_character)}])(?:{pattern})"


def _spelling(rest: str) -> str:
    return r"(?:次| ?\( ?次 ?\))" if rest == "次" else re.escape(rest)


def unit_of(found: str) -> Unit:
    """The measure word that `unit_pattern` found in a text."""
    return units().get(found) or units()[re.sub(r"[() ]", "", found)]


def _list_of_patterns(name: str, keys: tuple[str, ...]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = read_yaml(name)
    for row in rows:
        if tuple(row) != keys or not all(isinstance(value, str) for value in row.values()):
            raise KnowledgeError(f"extract/data/{name}: an entry has the keys {list(row)}, not {list(keys)}")
    return rows


@cache
def mask_pattern() -> re.Pattern[str]:
    """One expression for everything that looks like a quantity and is none (masks.yml)."""
    rows = _list_of_patterns("masks.yml", ("why", "pattern"))
    return opened("|".join(f"(?:{row['pattern']})" for row in rows))


@dataclass(frozen=True, slots=True)
class Counting:
    """Words around a number that change its reading (counting.yml). Those of FOLLOWING stand behind it.

    `before` and `after` tell how a value compares: each pattern, or each group, is named as its comparator.
    """

    before: tuple[tuple[Ending, str], ...]
    after: re.Pattern[str]
    before_round: Ending
    counted_nouns: re.Pattern[str]
    counting_cues: Ending
    no_rank_before: re.Pattern[str]
    rank_cues: Ending
    from_cues: Ending
    no_count_after: Ending
    duration_cues: Ending
    sharing_cues: Ending
    sign_cues: Ending
    whole_cues: Ending


@cache
def counting() -> Counting:
    """The content of counting.yml. Raises KnowledgeError where a key is missing or unknown."""
    data = dict(read_yaml("counting.yml"))
    known = [field.name for field in fields(Counting)]
    if sorted(data) != sorted(known):
        raise KnowledgeError(f"extract/data/counting.yml has the keys {sorted(data)}, not {sorted(known)}")
    before = tuple((ending(pattern), name) for name, pattern in data.pop("before").items())
    after = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in data.pop("after").items()))
    words: dict[str, Any] = {
        name: re.compile(words) if name in FOLLOWING else ending(words) for name, words in data.items()
    }
    return Counting(before, after, **words)
