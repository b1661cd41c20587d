"""Which indicator a number answers: the rows of wordings.tsv, three an indicator, near misses, and full sentences.

A row of wordings.tsv: the text (`\\n` stands for a line break), the codes of its numbers in order (`-` for none, `+`
between two codes of one number; empty where the text states no number), the issuer's role, and the indicator that the
row must not take (`-` where it is no near miss).
"""

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from extract.report.facts import Frame, read_facts
from extract.report.outline import outline
from extract.report.repair import repair
from extract.report.taxonomy import ROLES, load_indicators

COLUMNS = ["text", "codes", "role", "near_miss"]
WORDINGS_EACH = 3


class Wording(NamedTuple):
    text: str
    codes: list[frozenset[str]]
    role: str
    near_miss: str


def read_wordings() -> list[Wording]:
    header, *lines = Path(__file__).with_name("wordings.tsv").read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == COLUMNS
    rows = [line.split("\t") for line in lines]
    return [
        Wording(
            text.replace("\\n", "\n"), [frozenset(cell.split("+")) - {"-"} for cell in codes.split()], role, near_miss
        )
        for text, codes, role, near_miss in rows
    ]


WORDINGS = read_wordings()


def linked(text: str, role: str) -> list[frozenset[str]]:
    """The codes of each number, in order; a number that answers two indicators is one entry."""
    body = repair(text)
    facts, _ = read_facts(body, outline(body), Frame("r", "s", 2023, role))
    numbers = groupby(facts, key=lambda fact: (fact.char_start, fact.char_end))
    return [frozenset(fact.indicator for fact in group if fact.indicator) for _, group in numbers]


@pytest.mark.parametrize("wording", WORDINGS, ids=[f"{number}" for number, _ in enumerate(WORDINGS, start=2)])
def test_every_number_of_a_wording_answers_its_indicator(wording: Wording) -> None:
    assert linked(wording.text, wording.role) == wording.codes


def test_every_indicator_has_three_wordings_and_a_near_miss() -> None:
    shown = Counter(code for wording in WORDINGS for code in set().union(*wording.codes))
    missed = {wording.near_miss for wording in WORDINGS}
    codes = {indicator.code for indicator in load_indicators()}
    assert {code for code in codes if shown[code] < WORDINGS_EACH or code not in missed} == set()
    assert set(shown) | missed - {"-"} == codes
    assert {wording.role for wording in WORDINGS} <= set(ROLES)


def test_a_near_miss_does_not_expect_what_it_must_not_take() -> None:
    assert [wording.text for wording in WORDINGS if wording.near_miss in set().union(*wording.codes)] == []


def test_no_wording_stands_twice() -> None:
    assert [text for text, times in Counter(wording.text for wording in WORDINGS).items() if times > 1] == []
