"""The patterns of answers that are no page (soft_failures.yml), read strictly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from extract.collect.failures import Kind
from extract.errors import KnowledgeError
from extract.knowledge import nearest, read_yaml

DATA_FILE = "soft_failures.yml"
PLACES = ("title", "line", "markup")
KEYS = {"name", "kind", "place", "pattern", "fits", "passes"}


@dataclass(frozen=True, slots=True)
class SoftRule:
    """A kind of answer that is no page. `most` is the number of ideographs beyond which the rule is silent; `fits`
    and `passes` are what its pattern must find and must let through."""

    name: str
    kind: Kind
    place: str
    most: int
    pattern: re.Pattern[str]
    fits: str
    passes: str


@dataclass(frozen=True, slots=True)
class SoftRules:
    """What a status alone says, and the rules in order."""

    statuses: dict[int, Kind]
    rules: tuple[SoftRule, ...]


@cache
def soft_rules() -> SoftRules:
    """The shipped rules. Raises KnowledgeError where soft_failures.yml holds what this reader does not know."""
    return rules_from(read_yaml(DATA_FILE))


def rules_from(data: Any) -> SoftRules:
    """The rules of a parsed file."""
    _expect("the file", data, {"kinds", "statuses", "most", "rules"})
    _expect("kinds", data["kinds"], set(get_args(Kind)))
    _expect("most", data["most"], set(PLACES))
    for status, kind in data["statuses"].items():
        _check(f"status {status}", "kind", kind, get_args(Kind))
    return SoftRules(dict(data["statuses"]), tuple(_rule(row, data["most"]) for row in data["rules"]))


def _rule(row: dict[str, Any], most: dict[str, int]) -> SoftRule:
    where = f'the rule "{row.get("name", "?")}"'
    _expect(where, row, KEYS, {"most"})
    _check(where, "kind", row["kind"], get_args(Kind))
    _check(where, "place", row["place"], PLACES)
    try:
        pattern = re.compile(row["pattern"], re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(f"extract/data/{DATA_FILE}, {where}: {error}", "Mend the pattern.") from error
    return SoftRule(**{**row, "pattern": pattern, "most": row.get("most", most[row["place"]])})


def _expect(where: str, row: dict[str, Any], needed: set[str], allowed: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    for key in row:
        if key not in needed | allowed:
            raise KnowledgeError(f'extract/data/{DATA_FILE}, {where}: unknown key "{key}"{nearest(key, needed)}')
    if missing := needed - row.keys():
        raise KnowledgeError(f"extract/data/{DATA_FILE}, {where}: no {', '.join(sorted(missing))}")


def _check(where: str, key: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise KnowledgeError(f'extract/data/{DATA_FILE}, {where}: unknown {key} "{value}"{nearest(str(value), known)}')
