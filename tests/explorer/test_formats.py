"""Formats: what a reader sees of a number, a share, a time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from explorer.formats import comparator, day, moment, number, released_at, rounded, share, step, within
from extract.errors import UsageError


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (0, "0"),
        (1500, "1,500"),
        (12_345_678, "12,345,678"),
        (46.9, "46.9"),
        (99.98, "99.98"),
        (1e6, "1,000,000"),
    ],
)
def test_a_number_keeps_its_decimals_and_parts_its_thousands(value: float | None, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(None, ""), (1234.56, "1,235"), (99.951, "100"), (0.12345, "0.123"), (7.0, "7")]
)
def test_a_computed_number_is_rounded(value: float | None, shown: str) -> None:
    assert rounded(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (0, "0%"),
        (1, "100%"),
        (2 / 3, "67%"),
        (0.004, "0.4%"),
        (0.0004, "<0.1%"),
        (0.996, "99.6%"),
        (0.9996, ">99.9%"),
    ],
)
def test_a_share_is_all_or_nothing_only_where_it_is_so(value: float | None, shown: str) -> None:
    assert share(value) == shown


@pytest.mark.parametrize(("value", "shade"), [(0, 0), (0.001, 1), (0.5, 5), (0.999, 9), (1, 10)])
def test_a_shade_is_that_of_all_or_nothing_only_where_it_is_so(value: float, shade: int) -> None:
    assert step(value) == shade


@pytest.mark.parametrize(
    ("code", "head"),
    [("330000", "33"), ("330100", "3301"), ("330106", "330106"), ("500000", "50"), ("330106001", "330106001")],
)
def test_what_lies_in_a_division_begins_with_its_code(code: str, head: str) -> None:
    assert within(code) == head


def test_what_is_no_code_has_nothing_in_it() -> None:
    with pytest.raises(UsageError, match="'; DROP"):
        within("'; DROP")


def test_times_and_signs() -> None:
    assert released_at("20261122T044554Z-6282") == "2026-11-22 04:45 UTC"
    assert released_at("r1") == ""
    assert moment(datetime(2026, 11, 22, 4, 5, 59, tzinfo=UTC)) == "2026-11-22 04:05"
    assert (day(date(2026, 3, 1)), day(None)) == ("2026-03-01", "")
    assert [comparator(each) for each in ("eq", "at_least", "at_most", "approx")] == ["", "≥ ", "≤ ", "≈ "]
