"""The taxonomy of indicators and the rules that link quantities to it, read strictly from the project's data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extract.errors import KnowledgeError
from extract.knowledge import nearest, read_tsv, read_yaml
from extract.records import IndicatorRow
from extract.search import opened

COLUMNS = (
    "code",
    "zh",
    "en",
    "unit",
    "accepted_measure_words",
    "kind",
    "definition",
    "typical_wordings",
    "confusable_with",
    "frame",
)
ROLES = ("government", "department", "township")
RULE_KEYS = {"before", "after", "topic", "sentence", "not", "units", "role", "change"}
ENTRY_KEYS = {"rules", "not", "over", "units"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What must stand around a quantity for it to answer an indicator; a None asks for nothing.

    `before` is searched in the words that lead to the number, `after` in those that follow it, `sentence` in the
    whole sentence and its headings; `without` must be in neither zone. `topics` are subjects of topics.yml, one of
    which must govern the place. `roles` are the issuers whose reports the rule reads. `reads_change` lets it read by
    how much another number changed.
    """

    name: str
    code: str
    units: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    without: re.Pattern[str] | None
    topics: frozenset[str]
    roles: frozenset[str]
    reads_change: bool


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Rules by the measure word that they accept, and which indicator goes before which where both match."""

    rules_by_unit: dict[str, tuple[Rule, ...]]
    over: dict[str, frozenset[str]] = field(default_factory=dict)


@cache
def load_indicators() -> tuple[IndicatorRow, ...]:
    """The indicators of indicators.tsv. Raises KnowledgeError for a repeated code or an unknown confusable."""
    rows = list(read_tsv("indicators.tsv", COLUMNS))
    codes = [row["code"] for row in rows]
    if len(set(codes)) != len(codes):
        raise KnowledgeError("extract/data/indicators.tsv: a code stands twice")
    for row in rows:
        for other in _codes(row["confusable_with"]):
            if other not in codes:
                message = f"extract/data/indicators.tsv: {row['code']} names the unknown {other!r}"
                raise KnowledgeError(message + nearest(other, codes))
    return tuple(
        IndicatorRow(
            *(row["code"], row["zh"], row["en"], row["unit"], row["kind"], row["definition"]),
            " ".join(_codes(row["confusable_with"])) or None,
        )
        for row in rows
    )


def _codes(cell: str) -> list[str]:
    return [code for code in cell.split(";") if code]


def _accepted_units() -> dict[str, frozenset[str]]:
    return {
        row["code"]: frozenset(filter(None, row["accepted_measure_words"].split(";")))
        for row in read_tsv("indicators.tsv", COLUMNS)
    }


@cache
def topics() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One expression with a group a topic (topics.yml), and the topics' names in the order of the groups."""
    data: dict[str, str] = read_yaml("topics.yml")
    return opened("|".join(f"({pattern})" for pattern in data.values())), tuple(data)


@cache
def load_taxonomy() -> Taxonomy:
    """The linking rules of links.yml. Raises KnowledgeError naming the entry with an unknown code, key or topic."""
    accepted = _accepted_units()
    data: dict[str, Any] = read_yaml("links.yml")
    by_unit: dict[str, list[Rule]] = {}
    over: dict[str, frozenset[str]] = {}
    for code, entry in data.items():
        _check(f"{code}", set(entry), ENTRY_KEYS)
        _check("links.yml", {code, *entry.get("over", [])}, set(accepted))
        over[code] = frozenset(entry.get("over", []))
        for number, raw in enumerate(entry["rules"], start=1):
            rule = _rule(f"{code}#{number}", code, entry, raw, accepted[code])
            for unit in rule.units:
                by_unit.setdefault(unit, []).append(rule)
    return Taxonomy({unit: tuple(rules) for unit, rules in by_unit.items()}, over)


def _rule(name: str, code: str, entry: dict[str, Any], raw: dict[str, Any], accepted: frozenset[str]) -> Rule:
    _check(name, set(raw), RULE_KEYS)
    topic_names = frozenset(str(raw.get("topic", "")).split())
    roles = frozenset(str(raw.get("role", "")).split())
    _check(name, set(topic_names), set(topics()[1]))
    _check(name, set(roles), set(ROLES))
    units = str(raw.get("units", entry.get("units", ""))).split()
    without = "|".join(filter(None, (entry.get("not"), raw.get("not"))))
    return Rule(
        name,
        code,
        _with_families(frozenset(units) or accepted),
        _pattern(name, raw.get("before")),
        _pattern(name, raw.get("after")),
        _pattern(name, raw.get("sentence")),
        _pattern(name, without or None),
        topic_names,
        roles,
        bool(raw.get("change")),
    )


def _with_families(units: frozenset[str]) -> frozenset[str]:
    families: dict[str, list[str]] = read_yaml("unit_families.yml")
    return units.union(*(families.get(unit, ()) for unit in units))


def _check(where: str, words: set[str], known: set[str]) -> None:
    for word in sorted(words - known):
        raise KnowledgeError(f"extract/data/links.yml: {where}: unknown {word!r}{nearest(word, known)}")


def _pattern(name: str, pattern: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern) if pattern else None
    except re.error as error:
        raise KnowledgeError(f"extract/data/links.yml: {name}: {pattern!r} is no pattern: {error}") from error
