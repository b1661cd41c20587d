"""The quality gate: today's figures do not lie below the pinned floors, and floors do not fall by themselves."""

from __future__ import annotations

import pytest

from bench.gate import load_floors, measure, pin


def test_no_figure_lies_below_its_floor() -> None:
    floors = load_floors()
    figures = measure()
    assert set(figures) == set(floors)
    assert {name: figure for name, figure in figures.items() if figure < floors[name]} == {}


@pytest.mark.parametrize(("lower", "pinned"), [(False, 0.99), (True, 0.98)])
def test_a_floor_falls_only_where_that_is_asked_for(lower: bool, pinned: float) -> None:
    assert pin({"recall": 0.9809}, {"recall": 0.99}, lower=lower) == {"recall": pinned}


def test_a_floor_rises_with_its_figure() -> None:
    assert pin({"recall": 0.9951}, {"recall": 0.99}, lower=False) == {"recall": 0.995}
