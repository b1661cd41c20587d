"""The words that name organs of government, read strictly from organs.yml and made into patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.errors import KnowledgeError
from extract.knowledge import read_yaml

DATA_FILE = "organs.yml"
KEYS = {
    "government",
    "commissioner",
    "subdistrict",
    "committee",
    "party",
    "party_prefix",
    "relative",
    "below",
    "department_ends",
    "not_in_department",
    "central",
    "vertical",
    "departments",
    "speaks_for_government",
    "offices",
    "zone_ends",
    "other_places",
}
LONGEST_DEPARTMENT = 24
"""Characters of a department's name after its place: 文化广电新闻出版和旅游体育局 has fourteen, a branch more."""


@dataclass(frozen=True, slots=True)
class OrganWords:
    """The patterns; `seats` are what may stand after a place to name its government, its office or its committee."""

    seats: frozenset[str]
    government: tuple[str, ...]
    committee: tuple[str, ...]
    commissioner: tuple[str, ...]
    joint: re.Pattern[str]
    party: re.Pattern[str]
    relative: re.Pattern[str]
    below: dict[str, tuple[str, ...]]
    department: re.Pattern[str]
    central: re.Pattern[str]
    vertical: re.Pattern[str]
    departments: dict[str, str]
    speaks_for_government: frozenset[str]
    offices: frozenset[str]
    zone_ends: tuple[str, ...]
    other_places: re.Pattern[str]


@cache
def organ_words() -> OrganWords:
    """The words of organs.yml. Raises KnowledgeError for an unknown or missing key."""
    data = read_yaml(DATA_FILE)
    if unknown := set(data) ^ KEYS:
        raise KnowledgeError(f"extract/data/{DATA_FILE}: unknown or missing keys {sorted(unknown)}", "Mend the file.")
    seats = [*data["government"], *data["subdistrict"], *data["committee"]]
    prefix, party = data["party_prefix"], _any(data["party"])
    return OrganWords(
        seats=frozenset(seats),
        government=tuple(data["government"]),
        committee=tuple(data["committee"]),
        commissioner=tuple(data["commissioner"]),
        joint=re.compile(
            f"(?:{prefix})?(?P<place>.{{1,20}}?)(?P<party>{party})(?P<joining>[、和与暨]?)(?P<government>.{{0,24}}(?:{_any(seats)}))"
        ),
        party=re.compile(f"(?:(?:{prefix})(?P<place>.{{1,20}}?)(?P<body>{party})|(?P<bare>.{{2,20}})(?P<short>委))"),
        relative=re.compile(data["relative"]),
        below={rank: tuple(ends) for rank, ends in data["below"].items()},
        department=_department(data),
        central=re.compile(data["central"]),
        vertical=re.compile(data["vertical"]),
        departments=data["departments"],
        speaks_for_government=frozenset(data["speaks_for_government"]),
        offices=frozenset(data["offices"]),
        zone_ends=tuple(data["zone_ends"]),
        other_places=re.compile(data["other_places"]),
    )


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _department(data: dict[str, Any]) -> re.Pattern[str]:
    ends, never = _any(data["department_ends"]), data["not_in_department"]
    return re.compile(f"(?!委)(?!.*(?:{never}))[\u4e00-\u9fff()、]{{1,{LONGEST_DEPARTMENT}}}(?:{ends})")
