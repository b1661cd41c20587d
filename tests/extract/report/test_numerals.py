"""Numerals of either script to numbers."""

from decimal import Decimal

import pytest

from extract.report.numerals import parse_numeral, scale_of


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("7", "7"),
        ("1,193", "1193"),
        ("12,345,678", "12345678"),
        ("46.9", "46.9"),
        ("八", "8"),
        ("两", "2"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("一百", "100"),
        ("一百零五", "105"),
        ("两百五十", "250"),
        ("一千二百三十", "1230"),
        ("三万五千", "35000"),
        ("一亿零五", "100000005"),
        ("百", "100"),
        ("二〇二四", "2024"),
        ("12，408", "12408"),
        ("1亿3000万", "130000000"),
        ("2万3000", "23000"),
        ("12万6千", "126000"),
        ("三点五", "3.5"),
        ("九十六点零五", "96.05"),
    ],
)
def test_a_numeral_says_its_number(numeral: str, number: str) -> None:
    assert parse_numeral(numeral) == Decimal(number)


@pytest.mark.parametrize("numeral", ["三四", "三五十", "三四十"])
def test_a_vague_numeral_says_no_number(numeral: str) -> None:
    assert parse_numeral(numeral) is None


@pytest.mark.parametrize(("marks", "factor"), [("", 1), ("万", 10_000), ("百万", 1_000_000), ("亿", 100_000_000)])
def test_scale_marks_multiply(marks: str, factor: int) -> None:
    assert scale_of(marks) == factor
