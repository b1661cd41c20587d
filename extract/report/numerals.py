"""Numerals of the reports: Arabic (1,193), Chinese (一百零五, 两, 二〇二四), mixed (1.5万, 3千)."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+|\.\s\d+(?=\s?%))?"
"""Digits with separators and decimals; a rate may have lost its decimals to a space (6. 0%), as pages break it."""
CHINESE = r"[〇零一二两三四五六七八九十百千万亿]+"
SCALE = r"[十百千万亿]{1,2}"


def scale_of(marks: str) -> int:
    """What 万, 亿, 千, 百 and their compounds (百万) multiply by; 1 for an empty string."""
    product = 1
    for mark in marks:
        product *= TENS.get(mark) or MYRIADS[mark]
    return product


def _below_myriad(numeral: str) -> int | None:
    total, digit = 0, None
    for mark in numeral:
        if mark in DIGITS:
            if digit:
                return None
            digit = DIGITS[mark]
        else:
            total += (1 if digit is None else digit) * TENS[mark]
            digit = None
    return total + (digit or 0)


def parse_chinese(numeral: str) -> int | None:
    """The number that a Chinese numeral says, or None where it says none (三四十, 三五)."""
    if all(mark in DIGITS for mark in numeral):
        read_digit_by_digit = len(numeral) == 1 or len(numeral) > 3 or set(numeral) & {"〇", "零"}
        return int("".join(str(DIGITS[mark]) for mark in numeral)) if read_digit_by_digit else None
    for myriad in ("亿", "万"):
        head, found, tail = numeral.rpartition(myriad)
        if found:
            many = parse_chinese(head) if head else 1
            rest = parse_chinese(tail) if tail else 0
            return None if many is None or rest is None else many * MYRIADS[myriad] + rest
    return _below_myriad(numeral)


def parse_numeral(numeral: str) -> Decimal | None:
    """The number that a numeral of either script says (thousands separators allowed), or None."""
    if numeral[0].isdigit() and numeral.isascii():
        return Decimal(numeral.replace(",", "").replace(" ", ""))
    number = parse_chinese(numeral)
    return None if number is None else Decimal(number)
