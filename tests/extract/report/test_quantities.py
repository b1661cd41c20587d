"""What is a quantity, what it says, and what only looks like one.

quantities.tsv states every quantity of each of its texts, traps.tsv has texts that state none, each with why. Every
sentence is of our own writing.
"""

import re
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.report.fold import fold
from extract.report.lexicon import mask_pattern
from extract.report.quantities import CUE_WINDOW, Mention, find_quantities
from extract.report.repair import repair

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    """The rows of a table of this folder, without its header."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    width = len(lines[0].split("\t"))
    table = [line.split("\t") for line in lines[1:]]
    assert all(len(row) == width for row in table)
    return table


FORMS = [(text, [tuple(row[1:]) for row in group]) for text, group in groupby(rows("quantities.tsv"), lambda r: r[0])]
TRAPS = rows("traps.tsv")


def shown(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def read(text: str) -> list[tuple[str, ...]]:
    """(quote, value, value_upper, unit, comparator) of every quantity of a text."""
    body = repair(text)
    return [
        (body.quote(found.start, found.end), shown(found.value), shown(found.value_upper), found.unit, found.comparator)
        for found in find_quantities(body.text)
    ]


def told(mention: Mention) -> tuple[object, ...]:
    """All that a mention says but where it stands."""
    return mention.value, mention.value_upper, mention.unit, mention.kind, mention.comparator, mention.rule


def test_the_tables_are_as_large_as_they_claim_and_repeat_nothing() -> None:
    forms, traps = [text for text, _ in FORMS], [text for text, _ in TRAPS]
    assert len(set(forms)) == len(forms) >= 300
    assert len(set(traps)) == len(traps) >= 300


@pytest.mark.parametrize(("text", "quantities"), FORMS)
def test_every_quantity_is_read_whole(text: str, quantities: list[tuple[str, ...]]) -> None:
    assert read(text) == quantities


@pytest.mark.parametrize(("text", "why"), TRAPS)
def test_a_trap_is_no_quantity(text: str, why: str) -> None:
    assert read(text) == [], why


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003", "\u200b", "\t"])
def test_any_blank_may_stand_between_number_and_measure_word(space: str) -> None:
    assert read(f"受理58{space}件。") == [(f"58{space}件", "58", "", "件", "eq")]


def test_no_quantity_reaches_over_the_end_of_a_paragraph() -> None:
    assert read("办理总数58\n件件有着落") == []
    assert read("全年办理3至\n5件") == [("5件", "5", "", "件", "eq")]


def test_a_list_marker_before_a_number_is_not_part_of_it() -> None:
    text = "2.3个部门完成整改"
    (found,) = find_quantities(text, [(0, 2)])
    assert (text[found.start : found.end], found.value) == ("3个", Decimal(3))


sentences = st.sampled_from([text for text, _ in FORMS] + [f"{text}。" for text, _ in TRAPS])
paragraphs = st.lists(sentences, max_size=6).map("".join)
texts = st.lists(paragraphs, min_size=1, max_size=5).map("\n".join)
noise = st.text(
    alphabet="0123456789一二三两十百千万亿点分之第年月日号个件项人次%-至、，。,.()〔〕“”《》+/ \n约近余多从由",
    max_size=60,
)
FULL_WIDTH = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}


@given(texts | noise)
def test_spans_are_half_open_in_order_and_apart(text: str) -> None:
    found = find_quantities(fold(text))
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for mention in found:
        quote = text[mention.start : mention.end]
        assert quote == quote.strip()
        assert "\n" not in quote


@given(texts | noise)
def test_full_width_digits_change_nothing(text: str) -> None:
    assert find_quantities(fold(text.translate(FULL_WIDTH))) == find_quantities(fold(text))


@given(texts, st.sampled_from([" ", "  ", "\u3000\u3000", "\t", "\u00a0"]))
def test_blanks_around_paragraphs_change_nothing_but_places(text: str, blanks: str) -> None:
    spaced = "\n".join(f"{blanks}{paragraph}{blanks}" for paragraph in text.split("\n"))
    plain, found = find_quantities(fold(text)), find_quantities(fold(spaced))
    assert [told(mention) for mention in found] == [told(mention) for mention in plain]
    assert [spaced[one.start : one.end] for one in found] == [text[one.start : one.end] for one in plain]


@given(texts, texts)
def test_what_stands_far_off_changes_nothing(first: str, second: str) -> None:
    """Reading is local: a text in two halves is read as the halves are, so that its time is the sum of theirs."""
    gap = "\n" + "甲" * CUE_WINDOW + "\n"
    shift = len(first) + len(gap)
    after = [(one.start + shift, one.end + shift, told(one)) for one in find_quantities(fold(second))]
    before = [(one.start, one.end, told(one)) for one in find_quantities(fold(first))]
    whole = [(one.start, one.end, told(one)) for one in find_quantities(fold(first + gap + second))]
    assert whole == before + after


def test_no_mask_repeats_without_bound() -> None:
    """Each try of a mask costs a bounded number of steps: with one try a character, time is linear in the text."""
    without_classes = re.sub(r"\\.|\[(?:\\.|[^\]])+\]", "x", mask_pattern().pattern)
    assert re.findall(r"[*+]|\{\d*,\}", without_classes) == []
