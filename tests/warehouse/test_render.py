from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from warehouse.render import TABLE_ROWS, display_width, plain, unique, write_csv, write_json, write_table


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("58.000000"), "58"),
        (Decimal("46.900000"), "46.9"),
        (Decimal("15000.000000"), "15000"),
        (Decimal("0.000000"), "0"),
        (Decimal("-0.500000"), "-0.5"),
        (date(2024, 3, 20), "2024-03-20"),
        (datetime(2024, 5, 1, 18, 0, tzinfo=UTC), "2024-05-01 18:00:00+00:00"),
        ([Decimal("1.000000")], "[1]"),
        ({Decimal("1.500000"): 2}, "{'1.5': 2}"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (True, "True"),
    ],
)
def test_values_are_written_as_people_write_them(value: Any, written: str) -> None:
    assert str(plain(value)) == written


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("法治", 4), ("a法", 3), ("ÿ", 1), ("e\u0301", 1), ("。", 2)]
)
def test_the_width_of_text_on_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def table(names: list[str], rows: list[tuple[Any, ...]], stream: io.StringIO | None = None) -> list[str]:
    stream = stream or io.StringIO()
    write_table(names, rows, stream)
    return stream.getvalue().splitlines()


def test_a_long_cell_is_cut_to_its_beginning_on_a_terminal_alone() -> None:
    long = "法" * 100
    assert table(["a"], [(long,)], Terminal())[2] == "法" * 29 + "…"
    assert table(["a"], [(long,)])[2] == long


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (60, "法律法律法律法律法律法律  2024-03-20  15000"),
        (40, "法律法律法律法律法律…  2024-03-20  15000"),
        (5, "法律法律…  2024-03-20  15000"),
    ],
)
def test_cells_are_cut_to_what_fits_the_terminal(columns: int, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    row = ("法律" * 6, date(2024, 3, 20), 15000)
    assert table(["a", "b", "c"], [row], Terminal())[2] == line


def test_line_feeds_do_not_break_a_table() -> None:
    assert table(["a"], [("一\n二",)])[2] == "一 二"


def test_rows_beyond_the_limit_are_told_of() -> None:
    lines = table(["n"], [(number,) for number in range(TABLE_ROWS + 1)])
    assert len(lines) == TABLE_ROWS + 3
    assert lines[-1] == "(the first 1,000 rows; --format csv gives all)"


def test_exactly_the_limit_is_all() -> None:
    assert table(["n"], [(number,) for number in range(TABLE_ROWS)])[-1] == "(1,000 rows)"


def test_lists_structs_and_bytes_can_be_written() -> None:
    row = ([Decimal("1.500000")], {"a": Decimal("2.000000")}, b"x")
    stream = io.StringIO()
    write_json(["a", "b", "c"], [row], stream)
    assert json.loads(stream.getvalue()) == [{"a": [1.5], "b": {"a": 2}, "c": "b'x'"}]
    stream = io.StringIO()
    write_csv(["a", "b", "c"], [row], stream)
    assert next(csv.DictReader(stream.getvalue().splitlines())) == {
        "a": "[1.5]",
        "b": '{"a": 2}',
        "c": "b'x'",
    }


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], []),
        (["a", "b"], ["a", "b"]),
        (["a", "a", "a"], ["a", "a_1", "a_2"]),
        (["a", "a_1", "a"], ["a", "a_1", "a_2"]),
    ],
)
def test_no_two_columns_bear_one_name(names: list[str], told: list[str]) -> None:
    assert unique(names) == told
