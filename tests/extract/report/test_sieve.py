"""The sieve of rules holds nothing back: whatever rule fits the words around a number passes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.report.sieve import Sieve, sieve_of
from extract.report.taxonomy import Rule, load_taxonomy, topics

WORDINGS = Path(__file__).parent / "wordings.tsv"
EVERY_TOPIC = frozenset(topics()[1])


def cells() -> list[str]:
    lines = WORDINGS.read_text(encoding="utf-8").splitlines()[1:]
    return [cell for line in lines[::12] for cell in line.split("\t")]


def fits(rule: Rule, before: str, after: str) -> bool:
    pairs = ((rule.before, before), (rule.after, after))
    return all(pattern is None or pattern.search(words) for pattern, words in pairs)


@pytest.mark.parametrize("unit", ["件", "人", "次", "%", "项"])
@pytest.mark.parametrize("words_behind", [False, True])
def test_a_rule_that_fits_passes(unit: str, *, words_behind: bool) -> None:
    rules = load_taxonomy().rules_by_unit[unit]
    sieve, held_back, passed = Sieve(rules), [], 0
    for words in cells():
        before, after = ("全年", words) if words_behind else (words, "")
        left = list(sieve.rules(before, after, lambda: EVERY_TOPIC))
        assert left == [rule for rule in rules if rule in left]
        held_back += [rule.name for rule in rules if rule not in left and fits(rule, before, after)]
        passed += len(left)
    assert held_back == []
    assert 0 < passed < len(rules) * len(cells()) / 4


def test_a_rule_passes_where_its_subject_is_spoken_of_and_the_subject_is_asked_for_only_then() -> None:
    asked = []

    def topic() -> frozenset[str]:
        asked.append(True)
        return frozenset({"litigation"})

    sieve = sieve_of("件", "government", False)
    codes = {rule.code for rule in sieve.rules("审结", "", topic)}
    assert asked
    assert not any(code.startswith("reconsideration.") for code in codes)
    asked.clear()
    assert list(sieve.rules("某某", "", topic)) == []
    assert not asked


@pytest.mark.parametrize(("change", "reads"), [(True, {True}), (False, {True, False})])
def test_a_change_is_left_to_the_rules_that_read_one(change: bool, reads: set[bool]) -> None:
    sieve = sieve_of("%", "government", change)
    found = {rule.reads_change for words in cells() for rule in sieve.rules(words, "", lambda: EVERY_TOPIC)}
    assert found == reads
