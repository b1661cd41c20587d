"""The panel: one value a division, year and indicator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extract.knowledge import read_yaml

A = "reconsideration.applications_received"
TEXT = "一、58件、60起、70宗、80余件、50近件、9场、30000元。"


def fact(quote: str, value: str, **other: Any) -> tuple[Any, ...]:
    return quote, value, A, {"unit": quote.lstrip("0123456789余近"), **other}


def panel(
    desk: Any, *facts: tuple[Any, ...], columns: str = "value, unit, comparator, is_conflicting, mentions"
) -> Any:
    desk.load_rows(*desk.capture(0, lines=[("achievements", TEXT)], facts=facts))
    return desk.ask(f"SELECT {columns} FROM panel")  # noqa: S608


@pytest.mark.parametrize(
    ("facts", "cell"),
    [
        ([fact("58件", "58")], (58, "件", "eq", False, 1)),
        ([fact("60起", "60")], (60, "件", "eq", False, 1)),
        ([fact("58件", "58"), fact("70宗", "58")], (58, "件", "eq", False, 2)),
        ([fact("58件", "58"), fact("70宗", "70")], (58, "件", "eq", True, 2)),
        ([fact("80余件", "80", comparator="at_least"), fact("70宗", "90")], (90, "件", "eq", False, 2)),
        ([fact("80余件", "80", comparator="at_least"), fact("70宗", "70")], (70, "件", "eq", True, 2)),
        ([fact("50近件", "50", comparator="at_most"), fact("70宗", "70")], (70, "件", "eq", True, 2)),
        ([fact("9场", "9"), fact("60起", "60")], (60, "件", "eq", False, 2)),
        ([fact("9场", "9")], (9, "场", "eq", False, 1)),
    ],
)
def test_a_cell_has_one_value_and_says_whether_others_contradict_it(desk: Any, facts: Any, cell: Any) -> None:
    ((value, *rest),) = panel(desk, *facts)
    assert (value, *rest) == (Decimal(cell[0]), *cell[1:])


@pytest.mark.parametrize(
    "other",
    [
        {"scope": "target"},
        {"scope": "市本级"},
        {"qualifier": "一审"},
        {"is_cumulative": True},
        {"value_upper": Decimal(60)},
    ],
)
def test_what_is_not_the_whole_of_the_year_is_no_cell(desk: Any, other: dict[str, Any]) -> None:
    assert panel(desk, fact("58件", "58", **other)) == []


def test_money_is_brought_to_the_indicators_unit(desk: Any) -> None:
    desk.indicators = tuple(replace(row, unit="万元") if row.code == A else row for row in desk.indicators)
    assert panel(desk, fact("30000元", "30000"), columns="value, unit, unit_fits") == [(Decimal(3), "万元", True)]


@pytest.mark.parametrize(("stated", "rows"), [({"issuer_kind": "joint"}, 1), ({"issuer_kind": "department"}, 0)])
def test_the_panel_is_of_governments(desk: Any, stated: dict[str, Any], rows: int) -> None:
    desk.load_rows(*desk.capture(0, **stated))
    assert len(desk.ask(f"FROM panel WHERE indicator = '{A}'")) == rows


def test_the_measure_words_are_those_by_which_facts_are_linked(desk: Any) -> None:
    desk.load()
    alike = set(desk.ask("SELECT unit, counts_as FROM measure_word WHERE factor = 1"))
    families = read_yaml("unit_families.yml")
    assert {(word, unit) for unit, words in families.items() for word in words if word != unit} <= alike
