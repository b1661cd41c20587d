"""Numerals of the reports: Arabic (1,193), Chinese (一百零五, 两, 二〇二四, 三点五), mixed (1.5万, 3千, 1亿3000)."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

PLAIN = r"(?:[0-9]{1,3}(?:(?:,[0-9]{3}){1,5}+|(?:，[0-9]{3}){1,5}+)(?![0-9])|[0-9]{1,15}+)"
"""Digits with separators (a keyboard left in Chinese writes 12，408), of bounded length: so matching stays linear."""
ARABIC = rf"(?<![0-9.])(?:[0-9]{{1,6}}[亿万][0-9]{{1,5}}+[万千百]?|{PLAIN}(?:\.[0-9]{{1,8}})?)"
"""With decimals, or with its parts told by 亿 and 万."""
_MARK = f"[{''.join([*DIGITS, *TENS, *MYRIADS])}]"
CHINESE = rf"(?<!{_MARK}){_MARK}{{1,16}}(?:点[{''.join(DIGITS)}]{{1,4}})?"
"""Begins where a run of numerals does; behind 点 the decimals stand one by one."""
SCALE = r"[十百千万亿]{1,2}"

_SEPARATORS = str.maketrans("", "", ",，")
_PARTS = re.compile(r"(?P<many>[0-9]+)(?P<myriad>[亿万])(?P<rest>[0-9]+)(?P<scale>[万千百]?)")


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
    """The number that a Chinese numeral without decimals says, or None where it says none (三四十, 三五)."""
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


def _parse_arabic(numeral: str) -> Decimal:
    if numeral.isdigit():
        return Decimal(numeral)
    parts = _PARTS.fullmatch(numeral)
    if parts is None:
        return Decimal(numeral.translate(_SEPARATORS))
    many = Decimal(parts["many"]) * MYRIADS[parts["myriad"]]
    return many + Decimal(parts["rest"]) * scale_of(parts["scale"])


def parse_numeral(numeral: str) -> Decimal | None:
    """The number that a numeral of either script says (separators and decimals allowed), or None."""
    if numeral[0].isdigit() and numeral[0].isascii():
        return _parse_arabic(numeral)
    whole, point, decimals = numeral.partition("点")
    number = parse_chinese(whole)
    return (
        None if number is None else Decimal(f"{number}{point and '.'}{''.join(str(DIGITS[mark]) for mark in decimals)}")
    )
